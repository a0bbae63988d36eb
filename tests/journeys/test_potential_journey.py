"""High potential from launch to close, through the pages of all involved: the mentee asks, after a talk it is a yes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser

from app.cohorts.models import Side
from tests.journeys.how_one_is_taken import (
    DAY,
    FIRST_DAY,
    NO_OUTCOME,
    PEERS,
    SHOWN,
    SKILL,
    Cast,
    cast_of,
    decide,
    hear,
    launch,
    nominate,
    stand,
)
from tests.journeys.participants import agree_on, become_acquainted, signs_up_elsewhere
from tests.journeys.stretching import LEARNT, takes_on_a_stretch_task
from tests.journeys.town import Town, on_a_server

LINE = "You led a plant through a merger, and I would like to lead one."
ANEW = "How we talk at Harbour"


@pytest.fixture
def cast(town: Town, browser: Browser) -> Iterator[Cast]:
    with cast_of(town, browser) as cast:
        yield cast


@on_a_server
@pytest.mark.timeout(300)
def test_a_larger_role_is_prepared_with_whom_one_asked(town: Town, cast: Cast) -> None:
    ruth = cast.ruth

    letters_shown = launch(town, cast)
    nominate(town, cast)
    stand(town, cast)
    committee_reads = decide(town, cast)
    nominee_reads, manager_reads = hear(cast)
    sign_up(town, cast)
    mentor_reads = ask(town, cast)
    pairs = match(town, cast)
    circle = meet_peers(town, cast)
    library = read_on(cast)
    agreed, timeline = grow(cast)
    sponsor_reads = takes_on_a_stretch_task(town, cast.amara, cast.cem, ruth.cohort, FIRST_DAY + 60 * DAY)
    manager_sees = look_as_manager(cast)
    figures = ruth.looks_after_cohort()
    road = the_end(town, cast)

    assert len(letters_shown) == 3
    assert committee_reads == {SHOWN: True, "Vera": False}
    assert nominee_reads == "There is a place for you."
    assert manager_reads == {NO_OUTCOME: True, nominee_reads: False}
    assert mentor_reads == {LINE: True}
    assert ("Amara Okafor", "Jonas Lindqvist") in pairs
    assert {mentee for mentee, _mentor in pairs} == {"Amara Okafor", *PEERS}
    assert circle == dict.fromkeys(PEERS, True) | {"Jonas": False}
    assert library == {ANEW: True}
    assert agreed == (True, True)  # three questions for the session, and an agreement that both have signed
    assert timeline == {"360": False}
    assert sponsor_reads == {LEARNT: True}
    assert manager_sees == {"Jonas": False, "circle": False}
    assert figures["Pairs"] == "4 of 4 mentees"
    assert road == {"You have been through it": True}


def sign_up(town: Town, cast: Cast) -> None:
    """Jonas and Amara by the pages, five others in the same way."""
    cast.jonas.comes_in()
    cast.jonas.signs_up([SKILL])
    cast.amara.comes_in()
    cast.amara.open()
    cast.amara.signs_up(SKILL)
    here = cast.ruth.cohort
    for mentor, seats in zip(cast.elsewhere.mentors, (2, 1), strict=True):
        signs_up_elsewhere(
            town, mentor, here, Side.MENTOR, offers=[{"skill": "", "name": SKILL, "level": 6}], seats=seats
        )
    for mentee in cast.elsewhere.mentees:
        signs_up_elsewhere(town, mentee, here, wants=[{"skill": "", "name": SKILL, "level": 4, "today": 2}])


def ask(town: Town, cast: Cast) -> dict[str, bool]:
    """Amara puts Jonas on her list and asks him with a line; he reads it, offers a talk, and says yes after it."""
    amara, jonas = cast.amara, cast.jonas
    amara.open(cast.ruth.cohort)
    amara.visitor.follow("Look at the mentors, and ask")
    amara.visitor.press(f"Put {jonas.name} on my list")
    amara.visitor.follow(f"Ask {jonas.name}")
    amara.visitor.fill(words=LINE)
    amara.visitor.press(f"Ask {jonas.first_name}")
    amara.visitor.look("a request waits")
    town.work()
    jonas.reads("asks you to be their mentor")
    found = jonas.sees_which(LINE)
    jonas.visitor.press("Offer a talk first")
    town.work()
    amara.reads("talk")
    amara.visitor.look("a talk is offered")
    jonas.reads("asks you to be their mentor")
    jonas.visitor.press("Yes, I will")
    jonas.visitor.look("a yes")
    return found


def match(town: Town, cast: Cast) -> set[tuple[str, str]]:
    """The match places those who asked nobody, and moves nobody else; who is with whom."""
    town.pass_time(8 * DAY)
    ruth = cast.ruth
    ruth.closes_sign_up()
    ruth.matches()
    ruth.previews()
    ruth.publishes()
    town.work()
    return ruth.pairs()


def meet_peers(town: Town, cast: Cast) -> dict[str, bool]:
    """Ruth makes the circle of the four, sets a date and tells them; who of whom Amara finds in it."""
    ruth, amara = cast.ruth, cast.amara
    ruth.opens_cohort("/circles")
    ruth.visitor.press("Make the circles")
    ruth.visitor.press("Tell everybody their circle")
    ruth.visitor.follow("Dates of circle 1")
    ruth.visitor.fill(wall=f"{FIRST_DAY + 7 * DAY}T10:00", minutes="60", place="The blue room")
    ruth.visitor.press("Set this date")
    ruth.visitor.look("a circle with a date")
    town.work()
    amara.comes_back(ruth.cohort)
    amara.visitor.follow("Open your circle")
    return amara.sees_which(*PEERS, "Jonas")


def read_on(cast: Cast) -> dict[str, bool]:
    """Ruth words a piece of the library anew, and Amara reads it so."""
    ruth, amara, first = cast.ruth, cast.amara, re.compile("^Read: ")
    ruth.opens_cohort("/library")
    ruth.visitor.follow(first)
    ruth.visitor.follow("Word it anew")
    ruth.visitor.fill(title=ANEW)
    ruth.visitor.press("Save")
    amara.open(f"{ruth.cohort}/library")
    amara.visitor.follow(f"Read: {ANEW}")
    return amara.sees_which(ANEW)


def grow(cast: Cast) -> tuple[tuple[bool, bool], dict[str, bool]]:
    """They read the orientation and agree, and Amara ticks what she has done; what her timeline says of a survey."""
    amara, jonas = cast.amara, cast.jonas
    become_acquainted(amara, jonas)
    jonas.back_to_pair()
    jonas.writes_first()
    agreed = agree_on("Lead a plant through a change.", proposes=jonas, signs=amara)
    amara.opens_timeline()
    found = amara.sees_which("360")
    amara.visitor.press(re.compile("^Done: Two or three behaviours"))
    return agreed, found


def look_as_manager(cast: Cast) -> dict[str, bool]:
    """What Vera reads of the two and of the circle."""
    cast.vera.looks_after(cast.amara)
    return cast.vera.sees_which("Jonas", "circle")


def the_end(town: Town, cast: Cast) -> dict[str, bool]:
    """After nine months Ruth closes it, and Amara’s road says what is ahead."""
    town.be_at(datetime(2027, 12, 21, 9, tzinfo=UTC))
    cast.ruth.ends_cohort()
    cast.amara.looks_around("the cohort has ended")
    return cast.amara.road_says("You have been through it")
