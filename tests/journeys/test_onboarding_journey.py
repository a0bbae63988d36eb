"""Onboarding from launch to close, through the pages of all involved: half a year of one hire."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from app.cohorts.models import Side
from app.core.db import db
from app.people.models import Person, PersonState, Role
from tests.factories.people import skill
from tests.journeys.citizens import Citizen, at_their_desks, settle
from tests.journeys.cohort_desk import CohortDesk
from tests.journeys.participants import Mentee, Mentor, meet, signs_up_elsewhere
from tests.journeys.town import BEGINS, Town, on_one_database
from tests.letters import words_of

DAY = timedelta(days=1)
FIRST_DAY = BEGINS.date() + 14 * DAY
COHORT = "Welcome to Harbour"
BETWEEN_THE_TWO, OF_THE_ROLE = "The two of you have met", "Access works: badge, accounts, tools"
NO_REASON = "One button, no reason, no sign-in."


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
    ada, luca, ruth = cast.ada, cast.luca, cast.ruth

    letters_shown = launch(town, cast)
    mentors_sign_up(town, cast)
    pairs = arrival(town, cast)
    way_out = first_day(town, cast)
    marks_of_the_mentor = first_month(town, cast)
    manager_sees = look_as_manager(cast)
    figures = ruth.looks_after_cohort()
    home, road = the_end(town, cast)

    assert len(letters_shown) == 2
    assert {mentee for mentee, _mentor in pairs} == {ada.name}
    assert way_out == {NO_REASON: True}
    assert marks_of_the_mentor == 0
    assert manager_sees == {OF_THE_ROLE: True, BETWEEN_THE_TWO: False, luca.first_name: False}
    assert figures["Pairs"] == "1 of 1 mentees"
    assert home == {"You and Luca": True}
    assert road == {"You have been through it": True}
    assert ada.letters("You have gone this way to its end")


def launch(town: Town, cast: Cast) -> list[str]:
    """From the template to letters on their way: not one field but name, day and whom to invite; the letters shown."""
    ruth = cast.ruth
    ruth.comes_back()
    ruth.makes_cohort("onboarding", COHORT, BEGINS.date())
    ruth.chooses("mentor", [cast.karin.address, cast.luca.address])
    shown = ruth.launches()
    town.work()
    return shown


def mentors_sign_up(town: Town, cast: Cast) -> None:
    """Luca by the pages, and Karin in the same way."""
    cast.luca.comes_in()
    cast.luca.signs_up(seats=1)
    signs_up_elsewhere(town, cast.karin.person, cast.ruth.cohort, Side.MENTOR, seats=1)
    cast.karin.comes_back()
    cast.karin.visitor.look("a mentor who waits")


def arrival(town: Town, cast: Cast) -> set[tuple[str, str]]:
    """A week ahead Ada is in; a mentor is proposed within the hour, held by Ruth for a look, and let go; the pairs."""
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
    ruth.visitor.press(re.compile("^Let it go: Ada Hire"))
    town.pass_time(DAY + timedelta(hours=1))
    ruth.opens_cohort("/arrivals")
    ruth.visitor.look("one was placed")
    return ruth.pairs()


def first_day(town: Town, cast: Cast) -> dict[str, bool]:
    """One button of the letter would take Ada out, which says this; she stays, and they meet."""
    ada, luca = cast.ada, cast.luca
    town.pass_time(7 * DAY)
    letter = ada.letter("Welcome: somebody is here for you")
    (leave,) = re.findall(rf"{re.escape(town.url)}/arrivals/\S+", words_of(letter))
    ada.visitor.open(leave)
    found = ada.sees_which(NO_REASON)
    ada.comes_in_by(letter)
    ada.visitor.look("her first day")
    luca.opens_pair()
    ada.pair = luca.pair
    for each in (ada, luca):
        each.reads_orientation()
    meet(town, luca, ada, minutes=50)
    return found


def first_month(town: Town, cast: Cast) -> int:
    """Ada ticks what is done, and could change mentor once; how many marks her mentor could set."""
    ada, luca = cast.ada, cast.luca
    town.pass_time(5 * DAY)
    ada.opens_timeline()
    for done in (BETWEEN_THE_TWO, OF_THE_ROLE):
        ada.visitor.press(f"Done: {done}")
    luca.opens_timeline()
    ada.back_to_pair()
    ada.visitor.follow("Change mentor")
    ada.visitor.follow("Stay with Luca")
    return luca.visitor.page.get_by_role("button", name=re.compile("^Done")).count()


def look_as_manager(cast: Cast) -> dict[str, bool]:
    """What Vera is told of the timeline: the items of the role alone."""
    cast.vera.looks_after(cast.ada)
    return cast.vera.sees_which(OF_THE_ROLE, BETWEEN_THE_TWO, cast.luca.first_name)


def the_end(town: Town, cast: Cast) -> tuple[dict[str, bool], dict[str, bool]]:
    """At day 180 the record is closed, both are thanked, the next program is open, and Ruth ends the cohort."""
    ada = cast.ada
    town.pass_time(175 * DAY)
    ada.looks_around("the way is gone to its end")
    home = ada.sees_which("You and Luca")
    road = ada.road_says("You have been through it")
    cast.luca.looks_around("thanks")
    cast.ruth.ends_cohort()
    return home, road
