"""Cohorts: those who run them, those who take part, what they said when they signed up, and letters to them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.announcements.models import Announcement
from app.cohorts.models import Cohort, CohortAdministrator, Enrolment, ExcludedPair, Side
from app.core.clock import now, today
from app.demo.cohorts import INTERESTS
from app.sign_up.models import ConsentWords, SignUp, SignUpState
from benchmarks.large.copying import Copier
from benchmarks.large.people import ADMINISTRATOR, MENTEE, MENTOR, PEOPLE, SECOND, skill_name
from programs.phases import Phase

NO_END = date(2199, 12, 31)
WORDS = "benchmark"
TAUGHT = 40
"""Skills that are wanted and offered in cohorts."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A cohort: how many take part, and when it began."""

    name: str
    phase: Phase
    mentees: int
    mentors: int
    seats: int = 2
    began_days_ago: int = 60
    program_type: str = "functional-expertise"


LARGE, TO_PUBLISH, TO_MATCH, SIGNING_UP = "The large one", "To be published", "To be matched", "Signing up"
TO_LAUNCH, ROLLING = "To be launched", "Welcome aboard"
SKETCHES = (
    Sketch(LARGE, Phase.RUNNING, 5_300, 2_600),
    Sketch(TO_PUBLISH, Phase.MATCHING, 5_200, 2_600, began_days_ago=-20),
    Sketch(TO_MATCH, Phase.MATCHING, 500, 500, began_days_ago=-20),
    Sketch(SIGNING_UP, Phase.SIGN_UP, 5_000, 2_500, began_days_ago=-40),
    Sketch(ROLLING, Phase.RUNNING, 2_000, 1_000, program_type="onboarding"),
    *(Sketch(f"Spring, circle {number}", Phase.RUNNING, 1_220, 620) for number in range(1, 11)),
    *(Sketch(f"Past, circle {number}", Phase.CLOSED, 1_250, 640, 2, 200 + 40 * number) for number in range(1, 26)),
    Sketch(TO_LAUNCH, Phase.DRAFT, 5_000, 2_500, began_days_ago=-60),
)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who takes part: the numbers of their enrolment and of themselves."""

    enrolment: int
    person: int


@dataclass(frozen=True, slots=True)
class Circle:
    """A cohort with those who take part."""

    number: int
    sketch: Sketch
    mentees: Sequence[Member]
    mentors: Sequence[Member]

    @property
    def began(self) -> date:
        return today() - timedelta(days=self.sketch.began_days_ago)

    @property
    def has_pairs(self) -> bool:
        return self.sketch.phase in {Phase.RUNNING, Phase.CLOSED}


def write_cohorts(copier: Copier, chance: random.Random) -> list[Circle]:
    circles = list(_circles(chance))
    copier.copy(Cohort, (_cohort(each) for each in circles))
    copier.copy(CohortAdministrator, _administrators(circles))
    copier.copy(ConsentWords, [{"version": WORDS, "words": "I agree to be matched."}])
    members = [(circle, side, member) for circle in circles for side, member in _sides(circle)]
    copier.copy(Enrolment, (_enrolment(*each, chance) for each in members if _has_signed_up(*each)))
    copier.copy(SignUp, (_sign_up(number, *each, chance) for number, each in enumerate(members, 1)))
    copier.copy(ExcludedPair, _excluded(chance))
    copier.copy(Announcement, _announcements(circles))
    return circles


def _circles(chance: random.Random) -> Iterator[Circle]:
    first = 1
    for number, sketch in enumerate(SKETCHES, 1):
        size = sketch.mentees + sketch.mentors
        people = [each for each in chance.sample(range(2, PEOPLE + 1), size + 2) if each not in {MENTEE, MENTOR}]
        if number <= 8:  # those who are asked by name take part in eight of them
            people = [MENTEE, *people[: sketch.mentees - 1], MENTOR, *people[sketch.mentees - 1 :]]
        members = [Member(first + place, person) for place, person in enumerate(people[:size])]
        yield Circle(number, sketch, members[: sketch.mentees], members[sketch.mentees :])
        first += size


def _sides(circle: Circle) -> Iterator[tuple[Side, Member]]:
    yield from ((Side.MENTEE, each) for each in circle.mentees)
    yield from ((Side.MENTOR, each) for each in circle.mentors)


def _cohort(circle: Circle) -> dict[str, Any]:
    is_rolling = circle.sketch.program_type == "onboarding"
    return {
        "id": circle.number,
        "name": circle.sketch.name,
        "program_type": circle.sketch.program_type,
        "phase": circle.sketch.phase,
        "purpose": "One to three skills, learned from a colleague who can teach them.",
        "audience": "Anybody who has been in their role for six months or more.",
        "starts_on": circle.began,
        "ends_on": NO_END if is_rolling else circle.began + timedelta(days=150),
        "sign_up_closes_on": None if is_rolling else circle.began - timedelta(days=14),
        "next_run_on": today() + timedelta(days=14),
        "launched_at": None if _is_draft(circle) else now() - timedelta(days=circle.sketch.began_days_ago + 60),
        "contact_id": ADMINISTRATOR,
        "created_by_id": ADMINISTRATOR,
    }


def _administrators(circles: Sequence[Circle]) -> Iterator[dict[str, Any]]:
    for circle in circles:
        for person in (ADMINISTRATOR, SECOND):
            yield {"cohort_id": circle.number, "person_id": person}


def _state(circle: Circle, member: Member) -> SignUpState:
    """Done where sign-up is over; where it is not, two in five have got so far, and in a draft nobody was asked yet."""
    if _is_draft(circle):
        return SignUpState.INVITED
    if circle.sketch.phase is not Phase.SIGN_UP or member.person in {MENTEE, MENTOR}:
        return SignUpState.DONE
    states = (SignUpState.DONE, SignUpState.INVITED, SignUpState.OPENED, SignUpState.DONE, SignUpState.STARTED)
    return states[member.enrolment % len(states)]


def _is_draft(circle: Circle) -> bool:
    return circle.sketch.phase is Phase.DRAFT


def _has_signed_up(circle: Circle, _side: Side, member: Member) -> bool:
    return _state(circle, member) is SignUpState.DONE


def _answers(side: Side, chance: random.Random) -> dict[str, Any]:
    is_mentee = side is Side.MENTEE
    names = chance.sample(range(1, TAUGHT + 1), 2 if is_mentee else 4)
    said = [{"skill": None, "name": skill_name(each), "level": 4 if is_mentee else 6} for each in names]
    return {"wants" if is_mentee else "offers": said, "interests": chance.sample(INTERESTS, 3)}


def _enrolment(circle: Circle, side: Side, member: Member, chance: random.Random) -> dict[str, Any]:
    return {
        "id": member.enrolment,
        "cohort_id": circle.number,
        "person_id": member.person,
        "role": side,
        "seats": circle.sketch.seats if side is Side.MENTOR else 0,
        "needs": 1 if side is Side.MENTEE else 0,
        "answers": _answers(side, chance),
        "joined_at": now() - timedelta(days=circle.sketch.began_days_ago + 45),
    }


def _sign_up(number: int, circle: Circle, side: Side, member: Member, chance: random.Random) -> dict[str, Any]:
    state, moment = _state(circle, member), now() - timedelta(days=circle.sketch.began_days_ago + 45)
    is_done = state is SignUpState.DONE
    return {
        "id": number,
        "cohort_id": circle.number,
        "person_id": member.person,
        "side": side,
        "state": state,
        "seats": circle.sketch.seats if side is Side.MENTOR else 0,
        "needs": 1 if side is Side.MENTEE else 0,
        "answers": {} if state in {SignUpState.INVITED, SignUpState.OPENED} else _answers(side, chance),
        "consent_version": WORDS if is_done else None,
        "consented_at": moment if is_done else None,
        "created_at": moment,
        "invited_at": None if _is_draft(circle) else moment,
        "opened_at": None if state is SignUpState.INVITED else moment,
        "started_at": moment if state in {SignUpState.STARTED, SignUpState.DONE} else None,
        "done_at": moment if is_done else None,
    }


def _excluded(chance: random.Random) -> Iterator[dict[str, Any]]:
    for _ in range(20_000):
        lower, higher = sorted(chance.sample(range(1, PEOPLE + 1), 2))
        yield {"lower_id": lower, "higher_id": higher}


def _announcements(circles: Sequence[Circle]) -> Iterator[dict[str, Any]]:
    for circle in circles:
        for number in range(40 if circle.sketch.name == LARGE else 5):
            yield {
                "id": circle.number * 100 + number,
                "cohort_id": circle.number,
                "key": f"key {number}",
                "audience": "everybody",
                "subject": f"News of the program, number {number}",
                "words": "Dear all,\n\nthe next gathering is on Thursday. You are all welcome.\n" * 5,
                "recipients": circle.sketch.mentees,
                "written_by_id": ADMINISTRATOR,
                "written_at": now() - timedelta(days=number),
            }
