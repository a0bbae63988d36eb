"""Onboarding goes on: a hire a day for ten days, a mentor proposed to each within a day, and nobody moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from app.core.db import db
from app.people.models import Role
from programs.phases import Phase
from tests.factories import cohorts
from tests.journeys.citizens import settle
from tests.journeys.cohort_desk import CohortDesk
from tests.journeys.participants import Mentee
from tests.journeys.town import BEGINS, Town

DAY = timedelta(days=1)
HIRES = ("Ada", "Bo", "Cleo", "Dov", "Esi", "Femi", "Gus", "Hana", "Ivo", "Juno")
SEATS = {"Karin": 2, "Luca": 2, "Mina": 2, "Nils": 2, "Olga": 1}


@pytest.fixture
def ruth(town: Town, browser: Browser) -> Iterator[CohortDesk]:
    """She runs an onboarding cohort that people have begun to join: five mentors with nine seats."""
    town.ways = ()
    person = settle(town, "Ruth Baptiste", role=Role.ADMINISTRATOR)
    mentors = {settle(town, f"{name} Mentor"): seats for name, seats in SEATS.items()}
    with town.app.app_context():
        first_day = BEGINS.date()
        cohort = cohorts.cohort(person, name="Welcome", phase=Phase.SIGN_UP, starts_on=first_day)
        for mentor, seats in mentors.items():
            cohorts.mentor(cohort, mentor, seats=seats)
        address = f"/cohorts/{cohort.public_id}"
        db.session.remove()
    with CohortDesk.at_desk(town, browser, person) as desk:
        desk.cohort = address
        yield desk


@pytest.mark.takes_long(on="postgresql")
@pytest.mark.timeout(240)
def test_ten_hires_in_ten_days_find_a_mentor_each_as_long_as_there_are_seats(
    town: Town, browser: Browser, ruth: CohortDesk
) -> None:
    hires = [settle(town, f"{name} Hire") for name in HIRES]
    pairs: set[tuple[str, str]] = set()

    with Mentee.at_desk(town, browser, hires[0]) as hire:
        for person in hires:
            hire.person = person
            joins(hire)
            town.pass_time(DAY)
            if person is hires[-1]:
                break
            ruth.comes_back()
            ruth.visitor.follow(re.compile("^Look at the pairs"))
            ruth.previews()
            ruth.publishes()
            town.work()
            before, pairs = pairs, ruth.pairs()
            assert before < pairs
            assert {mentee for mentee, _ in pairs - before} == {person.name}
            assert hire.letter("You have a mentor")
        hire.comes_back(ruth.cohort)
        assert hire.sees("You have no mentor yet")
        assert hire.sees("A mentor is being looked for.")

    ruth.opens_cohort()
    assert ruth.figures() == {
        "Pairs": "9 of 10 mentees",
        "Under way": "0",
        "Not begun": "9",
        "Quiet": "0 over 3 weeks",
        "Waiting": "1",
    }
    taken = [mentor.split()[0] for _, mentor in pairs]
    assert {name: taken.count(name) for name in SEATS} == SEATS


def joins(hire: Mentee) -> None:
    """Through the open door on the home page, and through the form as it is filled in already."""
    hire.comes_back()
    hire.visitor.follow(re.compile("^Look at it"))
    hire.visitor.press("Begin as a mentee")
    hire.agree()
