"""An administrator of 2,000 mentees and 800 mentors stops a match, runs it, tries changes, keeps them and publishes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from time import perf_counter

import pytest
from playwright.sync_api import Browser

from app.core.db import db
from app.core.job_runs import run_queued
from app.people.models import Role
from programs.phases import Phase
from tests.factories.cohorts import cohort as cohort_of
from tests.journeys.citizens import settle
from tests.journeys.cohort_desk import REVIEW, CohortDesk
from tests.journeys.crowd import crowd
from tests.journeys.town import Town, on_one_database

MENTEES, MENTORS = 2_000, 800


@pytest.fixture
def ruth(town: Town, browser: Browser) -> Iterator[CohortDesk]:
    """Ruth, at her desk, with a crowd that has signed up."""
    person = settle(town, "Ruth Baptiste", role=Role.ADMINISTRATOR)
    with town.app.app_context():
        made = cohort_of(person, program_type="functional-expertise", phase=Phase.MATCHING)
        db.session.remove()
    crowd(town.app, made, MENTEES, MENTORS)
    with CohortDesk.at_desk(town, browser, person) as desk:
        desk.cohort = f"/cohorts/{made.public_id}"
        yield desk


def work(town: Town) -> None:
    """The jobs, without the thousands of letters."""
    with town.app.app_context():
        run_queued()
        db.session.remove()


def tries(ruth: CohortDesk, button: str, **fields: str) -> float:
    """Fill in one of the forms and press its button; the seconds until what would follow is there."""
    page = ruth.visitor.page
    form = next(iter(fields)).split("-")[0]
    details = page.locator(f"details:has(#{form})")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    ruth.visitor.fill(**{name: value for name, value in fields.items() if not name.endswith("-kind")})
    ruth.visitor.choose(**{name: value for name, value in fields.items() if name.endswith("-kind")})
    began = perf_counter()
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).first.click()
    seconds = perf_counter() - began
    ruth.visitor.look("what would follow")
    return seconds


def pairs_of_run(ruth: CohortDesk) -> list[tuple[str, str]]:
    """The first pairs of the review, weakest first."""
    rows = ruth.visitor.page.locator("section[aria-labelledby=pairs] tbody th").all_inner_texts()
    found = [re.split(r"\s*\n\s*with ", text) for text in rows]
    return [(mentee, mentor) for mentee, mentor in found]


@on_one_database
@pytest.mark.timeout(300)
def test_changes_are_tried_on_two_thousand_and_eight_hundred(town: Town, ruth: CohortDesk) -> None:
    visitor, ways = ruth.visitor, ruth.visitor.ways
    visitor.ways = ()  # other stories look at the pages that lead here
    ruth.comes_back(ruth.cohort)
    visitor.press("Match")
    visitor.press("Stop")
    work(town)
    visitor.await_heading("This match was stopped|came to no result")
    visitor.press("Match again")
    work(town)
    visitor.await_heading(REVIEW)
    assert ruth.sees("can teach Skill")
    (one, first), (two, second), (three, third), *_rest = pairs_of_run(ruth)

    visitor.ways = ways
    visitor.follow("What if …")
    together = {"pair-kind": "lock"}
    seconds = [
        tries(ruth, "See what changes", **{"pair-mentee": one, "pair-mentor": first}, **together),
        tries(ruth, "See what changes", **{"pair-mentee": two, "pair-mentor": second}, **together),
        tries(ruth, "See what changes", **{"pair-mentee": three, "pair-mentor": third, "pair-kind": "forbid"}),
    ]
    print(f"\nwhat would follow, from the button to the page: {', '.join(f'{each:.2f} s' for each in seconds)}")

    assert ruth.sees(f"{three} {third}") or ruth.sees("Nobody moves")
    assert ruth.sees("that is proven")
    visitor.ways = ()
    visitor.press("Keep this as run 3")
    work(town)
    visitor.await_heading(REVIEW)
    assert ruth.sees(f"{one} stays with {first}.")
    visitor.ways = ways
    visitor.follow("Replay this run")
    visitor.press("Compute it again")
    assert re.match(r"The same [\d,]+ pairs\.", visitor.heading)
    visitor.ways = ()
    ruth.comes_back(ruth.cohort)
    visitor.follow("Look at the pairs")
    ruth.previews()
    ruth.publishes()
    made = ruth.pairs()
    assert {(one, first), (two, second)} <= made
    assert (three, third) not in made
