"""What a run changes against the one before: who is with whom now and then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.core.db import session
from app.matching_runs.models import MatchPair, MatchRun, RunState, Unplaced
from app.matching_runs.queries import names_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One mentee with other mentors than before. ``now`` and ``then`` lead from mentors to the fit.

    ``is_gone``: the mentee was in the run before and is in this one no more.
    """

    mentee: str
    now: dict[str, float]
    then: dict[str, float]
    is_gone: bool

    @property
    def gain(self) -> float:
        """Points that the mentee’s pairs have more than before."""
        return round(sum(self.then.values()) - sum(self.now.values()), 3)


def run_before(run: MatchRun) -> MatchRun | None:
    """The run with a result before this one."""
    done = select(MatchRun).where(MatchRun.cohort_id == run.cohort_id, MatchRun.state == RunState.DONE)
    return session().scalar(done.where(MatchRun.number < run.number).order_by(MatchRun.number.desc()).limit(1))


def moves_between(before: MatchRun, run: MatchRun) -> list[Move]:
    """Who has other mentors in ``run`` than in ``before``: those who lose first, then by name.

    Pairs that were published stay and are in no later run: of such a run only the unplaced come again, with nobody.
    """
    then, base = _pairs(run), {} if before.is_published else _pairs(before)
    here = then.keys() | _unplaced(run)
    gone = set() if before.is_published else base.keys() - here
    changed = {mentee for mentee in here if base.get(mentee, {}).keys() != then.get(mentee, {}).keys()}
    people = {person for mentee in changed | gone for person in (mentee, *base.get(mentee, ()), *then.get(mentee, ()))}
    names = {enrolment_id: name for enrolment_id, (name, _public_id) in names_of(people).items()}
    moves = [
        Move(
            mentee=names[mentee],
            now={names[mentor]: fit for mentor, fit in base.get(mentee, {}).items()},
            then={names[mentor]: fit for mentor, fit in then.get(mentee, {}).items()},
            is_gone=mentee in gone,
        )
        for mentee in changed | gone
    ]
    return sorted(moves, key=lambda move: (_rank(move), move.mentee))


def moves_in_numbers(run: MatchRun) -> dict[str, Any]:
    """How many move between the run before and this one, to be stored with it; empty for the first."""
    before = run_before(run)
    if before is None:
        return {}
    moves = moves_between(before, run)
    return {
        "before": before.number,
        "stays": before.is_published,
        "total": before.total,
        "placed": sum(not each.now for each in moves),
        "move": sum(bool(each.now and each.then) for each in moves),
        "gone": sum(each.is_gone for each in moves),
        "lose": sum(not each.then and not each.is_gone for each in moves),
    }


def _rank(move: Move) -> int:
    if move.is_gone:
        return 3
    return 0 if len(move.then) < len(move.now) else 1 if len(move.then) > len(move.now) else 2


def _pairs(run: MatchRun) -> dict[int, dict[int, float]]:
    found: dict[int, dict[int, float]] = {}
    pairs = select(MatchPair.mentee_id, MatchPair.mentor_id, MatchPair.score).where(MatchPair.run_id == run.id)
    for mentee_id, mentor_id, score in session().execute(pairs.order_by(MatchPair.mentor_id)):
        found.setdefault(mentee_id, {})[mentor_id] = score
    return found


def _unplaced(run: MatchRun) -> set[int]:
    return set(session().scalars(select(Unplaced.enrolment_id).where(Unplaced.run_id == run.id)))
