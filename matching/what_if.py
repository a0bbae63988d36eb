"""What if: the same people with something changed, and what that changes for whom."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from matching.errors import InputError, named_rows
from matching.ids import is_known, listed
from matching.policy import Policy
from matching.question import Columns, Edits, Pairs, pairs_of
from matching.tables import Cell, key_of

if TYPE_CHECKING:
    from matching.matches import Match

__all__ = ["Change", "Diff", "changed_tables", "diff", "prices_by_id", "with_more"]

SIDES = ("mentees", "mentors")
Amounts = int | str | Mapping[Cell, int]


@dataclass(frozen=True, slots=True)
class Change:
    """One mentee before and after: mentors, and the points of all their pairs."""

    mentee: Cell
    before: tuple[Cell, ...]
    after: tuple[Cell, ...]
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """What a change changes.

    Attributes
    ----------
    moved : tuple of Change
        Placed before and after, with other mentors.
    gained, lost : tuple of Change
        Those of all mentees whose points rise, and fall.
    newly_placed, newly_unplaced : tuple of ids
        With a mentor where there was none, and the reverse.
    total : float
        By how many points the total rises.
    """

    moved: tuple[Change, ...]
    gained: tuple[Change, ...]
    lost: tuple[Change, ...]
    newly_placed: tuple[Cell, ...]
    newly_unplaced: tuple[Cell, ...]
    total: float


def diff(before: "Match", after: "Match") -> Diff:
    """Compare two matches of, mostly, the same people."""
    own, others = _by_mentee(before), _by_mentee(after)
    everybody = dict.fromkeys([*before.mentee_ids, *after.mentee_ids])
    nobody: tuple[tuple[Cell, ...], float] = ((), 0.0)
    changes = []
    for mentee in everybody:
        was, becomes = own.get(mentee, nobody), others.get(mentee, nobody)
        if was != becomes:
            changes.append(Change(mentee, was[0], becomes[0], becomes[1] - was[1]))
    return Diff(
        moved=tuple(each for each in changes if each.before and each.after and each.before != each.after),
        gained=tuple(each for each in changes if each.points > 0),
        lost=tuple(each for each in changes if each.points < 0),
        newly_placed=tuple(each.mentee for each in changes if not each.before),
        newly_unplaced=tuple(each.mentee for each in changes if not each.after),
        total=after.total - before.total,
    )


def _by_mentee(found: "Match") -> dict[Cell, tuple[tuple[Cell, ...], float]]:
    rows: dict[Cell, tuple[tuple[Cell, ...], float]] = {}
    for (mentee, mentor), score in zip(found.pairs, found.scores.tolist(), strict=True):
        mentors, points = rows.get(mentee, ((), 0.0))
        rows[mentee] = (*mentors, mentor), points + score
    return rows


def changed_tables(
    tables: tuple[Columns, Columns],
    policy: Policy,
    *,
    seats: Amounts | None,
    needs: Amounts | None,
    add: Mapping[str, Sequence[Mapping[str, Any]]] | None,
    remove: Mapping[str, Collection[Cell]] | Collection[Cell] | None,
) -> tuple[tuple[Columns, Columns], Policy]:
    """Two tables and a policy with people added and removed and with other seats and needs.

    ``add`` holds rows by side, ``{"mentors": [{"id": "x", ...}]}``; ``remove`` ids, of both sides or by side.
    """
    gone, new = _gone(tables, policy.id, remove), _by_side("add", {} if add is None else add)
    for side, rows in new.items():
        wrong = [at + 1 for at, row in enumerate(rows) if not isinstance(row, Mapping)]
        if wrong:
            raise InputError(f"add, {side}: expected cells by column in {named_rows(wrong)}")
    own, others = (
        _rows(table, policy.id, gone[side], new.get(side, ())) for side, table in zip(SIDES, tables, strict=True)
    )
    if seats is not None:
        others, policy = _amounts(others, policy, "seats", seats)
    if needs is not None:
        own, policy = _amounts(own, policy, "needs", needs)
    return (own, others), policy


def _by_side(name: str, given: Any) -> dict[str, list[Any]]:
    if not isinstance(given, Mapping):
        raise InputError(f"{name}: expected lists by side, mentees or mentors, got {given!r}")
    for side in given:
        if side not in SIDES:
            raise InputError(f"{name}: expected mentees or mentors, got {side!r}")
    return {side: listed(f"{name}, {side}", entries, "a list") for side, entries in given.items()}


def _gone(tables: Sequence[Columns], id_column: str, remove: Any) -> dict[str, list[Cell]]:
    """Who is removed, by side; an id that is named without a side may stand on either."""
    known = [{key_of(value) for value in table.get(id_column, ())} for table in tables]
    if isinstance(remove, Mapping):
        gone = _by_side("remove", remove)
        for side, ids in zip(SIDES, known, strict=True):
            _refuse_unknown(gone.setdefault(side, []), ids, f" among the {side}")
        return gone
    anywhere = listed("remove", () if remove is None else remove, "ids")
    _refuse_unknown(anywhere, known[0] | known[1], "")
    return dict.fromkeys(SIDES, anywhere)


def _refuse_unknown(ids: Sequence[Cell], known: Collection[Cell], where: str) -> None:
    for value in ids:
        if not is_known(value, known):
            raise InputError(f"remove: there is nobody with id {value!r}{where}")


def _rows(
    table: Columns, id_column: str, gone: Collection[Cell], new: Sequence[Mapping[str, Any]]
) -> dict[str, list[Cell]]:
    leaves = {key_of(value) for value in gone}
    stays = [key_of(value) not in leaves for value in table.get(id_column, ())]
    names = dict.fromkeys([*table, *(name for row in new for name in row)])
    blank = [None] * len(stays)
    return {
        name: [cell for cell, kept in zip(table.get(name, blank), stays, strict=True) if kept]
        + [row.get(name) for row in new]
        for name in names
    }


def _amounts(table: Columns, policy: Policy, name: str, given: Amounts) -> tuple[dict[str, Any], Policy]:
    if not isinstance(given, Mapping):
        return dict(table), policy.changed(**{name: given})
    column = getattr(policy, name)
    ids = [key_of(value) for value in table.get(policy.id, ())]
    wanted = {key_of(value): amount for value, amount in given.items()}
    known = set(ids)
    for value in given:
        if key_of(value) not in known:
            raise InputError(f"{name}: there is nobody with id {value!r}")
    now = list(table[column]) if isinstance(column, str) and column in table else [column] * len(ids)
    label = column if isinstance(column, str) else name
    cells = [wanted.get(key, cell) for key, cell in zip(ids, now, strict=True)]
    return dict(table) | {label: cells}, policy.changed(**{name: label})


def with_more(edits: Edits, locked: Pairs, forbidden: Pairs, tables: tuple[Columns, Columns], id_column: str) -> Edits:
    """The pairs named so far, of those who are still there, and some more."""
    here = [{key_of(value) for value in table.get(id_column, ())} for table in tables]
    kept = {
        name: tuple(pair for pair in pairs if all(key_of(value) in ids for value, ids in zip(pair, here, strict=True)))
        for name, pairs in (("locked", edits.locked), ("forbidden", edits.forbidden), ("keep", edits.keep))
    }
    more = pairs_of("locked", locked), pairs_of("forbidden", forbidden)
    return Edits((*kept["locked"], *more[0]), (*kept["forbidden"], *more[1]), kept["keep"])


def prices_by_id(found: "Match", ids: Sequence[Cell]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Prices of mentors by id, for a warm start; nothing for who is new."""
    assert found.search is not None  # noqa: S101  only answers of scores are asked
    last = found.search.last
    known = {} if last is None else dict(zip(found.question.mentors.ids, last.prices.tolist(), strict=True))
    return np.array([known.get(value, 0) for value in ids], dtype=np.int64)
