"""What a match came to, stored with everything that its review says. The caller commits."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import insert

from app.core.audit import record
from app.core.bulk import run_for_each
from app.core.clock import now
from app.core.db import session
from app.matching_runs.difference import moves_in_numbers
from app.matching_runs.models import MatchPair, MatchRun, RunState, Unplaced
from app.matching_runs.snapshot import Snapshot
from app.matching_runs.supply import supply_of
from app.people.models import Person
from matching import Match, Part


@dataclass(frozen=True, slots=True)
class Explained:
    """A match with what is behind each pair: mentee, mentor and the parts of their score."""

    match: Match
    pairs: list[tuple[str, str, tuple[Part, ...]]]


def explained(found: Match) -> Explained:
    """Work out the parts of every pair; a second or so for a thousand, and so outside of any transaction."""
    return Explained(found, [(mentee, mentor, found.explain(mentee, mentor)) for mentee, mentor in found.pairs])


def store_result(run: MatchRun, result: Explained, given: Snapshot, *, actor: Person | None) -> None:
    """Store what a match came to, all of it or nothing; a run that has its result or was stopped stays as it is."""
    if run.state is not RunState.OPEN:
        return
    found = result.match
    pairs = [_pair(run, given, *pair) for pair in result.pairs]
    left = [
        {
            "run_id": run.id,
            "enrolment_id": given.ids[str(each.id)],
            "missing": each.facts["needs"] - each.facts["filled"],
            "reason": {"reason": each.reason, "facts": dict(each.facts)},
        }
        for each in found.unmatched
    ]
    run_for_each(insert(MatchPair), pairs)
    run_for_each(insert(Unplaced), left)
    _write_figures(run, found, given)
    run.counts = _counts(result, given) | {"moves": moves_in_numbers(run)}
    session().flush()
    record(actor, "run.done", run, number=run.number, pairs=len(pairs), placed=run.placed, mentees=run.mentees)


def _write_figures(run: MatchRun, found: Match, given: Snapshot) -> None:
    run.state, run.ended_at = RunState.DONE, now()
    run.input_digest, run.asked_digest = found.input_digest, given.asked_digest(run.policy_digest)
    run.objective, run.locked, run.decisions = found.objective, given.locked, dict(given.decisions)
    run.total, run.bound, run.gap = float(found.total), float(found.bound), float(found.gap)
    run.mentees, run.mentors, run.seats = len(found.mentee_ids), len(found.mentor_ids), given.seats
    run.placed = len({mentee for mentee, _mentor in found.pairs})
    run.rules_skipped = {each.name: each.unknown for each in found.rule_counts if each.unknown}
    run.timings = {step: round(seconds, 4) for step, seconds in found.timings.items()}


def _counts(result: Explained, given: Snapshot) -> dict[str, Any]:
    unknown = Counter(part.name for _mentee, _mentor, parts in result.pairs for part in parts if part.unknown)
    return {
        "supply": supply_of(given.mentees, given.mentors),
        "silent": given.silent,
        "language": given.language,
        "worst": min(map(float, result.match.scores), default=None),
        "halves": dict(unknown),
        "excluded": {each.name: each.excluded for each in result.match.rule_counts if each.excluded},
    }


def _pair(run: MatchRun, given: Snapshot, mentee: str, mentor: str, parts: tuple[Part, ...]) -> dict[str, Any]:
    return {
        "run_id": run.id,
        "mentee_id": given.ids[mentee],
        "mentor_id": given.ids[mentor],
        "score": sum(part.points for part in parts),
        "parts": [asdict(part) for part in parts],
    }
