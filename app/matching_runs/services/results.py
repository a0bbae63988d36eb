"""What a match came to, stored with everything that its review says. The caller commits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from sqlalchemy import insert

from app.core.audit import record
from app.core.bulk import run_for_each
from app.core.clock import now
from app.core.db import session
from app.matching_runs.difference import moves_in_numbers
from app.matching_runs.models import MatchPair, MatchRun, RunState, Unplaced
from app.matching_runs.services.left_out import left_out_rows
from app.matching_runs.snapshot import Snapshot
from app.matching_runs.stored_input import forget_older
from app.matching_runs.supply import supply_of
from app.people.models import Person
from matching import VERSION, Match, Part, RunnerUp, SkillSupply

MENTORS_MORE, SKILLS_ASKED = 3, 8
"""With how many more mentors a match is solved again, and for how many of the skills that are missed most."""
BAND = 10
"""So many points wide are the bands in which fits are counted."""

GoesOn = Callable[[str, int, int], bool]


@dataclass(frozen=True, slots=True)
class Explained:
    """A match with what is behind each pair: mentee, mentor and the parts of their score.

    ``runners_up`` leads from mentees to the mentor who came next, ``more`` tells what more mentors would bring.
    """

    match: Match
    pairs: list[tuple[str, str, tuple[Part, ...]]]
    runners_up: Mapping[str, RunnerUp]
    more: Sequence[SkillSupply]


def explained(found: Match, goes_on: GoesOn = lambda *_: True) -> Explained:
    """Work out what is behind a match; seconds for some thousands, and so outside of any transaction.

    Where ``goes_on`` says no, what more mentors would bring is left out: it is solved for again, skill by skill.
    """
    goes_on("explaining", 0, SKILLS_ASKED + 1)
    pairs = [(*pair, parts) for pair, parts in zip(found.pairs, found.explained(), strict=True)]
    runners_up = {each.mentee: each for each in found.runners_up()}
    more = found.supply(
        MENTORS_MORE,
        most=SKILLS_ASKED if found.proven else 0,
        progress=lambda done, of: goes_on("explaining", done + 1, of + 1),
    )
    return Explained(found, pairs, runners_up, more)


def store_result(run: MatchRun, result: Explained, given: Snapshot, *, actor: Person | None) -> None:
    """Store what a match came to, all of it or nothing; a run that has its result or was stopped stays as it is."""
    if run.state is not RunState.OPEN:
        return
    found = result.match
    pairs = [_pair(run, given, result.runners_up.get(pair[0]), *pair) for pair in result.pairs]
    left = [
        {
            "run_id": run.id,
            "enrolment_id": given.ids[str(each.id)],
            "missing": each.facts["needs"] - each.facts["filled"],
            "reason": {"reason": each.reason, "facts": dict(each.facts)},
        }
        for each in found.unmatched
    ] + left_out_rows(run, given)
    run_for_each(insert(MatchPair), pairs)
    run_for_each(insert(Unplaced), left)
    _write_figures(run, found, given)
    run.counts = _counts(result, given) | {"moves": moves_in_numbers(run)}
    session().flush()
    forget_older(run)
    record(actor, "run.done", run, number=run.number, pairs=len(pairs), placed=run.placed, mentees=run.mentees)


def _write_figures(run: MatchRun, found: Match, given: Snapshot) -> None:
    run.state, run.ended_at = RunState.DONE, now()
    run.input_digest, run.asked_digest = found.input_digest, given.asked_digest(run.policy_digest)
    run.engine = str(VERSION)
    run.objective, run.locked, run.decisions = found.objective, given.locked, dict(given.decisions)
    # The bound of a match that was stopped early may count pairs as well as points.
    bound = found.bound if found.proven else min(found.bound, found.most_possible())
    gap = found.gap if found.proven else bound - found.total
    run.total, run.bound, run.gap = float(found.total), float(bound), float(gap)
    run.mentees, run.mentors, run.seats = (
        len(found.mentee_ids) + len(given.aside[0]["id"]),
        len(found.mentor_ids),
        given.seats,
    )
    run.placed = len({mentee for mentee, _mentor in found.pairs})
    run.rules_skipped = {each.name: each.unknown for each in found.rule_counts if each.unknown}
    run.timings = {step: round(seconds, 4) for step, seconds in found.timings.items()}


def _counts(result: Explained, given: Snapshot) -> dict[str, Any]:
    unknown = Counter(part.name for _mentee, _mentor, parts in result.pairs for part in parts if part.unknown)
    fits = result.match.scores.tolist()
    return {
        "supply": supply_of(given.mentees, given.mentors),
        "silent": given.silent,
        "language": given.language,
        "worst": min(fits, default=None),
        "halves": dict(unknown),
        "excluded": {each.name: each.excluded for each in result.match.rule_counts if each.excluded},
        "fits": sorted(Counter(int(fit // BAND) for fit in fits).items()),
        "pairs": len(fits),
        "median": median(fits) if fits else None,
        "unproven": not result.match.proven,
        "blocking": result.match.blocking_pairs,
        "more": [[each.skill, each.added, each.each, each.placed] for each in result.more],
    }


def _pair(
    run: MatchRun, given: Snapshot, next_one: RunnerUp | None, mentee: str, mentor: str, parts: tuple[Part, ...]
) -> dict[str, Any]:
    return {
        "run_id": run.id,
        "mentee_id": given.ids[mentee],
        "mentor_id": given.ids[mentor],
        "score": sum(part.points for part in parts),
        "parts": [asdict(part) for part in parts],
        "runner_up": {"mentor": given.ids[next_one.mentor], "score": next_one.score} if next_one else None,
    }
