"""2029: twelve who have learned their craft prepare for a larger role, with mentors two levels above and elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from app.choices.models import MentorRequest, RequestState
from app.choices.services import accept_request, ask_mentor
from app.cohorts.models import Side
from app.core.db import db
from app.core.transactions import transaction
from programs.phases import Phase
from tests.programs.five_years.house import House, offers, wants
from tests.programs.five_years.people import CRAFTS, EXECUTIVES, HEADS, department_of, file_of_promotions

LEAD = "Larger roles"
TWELVE = [0, 1, 2, 4, 5, 6, 8, 9, 30, 31, 32, 33]
ASKED = {0: ("h1", "h2", "h3"), 1: ("h2",), 2: ("h3",), 4: ("h0",), 5: ("h1",), 6: ("h2",)}
"""Whom the first six ask; the first mentor says yes."""


def is_launched(house: House) -> None:
    """The twelve have come to level four, are invited, and take part; one asks three at once."""
    house.reads(file_of_promotions(TWELVE, level=4))
    mentors = [*HEADS, *EXECUTIVES]
    sides: dict[Side, Sequence[str | int]] = {Side.MENTEE: TWELVE, Side.MENTOR: mentors}
    house.launches("high-potential", LEAD, date(2029, 3, 5), None, sides)
    for each in mentors:
        house.signs_up(LEAD, each, Side.MENTOR, offers=offers(*CRAFTS), seats=2 if each in HEADS else 1)
    for hire in TWELVE:
        house.signs_up(LEAD, hire, Side.MENTEE, wants=wants(CRAFTS[department_of(hire) - 1]))
    for hire, asked in ASKED.items():
        for mentor in asked:
            with transaction():
                own, other = house.enrolment(LEAD, hire), house.enrolment(LEAD, mentor, Side.MENTOR)
                ask_mentor(own, other, "You lead what I would like to lead.", actor=own.person)


def mentors_answer(house: House) -> None:
    """Six say yes; what else somebody had asked is withdrawn."""
    for hire, asked in ASKED.items():
        with transaction():
            mentor = house.enrolment(LEAD, asked[0], Side.MENTOR)
            accept_request(request_of(house, hire, mentor.id), actor=mentor.person)
    mine = select(MentorRequest.state).where(MentorRequest.mentee_id == house.enrolment(LEAD, 0).id)
    states = db.session.scalars(mine.order_by(MentorRequest.id)).all()
    assert states == [RequestState.ACCEPTED, RequestState.WITHDRAWN, RequestState.WITHDRAWN]


def request_of(house: House, hire: int, mentor_id: int) -> MentorRequest:
    mine = select(MentorRequest).where(MentorRequest.mentee_id == house.enrolment(LEAD, hire).id)
    return db.session.scalars(mine.where(MentorRequest.mentor_id == mentor_id)).one()


def is_matched(house: House) -> None:
    """The match places the other six; every mentor is two levels above and in another department."""
    house.goes_to(LEAD, Phase.MATCHING)
    assert (house.mentees(LEAD), house.matches(LEAD), len(house.pairs(LEAD))) == (12, 6, 12)
    for pair in house.pairs(LEAD):
        mentee, mentor = pair.mentee.person, pair.mentor.person
        assert (mentor.level or 0) - (mentee.level or 0) >= 2
        assert mentor.department != mentee.department


def ends(house: House) -> None:
    house.goes_to(LEAD, Phase.CLOSING, Phase.CLOSED)
