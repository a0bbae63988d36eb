"""Onboarding from launch to close, through the pages of all involved: half a year of one hire."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser

from app.core.db import db
from app.people.models import Person, PersonState, Role
from tests.factories.people import skill
from tests.journeys.citizens import Citizen, at_their_desks, settle
from tests.journeys.cohort_desk import CohortDesk
from tests.journeys.participants import Mentee, Mentor
from tests.journeys.town import BEGINS, Town, on_one_database
from tests.letters import words_of

DAY = timedelta(days=1)
FIRST_DAY = BEGINS.date() + 14 * DAY
COHORT = "Welcome to Harbour"


@dataclass
class Cast:
    """Ruth runs it; Ada arrives in two weeks; Karin and Luca could welcome her; Vera will be her manager."""

    ruth: CohortDesk
    ada: Mentee
    karin: Mentor
    luca: Mentor
    vera: Citizen


@pytest.fixture
def cast(town: Town, browser: Browser) -> Iterator[Cast]:
    with town.app.app_context():
        skill("Budgeting")
        db.session.remove()
    vera = settle(town, "Vera Manager", job_title="Head of finance", department="Finance")
    people = {
        "ruth": (CohortDesk, settle(town, "Ruth Baptiste", role=Role.ADMINISTRATOR)),
        "ada": (Mentee, hire(town, "Ada Hire", manager=vera)),
        "karin": (Mentor, settle(town, "Karin Mentor", job_title="Planner")),
        "luca": (Mentor, settle(town, "Luca Mentor", job_family="Finance")),
        "vera": (Citizen, vera),
    }
    with at_their_desks(town, browser, people) as desks:
        yield Cast(**desks)


def hire(town: Town, name: str, manager: Person) -> Person:
    """Somebody of whom HR’s file has told, whose first day lies ahead."""
    state = PersonState.JOINING
    return settle(town, name, manager=manager, start_on=FIRST_DAY, state=state, job_family="Finance")


@on_one_database
@pytest.mark.timeout(300)
def test_a_hire_is_welcomed_for_half_a_year(town: Town, cast: Cast) -> None:
    launch(town, cast)
    mentors_sign_up(town, cast)
    arrival(town, cast)
    first_day(town, cast)
    first_month(town, cast)
    what_others_see(cast)
    the_end(town, cast)


def launch(town: Town, cast: Cast) -> None:
    """From the template to letters on their way: nine pages, and not one field but name, day and whom to invite."""
    ruth = cast.ruth
    ruth.comes_back()
    ruth.makes_cohort("onboarding", COHORT, BEGINS.date())
    ruth.chooses("mentor", [cast.karin.address, cast.luca.address])
    shown = ruth.launches()
    town.work()
    assert len(shown) == 2


def mentors_sign_up(town: Town, cast: Cast) -> None:
    for mentor in (cast.karin, cast.luca):
        mentor.comes_in_by(mentor.letter("you are invited"))
        mentor.signs_up(seats=1)
    cast.karin.visitor.look("a mentor who waits")


def arrival(town: Town, cast: Cast) -> None:
    """A week ahead Ada is in; a mentor is proposed within the hour, held by Ruth for a look, and let go."""
    ruth = cast.ruth
    ruth.opens_cohort("/arrivals")
    ruth.visitor.look("nobody has arrived")
    town.pass_time(7 * DAY)
    for _hour in range(2):
        town.pass_time(timedelta(hours=1))
    ruth.opens_cohort()
    ruth.visitor.look("one is proposed")
    ruth.visitor.follow("Look at arrivals")
    ruth.visitor.press(re.compile("^Hold: Ada Hire"))
    assert ruth.sees("Held by Ruth Baptiste")
    ruth.visitor.press(re.compile("^Let it go: Ada Hire"))
    town.pass_time(DAY + timedelta(hours=1))
    ruth.opens_cohort("/arrivals")
    ruth.visitor.look("one was placed")
    assert len(ruth.pairs()) == 1


def first_day(town: Town, cast: Cast) -> None:
    """One button of the letter would take Ada out; she stays, they meet, and the link of a letter logs it."""
    ada, luca = cast.ada, cast.luca
    town.pass_time(7 * DAY)
    letter = ada.letter("Welcome: somebody is here for you")
    (leave,) = re.findall(rf"{re.escape(town.url)}/arrivals/\S+", words_of(letter))
    ada.visitor.open(leave)
    assert ada.sees("One button, no reason, no sign-in.")
    ada.comes_in_by(letter)
    ada.visitor.look("her first day")
    luca.opens_pair()
    for each in (ada, luca):
        each.reads_orientation()
    luca.back_to_pair()
    luca.writes_first()
    times = luca.offers_times_found()
    town.work()
    ada.confirms()
    town.be_at(datetime.fromisoformat(times[0]).replace(tzinfo=UTC) + timedelta(hours=3))
    luca.logs_by_letter(minutes=50)
    ada.comes_back()
    ada.visitor.follow(re.compile("^(Open it|Open .*Luca|.*Luca.*)$"))
    ada.pair = ada.visitor.page.url


def first_month(town: Town, cast: Cast) -> None:
    """Ada ticks what is done; she alone can. She could change mentor once."""
    ada, luca = cast.ada, cast.luca
    town.pass_time(5 * DAY)
    ada.back_to_pair()
    ada.visitor.follow("Open the timeline")
    for done in ("The two of you have met", "Access works: badge, accounts, tools"):
        ada.visitor.press(f"Done: {done}")
    luca.back_to_pair()
    luca.visitor.follow("Open the timeline")
    assert luca.visitor.page.get_by_role("button", name=re.compile("^Done")).count() == 0
    ada.back_to_pair()
    ada.visitor.follow("Change mentor")
    ada.visitor.follow("Stay with Luca")


def what_others_see(cast: Cast) -> None:
    """The manager sees the item of the role, and not that the two have met; Ruth sees that the pair is under way."""
    vera, ruth = cast.vera, cast.ruth
    vera.comes_back("/my-team")
    vera.visitor.follow("Suggest something to Ada Hire")
    assert vera.sees("Access works: badge, accounts, tools")
    assert not vera.sees("The two of you have met")
    assert not vera.sees("Luca")
    ruth.opens_cohort()
    assert ruth.figures()["Pairs"] == "1 of 1 mentees"


def the_end(town: Town, cast: Cast) -> None:
    """At day 180 the record is closed, both are thanked, the next program is open, and Ruth ends the cohort."""
    ada, ruth = cast.ada, cast.ruth
    town.pass_time(175 * DAY)
    ada.looks_around("the way is gone to its end")
    assert ada.sees("Your pair has ended") or ada.sees("You and Luca")
    ada.comes_back("/your-road")
    assert ada.sees("You have been through it")
    assert ada.letter("You have gone this way to its end")
    cast.luca.looks_around("thanks")
    ruth.ends_cohort()
