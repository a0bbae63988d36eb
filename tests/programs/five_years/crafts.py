"""2028: two cohorts of functional expertise, one that both sides rank and one in which mentees ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from sqlalchemy import select

from app.choices.models import MentorRequest, RequestState
from app.choices.services import accept_request, add_wish, ask_mentor, decline_request, veto
from app.cohorts.models import Side
from app.core.db import db
from app.core.errors import Conflict
from app.core.outbox import OutboxMail
from app.core.transactions import transaction
from app.sign_up.services import withdraw
from programs.choice import FormOfChoice
from programs.phases import Phase
from tests.programs.five_years.first_days import LEAVES, OPTS_OUT
from tests.programs.five_years.house import House, offers, wants
from tests.programs.five_years.people import CRAFTS, LEADS, department_of, lead_of, number_of

SPRING, AUTUMN = "Crafts in spring", "Crafts in autumn"
IN_SPRING = [each for each in range(26) if each not in {OPTS_OUT, LEAVES}]
IN_AUTUMN = [OPTS_OUT, 7, *range(30, 47)]
NOT_LIKED, WITHDRAWS, WANTS_THE_BOSS = 7, 25, 1
SAY_YES, GETS_NO, HEARS_NOTHING, NOT_ALLOWED = range(30, 38), 38, 39, 43
ANOTHER_CRAFT = {7: 3}
"""Of whom the craft is not that of their own department."""


def other_lead(hire: int) -> str:
    """Of the two who teach somebody’s craft, the one whom they do not report to."""
    craft = ANOTHER_CRAFT.get(hire, department_of(hire))
    return next(each for each in LEADS[2 * craft : 2 * craft + 2] if each != lead_of(hire))


def spring_is_launched(house: House) -> None:
    """Leads teach the craft of their department; mentees name it, rank whom they would like, and one withdraws."""
    sides: dict[Side, Sequence[str | int]] = {Side.MENTEE: IN_SPRING, Side.MENTOR: LEADS}
    house.launches("functional-expertise", SPRING, date(2028, 3, 6), FormOfChoice.RANKED, sides)
    teach(house, SPRING, seats=3)
    for each in IN_SPRING:
        house.signs_up(SPRING, each, Side.MENTEE, wants=wants(CRAFTS[department_of(each)]))
    with transaction():
        boss = house.enrolment(SPRING, lead_of(WANTS_THE_BOSS), Side.MENTOR)
        add_wish(house.enrolment(SPRING, WANTS_THE_BOSS), boss, actor=house.who(WANTS_THE_BOSS))
    for each in IN_SPRING[:10]:
        with transaction():
            liked = house.enrolment(SPRING, other_lead(each), Side.MENTOR)
            add_wish(house.enrolment(SPRING, each), liked, actor=house.who(each))
    with transaction():
        own = house.enrolment(SPRING, LEADS[4], Side.MENTOR)
        veto(own, house.enrolment(SPRING, NOT_LIKED), actor=own.person)
    with transaction():
        withdraw(house.sign_up(SPRING, WITHDRAWS), actor=house.who(WITHDRAWS))


def teach(house: House, cohort: str, seats: int) -> None:
    """Every lead signs up for the craft of their department."""
    for place, each in enumerate(LEADS):
        house.signs_up(cohort, each, Side.MENTOR, offers=offers(CRAFTS[place // 2]), seats=seats)


def spring_is_matched(house: House) -> None:
    """Everybody learns from the lead they do not report to; whom that lead would rather not have waits."""
    house.goes_to(SPRING, Phase.MATCHING)
    assert (house.mentees(SPRING), house.matches(SPRING)) == (23, 22)
    assert {each.mentee.person.external_id for each in house.pairs(SPRING)} == {
        number_of(each) for each in IN_SPRING if each not in {NOT_LIKED, WITHDRAWS}
    }
    for each in IN_SPRING[:10]:
        if each != NOT_LIKED:
            assert house.pair_of(SPRING, each).mentor.person.external_id == other_lead(each)


def spring_ends(house: House) -> None:
    house.goes_to(SPRING, Phase.CLOSING, Phase.CLOSED)


def autumn_is_launched(house: House) -> None:
    """Nineteen sign up and eleven ask: eight hear yes, one gets a no, one nothing, and for one a rule stands there."""
    sides: dict[Side, Sequence[str | int]] = {Side.MENTEE: IN_AUTUMN, Side.MENTOR: LEADS}
    house.launches("functional-expertise", AUTUMN, date(2028, 9, 4), FormOfChoice.REQUESTED, sides)
    teach(house, AUTUMN, seats=3)
    for each in IN_AUTUMN:
        craft = CRAFTS[ANOTHER_CRAFT.get(each, department_of(each))]
        house.signs_up(AUTUMN, each, Side.MENTEE, wants=wants(craft))
    for each in (*SAY_YES, GETS_NO, HEARS_NOTHING):
        asks(house, each, other_lead(each))
    asks(house, NOT_ALLOWED, LEADS[0])
    for each in SAY_YES:
        answers(house, each, is_yes=True)
    answers(house, GETS_NO, is_yes=False)
    with pytest.raises(Conflict, match="can no longer be put together"):
        answers(house, NOT_ALLOWED, is_yes=True)
    assert len(house.pairs(AUTUMN)) == 8
    assert states(house) == dict.fromkeys((GETS_NO, HEARS_NOTHING, NOT_ALLOWED), RequestState.OPEN)


def asks(house: House, hire: int, mentor: str) -> None:
    with transaction():
        own, other = house.enrolment(AUTUMN, hire), house.enrolment(AUTUMN, mentor, Side.MENTOR)
        ask_mentor(own, other, "You know my craft.", actor=own.person)


def answers(house: House, hire: int, *, is_yes: bool) -> None:
    with transaction():
        (request,) = requests_of(house, hire)
        (accept_request if is_yes else decline_request)(request, actor=request.mentor.person)


def requests_of(house: House, hire: int) -> list[MentorRequest]:
    mine = select(MentorRequest).where(MentorRequest.mentee_id == house.enrolment(AUTUMN, hire).id)
    return list(db.session.scalars(mine))


def states(house: House) -> dict[int, RequestState]:
    """What the three who were not taken know of their request."""
    return {each: requests_of(house, each)[0].state for each in (GETS_NO, HEARS_NOTHING, NOT_ALLOWED)}


def days_are_over(house: House) -> None:
    """The three hear the same, at the same moment."""
    assert states(house) == dict.fromkeys((GETS_NO, HEARS_NOTHING, NOT_ALLOWED), RequestState.OVER)
    emails = {house.who(each).email for each in (GETS_NO, HEARS_NOTHING, NOT_ALLOWED)}
    told = select(OutboxMail.recipient).where(OutboxMail.kind == "request_not_possible")
    assert sorted(db.session.scalars(told)) == sorted(map(str, emails))
    assert len({requests_of(house, each)[0].ended_at for each in (GETS_NO, HEARS_NOTHING, NOT_ALLOWED)}) == 1


def autumn_is_matched(house: House) -> None:
    """The match places the other eleven, whom the lead of spring did not like among them."""
    house.goes_to(AUTUMN, Phase.MATCHING)
    assert (house.mentees(AUTUMN), house.matches(AUTUMN), len(house.pairs(AUTUMN))) == (19, 11, 19)


def autumn_ends(house: House) -> None:
    house.goes_to(AUTUMN, Phase.CLOSING, Phase.CLOSED)
