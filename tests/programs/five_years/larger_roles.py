"""2029: a committee takes twelve who wish to lead; they prepare with mentors two levels above, from elsewhere."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.choices.models import MentorRequest, RequestState
from app.choices.services import accept_request, ask_mentor
from app.cohorts.models import Side
from app.core.db import db
from app.core.errors import RuleBroken
from app.core.transactions import transaction
from app.forecasts.services import enter_forecast
from app.nominations.models import NominationFile, Proposal
from app.nominations.services import Draft, approve, decide, keep, let_lie, say
from app.nominations.services.standing import as_shown, digest_of
from app.people.models import Person
from programs.forecast import Rates
from programs.nominations import Wish
from programs.phases import Phase
from tests.factories.nominations import CONTRIBUTION, LEARNING, again, approved, decided, forwarded, selection
from tests.programs.five_years.house import House, offers, wants
from tests.programs.five_years.people import (
    ADVISERS,
    CRAFTS,
    EXECUTIVES,
    HEADS,
    HR_LEAD,
    department_of,
    file_of_promotions,
    lead_of,
)

LEAD = "Larger roles"
TWELVE = [0, 1, 2, 4, 5, 6, 8, 9, 30, 31, 32, 33]
ASKED = {0: ("h1", "h2", "h3"), 1: ("h2",), 2: ("h3",), 4: ("h0",), 5: ("h1",), 6: ("h2",)}
"""Whom the first six ask; the first mentor says yes."""
NOT_TAKEN, RATHER_NOT = 7, 11


def is_launched(house: House) -> None:
    """HR expects eight larger roles in two years, so there are twelve places; a committee of three decides."""
    house.reads(file_of_promotions(TWELVE, level=4))
    with transaction():
        enter_forecast("high-potential", Rates(roles=20, free_a_year=25, from_inside=80), actor=house.who(HR_LEAD))
    mentors = [*HEADS, *EXECUTIVES]
    house.launches("high-potential", LEAD, date(2029, 3, 5), None, {Side.MENTOR: mentors})
    for each in mentors:
        house.signs_up(LEAD, each, Side.MENTOR, offers=offers(*CRAFTS), seats=2 if each in HEADS else 1)
    opened = selection(house.cohort(LEAD), *committee(house), actor=house.ruth, places=len(TWELVE), audience=100)
    for hire in TWELVE[:5]:
        forwarded(house.who(hire), opened, house.who(lead_of(hire)))
    for hire in (*TWELVE, NOT_TAKEN):
        approved(house.who(hire), opened)
    with transaction():
        say(house.who(RATHER_NOT), Wish.NOT_NOW)
        draft = Draft(contribution=CONTRIBUTION, learning=LEARNING)
        own = keep(house.who(RATHER_NOT), db.session.merge(opened), draft)
    with pytest.raises(RuleBroken), transaction():
        approve(own, digest_of(as_shown(own)))
    with transaction():
        let_lie(house.who(RATHER_NOT), db.session.merge(opened))


def committee(house: House) -> list[Person]:
    return [house.who(each) for each in (HR_LEAD, *ADVISERS)]


def committee_decides(house: House) -> None:
    """Twelve are taken and no thirteenth, who reads why and has a talk within ten days."""
    files = {each.nominee_id: each for each in db.session.scalars(select(NominationFile))}
    for each in TWELVE:
        decided(files[house.who(each).id], committee(house), Proposal.TAKE)
    last = files[house.who(NOT_TAKEN).id]
    with pytest.raises(RuleBroken, match="All places are given: 12"):
        decided(last, committee(house), Proposal.TAKE)
    with transaction():
        decide(db.session.merge(last), Proposal.NOT_NOW, "Show us once more in a year.", actor=committee(house)[0])
    assert again(last).talk_by == date(2029, 1, 25)


def they_sign_up(house: House) -> None:
    """Who was taken is invited and takes part; six ask a mentor, one of them three at once."""
    for each in TWELVE:
        house.signs_up(LEAD, each, Side.MENTEE, wants=wants(CRAFTS[department_of(each) - 1]))
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
