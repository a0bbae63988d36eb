"""What a list of changes asks of a match, and the match that comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.cohorts.models import Enrolment
from app.matching_runs.models import Decision, PairDecision
from app.matching_runs.snapshot import Columns, Pair, Snapshot
from app.matching_runs.what_if.models import ChangeKind, WhatIfChange
from matching import Diff, Match, Policy, match
from matching.what_if import diff

SIDES = ("mentees", "mentors")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Everybody by the public id of their enrolment; ``seats`` are all that a mentor offers, taken ones too."""

    locked: tuple[Pair, ...] = ()
    forbidden: tuple[Pair, ...] = ()
    seats: Mapping[str, int] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    taken_in: frozenset[str] = frozenset()


def wanted_of(changes: Sequence[WhatIfChange], decided: Iterable[PairDecision] = ()) -> Wanted:
    """What the changes say, and what was decided since the run."""
    kept = [each for each in decided if each.decision is Decision.KEEP]
    parted = [each for each in decided if each.decision is Decision.FORBID]
    return Wanted(
        locked=(*_pairs(kept), *(_ids(*each.pair) for each in _of(changes, ChangeKind.LOCK))),
        forbidden=(*_pairs(parted), *(_ids(*each.pair) for each in _of(changes, ChangeKind.FORBID))),
        seats={each.who.public_id: each.seats or 0 for each in _of(changes, ChangeKind.SEATS)},
        weights=next((each.weights for each in _of(changes, ChangeKind.WEIGHTS)), {}),
        left_out=frozenset(each.who.public_id for each in _of(changes, ChangeKind.LEAVE_OUT)),
        taken_in=frozenset(each.who.public_id for each in _of(changes, ChangeKind.TAKE_IN)),
    )


def with_decisions(given: Snapshot, decided: Iterable[PairDecision]) -> Snapshot:
    """What a run would be given now that this was decided, were nothing else different."""
    wanted = wanted_of((), decided)
    here = [set(table["id"]) for table in (given.mentees, given.mentors)]
    kept, excluded = ([p for p in pairs if p[0] in here[0] and p[1] in here[1]]
                      for pairs in (wanted.locked, wanted.forbidden))  # fmt: skip
    return replace(
        given,
        kept=tuple(dict.fromkeys((*given.kept, *kept))),
        excluded=tuple(dict.fromkeys((*given.excluded, *excluded))),
    )


def policy_with(policy: Mapping[str, Any], weights: Mapping[str, float]) -> Policy:
    """The policy of a run with other weights."""
    criteria = [spec | {"weight": weights.get(spec["name"], spec["weight"])} for spec in policy["criteria"]]
    return Policy.from_dict({**policy, "criteria": criteria})


def tried(found: Match, given: Snapshot, wanted: Wanted) -> tuple[Match, Diff]:
    """Solve on from a match with what is wanted."""
    changes: dict[str, Any] = {}
    if wanted.weights:
        changes["policy"] = policy_with(found.policy.to_dict(), wanted.weights)
    rows = others_of(given, wanted)
    gone = {side: [*wanted.left_out, *wanted.seats] for side in SIDES}
    tables = dict(zip(SIDES, (given.mentees, given.mentors), strict=True))
    leaving = {side: [each for each in tables[side]["id"] if each in gone[side]] for side in SIDES}
    if any(leaving.values()) or any(rows.values()):
        changes |= {"remove": leaving, "add": rows}
    here = people_after(given, wanted)
    forbidden = (*wanted.forbidden, *given.excluded_aside) if wanted.taken_in else wanted.forbidden
    after, changed = found.with_changes(
        locked=[pair for pair in wanted.locked if here.issuperset(pair)],
        forbidden=[pair for pair in forbidden if here.issuperset(pair)],
        **changes,
    )
    return (after, changed) if not found.policy.keep_bonus else _staying(found, after)


def _staying(found: Match, after: Match) -> tuple[Match, Diff]:
    """The same question, with the bonus for the pairs of this run in place of those before it."""
    question = after.question
    anew = match(
        *question.given,
        question.policy,
        locked=question.edits.locked,
        forbidden=question.edits.forbidden,
        keep=[pair for pair in found.pairs if question.has(*pair)],
        salt=question.salt,
    )
    return anew, diff(found, anew)


def others_of(given: Snapshot, wanted: Wanted) -> dict[str, list[Row]]:
    """Rows that are new, or other than the run had them, by side."""
    back = {
        side: [row for row in rows_of(table) if row["id"] in wanted.taken_in]
        for side, table in zip(SIDES, given.aside, strict=True)
    }
    mentors = [row for row in rows_of(given.mentors) if row["id"] in wanted.seats and row["id"] not in wanted.left_out]
    told = [with_seats(row, wanted) for row in (*mentors, *back["mentors"])]
    return {"mentees": back["mentees"], "mentors": told}


def with_seats(row: Row, wanted: Wanted) -> Row:
    """A mentor’s row with the seats that are tried."""
    if row["id"] not in wanted.seats:
        return row
    seats = wanted.seats[row["id"]]
    return row | {"seats": seats, "free": max(0, seats - row["load"])}


def people_after(given: Snapshot, wanted: Wanted) -> set[str]:
    """Who is there once people were left out and taken in."""
    here = {*given.mentees["id"], *given.mentors["id"]}
    return (here | wanted.taken_in) - wanted.left_out


def rows_of(table: Columns) -> list[Row]:
    """A table by rows."""
    return [dict(zip(table, cells, strict=True)) for cells in zip(*table.values(), strict=True)]


def _of(changes: Sequence[WhatIfChange], kind: ChangeKind) -> list[WhatIfChange]:
    return [each for each in changes if each.kind is kind]


def _pairs(decided: Iterable[PairDecision]) -> list[Pair]:
    return [_ids(each.mentee, each.mentor) for each in decided]


def _ids(mentee: Enrolment, mentor: Enrolment) -> Pair:
    return mentee.public_id, mentor.public_id
