"""What was before a run: pairs that are there and stay, pairs that were, and what administrators decided since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased

from app.cohorts.models import Cohort, Enrolment
from app.core.db import session
from app.matching_runs.models import Decision, MatchPair, MatchRun, PairDecision, RunState
from app.matching_runs.reserved import reserved_in
from app.pairings.models import Ending, Pairing, PairingState

Two = tuple[int, int]
NEVER_AGAIN = frozenset({Ending.NOT_THIS_ONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """``there`` are the open pairs of the cohort and those that are promised, ``decided`` is what was decided; both by
    enrolments, mentee first.

    ``met`` names for each person whom they were a pair with, in any cohort; ``refused`` are two people, mentee first,
    of whom one has said "not this one". A publication that was taken back never was.
    """

    there: frozenset[Two]
    decided: Mapping[Two, Decision]
    met: Mapping[int, list[int]]
    refused: frozenset[Two]

    @property
    def taken(self) -> Counter[int]:
        """How many open pairs each enrolment is in."""
        return Counter(enrolment for pair in self.there for enrolment in pair)


def decisions_as_stored(decided: Mapping[Two, Decision]) -> dict[str, list[list[int]]]:
    """What was decided, as a run stores it."""
    return {
        each.value: sorted(list(pair) for pair, decision in decided.items() if decision is each) for each in Decision
    }


def earlier_of(cohort: Cohort) -> Earlier:
    """Read it; three queries."""
    met: dict[int, list[int]] = {}
    refused = set()
    for mentee, mentor, ending in session().execute(_pairs_of_people_in(cohort)):
        met.setdefault(mentee, []).append(mentor)
        met.setdefault(mentor, []).append(mentee)
        if ending in NEVER_AGAIN:
            refused.add((mentee, mentor))
    return Earlier(
        there=frozenset(_open_pairs(cohort)) | reserved_in(cohort),
        decided=decisions_of(cohort),
        met={person: sorted(set(others)) for person, others in met.items()},
        refused=frozenset(refused),
    )


def decisions_of(cohort: Cohort) -> dict[Two, Decision]:
    """What was decided about pairs of a cohort."""
    decided = session().scalars(select(PairDecision).where(PairDecision.cohort_id == cohort.id))
    return {(each.mentee_id, each.mentor_id): each.decision for each in decided}


def last_pairs(cohort: Cohort) -> frozenset[Two]:
    """The pairs of the newest result of a cohort, published or not, by enrolments, mentee first; one query."""
    done = select(func.max(MatchRun.id)).where(MatchRun.cohort_id == cohort.id, MatchRun.state == RunState.DONE)
    pairs = select(MatchPair.mentee_id, MatchPair.mentor_id).where(MatchPair.run_id == done.scalar_subquery())
    return frozenset((mentee_id, mentor_id) for mentee_id, mentor_id in session().execute(pairs))


def _open_pairs(cohort: Cohort) -> Iterator[Two]:
    pairs = select(Pairing.mentee_id, Pairing.mentor_id).where(Pairing.cohort_id == cohort.id)
    rows = session().execute(pairs.where(Pairing.state == PairingState.OPEN))
    return ((mentee_id, mentor_id) for mentee_id, mentor_id in rows)


def _pairs_of_people_in(cohort: Cohort) -> Select[int, int, Ending | None]:
    mentee, mentor = aliased(Enrolment), aliased(Enrolment)
    here = select(Enrolment.person_id).where(Enrolment.cohort_id == cohort.id)
    pairs = select(mentee.person_id, mentor.person_id, Pairing.ending).select_from(Pairing)
    pairs = pairs.join(mentee, mentee.id == Pairing.mentee_id).join(mentor, mentor.id == Pairing.mentor_id)
    never_was = Pairing.ending == Ending.UNDONE
    return pairs.where(
        or_(Pairing.ending.is_(None), ~never_was), mentee.person_id.in_(here), mentor.person_id.in_(here)
    )


def among(pairs: Set[Two], names: tuple[Mapping[int, str], Mapping[int, str]]) -> Iterator[tuple[str, str]]:
    """Those of some pairs whose two are both named, by their names, in a fixed order."""
    for mentee, mentor in sorted(pairs):
        if mentee in names[0] and mentor in names[1]:
            yield names[0][mentee], names[1][mentor]
