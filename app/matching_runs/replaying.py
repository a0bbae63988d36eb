"""A run computed again from what was stored of it: to the same pairs, or the word what differs, and by name.

Nothing is written. What has changed in the cohort since is told beside it, for that is what a new run would go by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.db import session
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.transactions import give_way
from app.core.wording import number
from app.matching_runs.difference import Move
from app.matching_runs.models import MatchRun, RunState
from app.matching_runs.pages.difference import MoveRow, row_of
from app.matching_runs.queries import pairs_of
from app.matching_runs.snapshot import Columns, Snapshot, policy_of, snapshot_of
from app.matching_runs.solving import solved
from app.matching_runs.stored_input import input_of
from app.matching_runs.what_if.queries import names_of
from matching import VERSION, InputError, Match, Policy

FOLLOWS = frozenset({"tenure_days", "previous", "load", "free", "needs"})
Fits = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """``finding`` in a sentence, ``why`` it came out otherwise, ``rows`` whom it is about, ``since`` what is new."""

    is_same: bool
    finding: str
    why: list[str]
    rows: list[MoveRow]
    since: list[str]


def replayed(run: MatchRun) -> Replay:
    """Compute a run again; ends the transaction of the request before it computes."""
    given, stored = input_of(run), _stored_pairs(run)
    if run.state is not RunState.DONE or given is None:
        return _impossible(run)
    since = _since(run, given)
    told = run.policy_digest, run.input_digest, run.engine, run.is_proven
    policy, salt = Policy.from_dict(run.policy), run.salt
    give_way()
    found = _again(given, policy, salt)
    why = _why(told, policy, found)
    rows = [] if found is None else _rows(given, stored, found)
    is_same = found is not None and not rows
    return Replay(is_same=is_same, finding=_finding(is_same, len(stored)), why=why, rows=rows,
                  since=since)  # fmt: skip


def _impossible(run: MatchRun) -> Replay:
    why = (
        _("This run has no result.")
        if run.state is not RunState.DONE
        else _("What went into it is not kept any more: it was a draft, and newer runs took its place.")
    )
    return Replay(is_same=False, finding=_("This run cannot be computed again."), why=[why], rows=[], since=[])


def _again(given: Snapshot, policy: Policy, salt: int) -> Match | None:
    try:
        return solved(given, policy, salt)
    except InputError:
        return None


def _finding(is_same: bool, pairs: int) -> str:
    if is_same:
        return ngettext("The same pair.", "The same %(count)s pairs.", pairs, count=number(pairs))
    return _("Other pairs come out.")


def _why(told: tuple[str | None, str | None, str | None, bool], policy: Policy, found: Match | None) -> list[str]:
    policy_digest, input_digest, engine, is_proven = told
    return [
        sentence
        for is_so, sentence in (
            (policy.digest != policy_digest, _("The stored weights and rules are not those of that time.")),
            (
                found is None or found.input_digest != input_digest,
                _("What was stored of the people is not what went in: somebody may have been erased since."),
            ),
            (engine != str(VERSION), _("The engine that finds the pairs was renewed since.")),
            (not is_proven, _("That match was stopped before it was proven; this time it went to its end.")),
        )
        if is_so
    ]


def _rows(given: Snapshot, stored: Fits, found: Match) -> list[MoveRow]:
    """Whose mentors differ, by name; whoever is erased is nobody any more."""
    again: Fits = {}
    for (mentee, mentor), fit in zip(found.pairs, found.scores.tolist(), strict=True):
        again.setdefault(mentee, {})[mentor] = fit
    differ = [who for who in stored.keys() | again.keys() if stored.get(who, {}).keys() != again.get(who, {}).keys()]
    known = names_of({each for who in differ for each in (who, *stored.get(who, ()), *again.get(who, ()))})
    moves = [
        Move(
            mentee=_name(who, known),
            now={_name(each, known): fit for each, fit in stored.get(who, {}).items()},
            then={_name(each, known): fit for each, fit in again.get(who, {}).items()},
            is_gone=who not in given.mentees["id"],
        )
        for who in differ
    ]
    return [row_of(each) for each in sorted(moves, key=lambda each: each.mentee)]


def _name(who: str, known: dict[str, str]) -> str:
    return known.get(who) or _("a person who is no longer here")


def _stored_pairs(run: MatchRun) -> Fits:
    pairs = session().scalars(pairs_of(run)).all()
    fits: Fits = {}
    for each in pairs:
        fits.setdefault(each.mentee.public_id, {})[each.mentor.public_id] = each.score
    return fits


def _since(run: MatchRun, given: Snapshot) -> list[str]:
    """What has changed in the cohort: by how many, never who said what."""
    now = snapshot_of(run.cohort)
    tables = ((given.mentees, now.mentees), (given.mentors, now.mentors))
    before, after = (_rows_by_id([pair[at] for pair in tables]) for at in (0, 1))
    joined, gone = len(after.keys() - before.keys()), len(before.keys() - after.keys())
    changed = sum(before[who] != after[who] for who in before.keys() & after.keys())
    told = [
        ngettext("One person is new in the match.", "%(count)s people are new in the match.", joined,
                 count=number(joined)) if joined else "",
        ngettext("One is not in it any more, or has a mentor by now.",
                 "%(count)s are not in it any more, or have a mentor by now.", gone,
                 count=number(gone)) if gone else "",
        ngettext("Of one person, something that counts has changed.",
                 "Of %(count)s people, something that counts has changed.", changed,
                 count=number(changed)) if changed else "",
        _("Weights or rules have changed.") if policy_of(run.cohort).digest != run.policy_digest else "",
    ]  # fmt: skip
    return [each for each in told if each] or [_("Nothing that counts has changed since.")]


def _rows_by_id(tables: Sequence[Columns]) -> dict[str, tuple[object, ...]]:
    """Each person’s cells, but for days that pass by themselves and what follows from the pairs made since."""
    return {
        who: tuple(cells[at] for name, cells in table.items() if name not in FOLLOWS)
        for table in tables
        for at, who in enumerate(table["id"])
    }
