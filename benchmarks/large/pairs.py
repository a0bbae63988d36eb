"""Seats, pairs, and the runs that they came from."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.cohorts.models import Cohort
from app.core.clock import now
from app.matching_runs.models import Decision, MatchPair, MatchRun, PairDecision, PublishedPair, RunState, Unplaced
from app.matching_runs.snapshot import policy_of
from app.pairings.models import Ending, Origin, Pairing, PairingState, Seat
from benchmarks.large.cohorts import LARGE, TO_PUBLISH, Circle, Member
from benchmarks.large.copying import Copier
from benchmarks.large.people import ADMINISTRATOR, skill_name
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase

PAIRS_OF_A_LARGE_RUN = 5_000


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who were put together: the number of their pair and of their seat, and whether they are one now."""

    number: int
    seat: int
    circle: Circle
    mentee: Member
    mentor: Member
    is_open: bool


def write_pairs(copier: Copier, circles: Sequence[Circle], chance: random.Random) -> list[Pair]:
    pairs = list(_pairs(circles))
    copier.copy(Seat, _seats(circles))
    copier.copy(Pairing, (_pairing(each, chance) for each in pairs))
    matched = [each for each in circles if each.has_pairs or each.sketch.name == TO_PUBLISH]
    copier.copy(MatchRun, (_run(each) for each in matched))
    published = [_match_pair(each.circle, each.mentee, each.mentor, chance) for each in pairs]
    waiting = [_match_pair(*each, chance) for each in _to_publish(circles)]
    copier.copy(MatchPair, published + waiting)
    copier.copy(PublishedPair, ({"run_id": each.circle.number, "pairing_id": each.number} for each in pairs))
    copier.copy(Unplaced, _unplaced(matched))
    copier.copy(PairDecision, _decisions(circles))
    return pairs


