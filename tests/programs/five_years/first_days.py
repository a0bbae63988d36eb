"""2027: sixty hires in four waves, each with a mentor for half a year; one does without, one leaves, three wait."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from app.arrivals.models import Arrival, ClosedRecord
from app.arrivals.services import opt_out, swap
from app.cohorts.models import Side
from app.conversations.queries import own_strand, shared_strand
from app.conversations.services import add, enter
from app.conversations.strands import key_of
from app.core.db import db
from app.core.transactions import transaction
from app.people.models import Role
from app.people.services import appoint, mark_left
from app.road.pages import own_road
from app.timelines.services import tick
from tests.programs.five_years.house import House
from tests.programs.five_years.people import (
    BUDDIES,
    EXECUTIVES,
    HR_LEAD,
    IN_A_WAVE,
    SIXTY,
    WAVES,
    file_of_hr,
    starts_on,
)

WELCOME = "Welcome to Harbour"
DAY = timedelta(days=1)
OPTS_OUT, SWAPS, LEAVES = 3, 4, 20
EARLY_MENTORS = range(10, 15)
"""Of the first wave: they look after the last."""
IN_THE_ROOM, FOR_ONESELF = "I think of leaving for a circus of mine.", "Perhaps trapeze would suit me."


def everybody_is_here(house: House) -> None:
    """HR’s file is read, the roles are given, and twenty colleagues offer two seats each."""
    house.reads(file_of_hr())
    with transaction():
        for number, role in {HR_LEAD: Role.HR_LEAD, **dict.fromkeys(EXECUTIVES, Role.EXECUTIVE)}.items():
            appoint(house.who(number), role, actor=None)
    house.launches("onboarding", WELCOME, WAVES[0] - 28 * DAY, None, {Side.MENTOR: list(BUDDIES)})
    for each in BUDDIES:
        house.signs_up(WELCOME, each, Side.MENTOR, seats=2)


def arrives(house: House, had_mentor: int, found: int = IN_A_WAVE) -> None:
    """A week ahead of their first day they are taken in, and within a day and an hour each has a mentor."""
    assert had_a_mentor(house) == had_mentor
    house.passes(hours=1)
    house.passes(hours=25)
    assert had_a_mentor(house) == had_mentor + found


def had_a_mentor(house: House) -> int:
    """How many have a mentor, or have been to the end of their way."""
    return len(house.pairs(WELCOME)) + len(db.session.scalars(select(ClosedRecord.mentee_id)).all())


def seats_are_free_again(house: House) -> None:
    """Three of the third wave waited for a seat; those of the first have left theirs."""
    assert had_a_mentor(house) == 14 + 14 + 12
    house.passes(hours=1)
    house.passes(hours=25)
    assert had_a_mentor(house) == 14 + 14 + 15


def early_ones_help(house: House) -> None:
    """Five of the first wave offer a seat for the last."""
    for each in EARLY_MENTORS:
        house.signs_up(WELCOME, each, Side.MENTOR, seats=1)


def of_the_first_wave(house: House) -> None:
    """One opts out, one changes mentor, one writes in the room; milestones are ticked."""
    with transaction() as session:
        opt_out(session.scalars(select(Arrival).where(Arrival.person_id == house.who(OPTS_OUT).id)).one())
    house.gone.add(OPTS_OUT)
    before = house.pair_of(WELCOME, SWAPS).mentor_id
    with transaction():
        swap(house.pair_of(WELCOME, SWAPS), actor=house.who(SWAPS))
    house.passes(hours=1)
    house.passes(hours=1)
    house.passes(hours=25)
    assert house.pair_of(WELCOME, SWAPS).mentor_id != before
    write_in_room(house)
    for milestone in ("met", "lunch", "access", "unwritten-rules"):
        with transaction():
            tick(house.enrolment(WELCOME, 0), milestone, actor=house.who(0))


def write_in_room(house: House) -> None:
    """What the first of the sixty says to the mentor, and what they keep to themselves."""
    pair = house.pair_of(WELCOME, 0)
    hire, mentor = pair.mentee.person, pair.mentor.person
    with transaction():
        room = enter(pair, hire)
        enter(pair, mentor)
    for strand, words in ((shared_strand(room), IN_THE_ROOM), (own_strand(room, hire), FOR_ONESELF)):
        assert strand is not None
        with transaction():
            add(strand, key_of(strand, hire, "test"), hire, {"kind": "message", "text": words})


def of_the_second_wave(house: House) -> None:
    """One leaves the organisation before half of the way."""
    with transaction():
        mark_left(house.who(LEAVES), actor=house.ruth)
    house.gone.add(LEAVES)


def what_is_open(house: House, hire: int) -> dict[str, str]:
    """Each stop of somebody’s own road, and what stands there."""
    db.session.rollback()
    return {stop.name: stop.note for stop in own_road(house.who(hire)).stops}


def not_yet(house: House, wave: int) -> None:
    """On day 179 nobody’s record is closed, and the next program has a date."""
    day = starts_on(wave * IN_A_WAVE) + 180 * DAY
    assert closed_in(house, wave) == 0
    assert what_is_open(house, wave * IN_A_WAVE)["Functional expertise"] == f"From {day.day} {day:%B %Y}"


def comes_to_the_end(house: House, wave: int) -> None:
    """On day 180 every record is closed, and the next program is open."""
    gone = sum(each // IN_A_WAVE == wave for each in house.gone)
    assert closed_in(house, wave) == IN_A_WAVE - gone
    stops = what_is_open(house, wave * IN_A_WAVE)
    assert (stops["Onboarding"], stops["Functional expertise"]) == ("You have been through it", "Open to you")


def closed_in(house: House, wave: int) -> int:
    """How many records of a wave are closed."""
    ids = [house.who(each).id for each in SIXTY if starts_on(each) == WAVES[wave]]
    return len(db.session.scalars(select(ClosedRecord.mentee_id).where(ClosedRecord.person_id.in_(ids))).all())