def _couples(circle: Circle) -> Iterator[tuple[Member, Member]]:
    """Mentees in their order, two to each mentor, as many as there are seats for."""
    most = min(circle.sketch.mentees, circle.sketch.mentors * circle.sketch.seats, PAIRS_OF_A_LARGE_RUN)
    for place in range(most):
        yield circle.mentees[place], circle.mentors[place // circle.sketch.seats]


def _pairs(circles: Sequence[Circle]) -> Iterator[Pair]:
    number = 0
    for circle in (each for each in circles if each.has_pairs):
        for place, (mentee, mentor) in enumerate(_couples(circle)):
            number += 1
            is_open = circle.sketch.phase is Phase.RUNNING and place % 50 != 49
            seat = mentor.enrolment * circle.sketch.seats + place % circle.sketch.seats
            yield Pair(number, seat, circle, mentee, mentor, is_open)


def _to_publish(circles: Sequence[Circle]) -> Iterator[tuple[Circle, Member, Member]]:
    for circle in (each for each in circles if each.sketch.name == TO_PUBLISH):
        for mentee, mentor in _couples(circle):
            yield circle, mentee, mentor


def _seats(circles: Sequence[Circle]) -> Iterator[dict[str, Any]]:
    for circle in (each for each in circles if each.has_pairs):
        for mentor in circle.mentors:
            for place in range(circle.sketch.seats):
                number = mentor.enrolment * circle.sketch.seats + place
                yield {"id": number, "mentor_id": mentor.enrolment, "number": place + 1}


def _pairing(pair: Pair, chance: random.Random) -> dict[str, Any]:
    made = now() - timedelta(days=pair.circle.sketch.began_days_ago)
    is_past = pair.circle.sketch.phase is Phase.CLOSED
    ending = Ending.COMPLETED if is_past else Ending.ENDED
    return {
        "id": pair.number,
        "cohort_id": pair.circle.number,
        "mentee_id": pair.mentee.enrolment,
        "mentor_id": pair.mentor.enrolment,
        "seat_id": pair.seat if pair.is_open else None,
        "state": PairingState.OPEN if pair.is_open else PairingState.ENDED,
        "origin": Origin.RUN,
        "reasons": parts_by_chance(chance),
        "made_by_id": ADMINISTRATOR,
        "made_at": made,
        "since_on": made.date(),
        "objection_until": made.date() + timedelta(days=7),
        "wrote_at": made + timedelta(days=1),
        "first_met_on": made.date() + timedelta(days=10),
        "ended_at": None if pair.is_open else made + timedelta(days=150 if is_past else 40),
        "ending": None if pair.is_open else ending,
    }


def parts_by_chance(chance: random.Random) -> list[dict[str, Any]]:
    """What a match of functional expertise says about a pair."""
    skill = skill_name(chance.randrange(1, 41))
    hours = chance.randrange(2, 9)
    facts = {
        "skills": {"covered": [{"skill": skill, "wanted": 4, "offered": 6}], "uncovered": []},
        "wishes": {"mentee_wished": False, "mentor_wished": False},
        "level_gap": {"gap": 2},
        "values": {"shared": ["curiosity"]},
        "place": {"same_place": False, "hours": hours},
        "load": {"load": 0, "seats": 2},
    }
    return [
        {
            "name": each.name,
            "kind": "coverage" if each.name == "skills" else "gap",
            "points": each.weight * chance.randrange(513, 1025) / 1024,
            "maximum": float(each.weight),
            "unknown": False,
            "facts": facts[each.name],
        }
        for each in PROGRAM_TYPES["functional-expertise"].criteria
    ]


def _run(circle: Circle) -> dict[str, Any]:
    policy = policy_of(Cohort(program_type="functional-expertise", weights={}, rules={}))
    placed = len(list(_couples(circle)))
    moment = now() - timedelta(days=circle.sketch.began_days_ago if circle.has_pairs else 1)
    return {
        "id": circle.number,
        "cohort_id": circle.number,
        "number": 1,
        "state": RunState.DONE,
        "started_by_id": ADMINISTRATOR,
        "started_at": moment,
        "ended_at": moment,
        "salt": circle.number,
        "policy": policy.to_dict(),
        "policy_digest": policy.digest,
        "input_digest": "0" * 64,
        "asked_digest": "0" * 64,
        "total": 70.0 * placed,
        "bound": 70.0 * placed,
        "gap": 0.0,
        "mentees": circle.sketch.mentees,
        "mentors": circle.sketch.mentors,
        "seats": circle.sketch.mentors * circle.sketch.seats,
        "placed": placed,
        "objective": "most_then_best",
        "published_at": moment if circle.has_pairs else None,
        "published_by_id": ADMINISTRATOR if circle.has_pairs else None,
    }


def _match_pair(circle: Circle, mentee: Member, mentor: Member, chance: random.Random) -> dict[str, Any]:
    parts = parts_by_chance(chance)
    return {
        "run_id": circle.number,
        "mentee_id": mentee.enrolment,
        "mentor_id": mentor.enrolment,
        "score": sum(part["points"] for part in parts),
        "parts": parts,
    }


def _unplaced(circles: Sequence[Circle]) -> Iterator[dict[str, Any]]:
    for circle in circles:
        for mentee in circle.mentees[len(list(_couples(circle))) :]:
            reason = {"reason": "no_seat_left", "facts": {"needs": 1, "filled": 0, "allowed": 3, "seats": 3}}
            yield {"run_id": circle.number, "enrolment_id": mentee.enrolment, "reason": reason}


def _decisions(circles: Sequence[Circle]) -> Iterator[dict[str, Any]]:
    for circle in (each for each in circles if each.sketch.name == LARGE):
        for place in range(20):
            yield {
                "cohort_id": circle.number,
                "mentee_id": circle.mentees[place].enrolment,
                "mentor_id": circle.mentors[place // 2].enrolment,
                "decision": Decision.KEEP if place % 2 else Decision.FORBID,
                "decided_by_id": ADMINISTRATOR,
            }
