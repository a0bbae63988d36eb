"""The invented company: everybody of the tour finds their way, with a keyboard alone and without scripts too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.demo.cast import CAST, CastMember
from tests.journeys.administration import Administrator, write_table
from tests.journeys.installation import Installation
from tests.journeys.looking import KNOWN, TWO_WAYS
from tests.journeys.story import GREETING
from tests.journeys.visitor import Visitor
from tests.journeys.wandering import sign_in_as, wander

NOOR = next(member for member in CAST if member.name == "Noor Saleh")
JONAS = next(member for member in CAST if member.name == "Jonas Lindqvist")
SEEN: set[object] = set()


@pytest.fixture
def tourist(browser: Browser) -> Iterator[Visitor]:
    """Somebody who looks at each kind of page once, whoever they are when they come by."""
    with Visitor.at_desk(browser, ways=TWO_WAYS, seen=SEEN, known=KNOWN) as tourist:
        yield tourist


@pytest.mark.timeout(300)
@pytest.mark.parametrize("member", CAST, ids=lambda member: member.name)
def test_everybody_finds_their_way(company: Installation, tourist: Visitor, member: CastMember):
    sign_in_as(tourist, company, member)

    assert GREETING.sub("", tourist.heading) == f"{member.name.split()[0]}."
    found = wander(tourist, f"{company.url}/", avoid=("/demonstration", "/sign-in"))
    assert {"/", "/profile", "/sign-ins", "/privacy", "/who-can-see-what", "/accessibility"} <= set(found)


def test_keyboard_alone_is_enough(company: Installation, tourist: Visitor):
    page = tourist.page
    page.goto(f"{company.url}/demonstration")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_in_viewport()
    page.keyboard.press("Enter")
    tab_to(page, f"Sign in as {NOOR.name}, {NOOR.role}")
    press_enter(page)
    assert GREETING.match(tourist.heading)

    tab_to(page, NOOR.name)
    page.keyboard.press("Enter")
    tab_to(page, "My profile")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="My profile")).to_be_hidden()
    assert focused(page).startswith(NOOR.name)

    page.keyboard.press("Enter")
    tab_to(page, "Sign out")
    press_enter(page)
    assert page.url.endswith("/sign-in")


@pytest.mark.timeout(300)
def test_scripts_are_not_needed(company: Installation, browser: Browser, tmp_path: Path):
    people = write_table(tmp_path / "people.csv", (("e-mail", "name"), ("mia.lund@northmere.example", "Mia Lund")))
    mentees = write_table(tmp_path / "mentees.csv", (("e-mail", "skills wanted"), (NOOR.email, "Budgeting")))
    mentors = write_table(tmp_path / "mentors.csv", (("e-mail", "can teach"), (JONAS.email, "Budgeting")))

    with Visitor.at_desk(browser, ways=(), has_script=False) as visitor:
        ruth = Administrator(visitor, company, second="tomasz.kern@northmere.example")
        sign_in_as(visitor, company, CAST[0])
        ruth.import_people(people)
        ruth.make_cohort("functional-expertise", "Without scripts")
        ruth.read_in_sign_ups(mentees, mentors)
        ruth.match()

        assert ruth.first_pair_shown() == "Noor Saleh with Jonas Lindqvist"


def tab_to(page: Page, name: str) -> None:
    """Press Tab until something of this name has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if focused(page).startswith(name):
            return
    raise AssertionError(f"“{name}” cannot be reached by Tab")


def focused(page: Page) -> str:
    """The name of what has the focus."""
    name = "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText"
    return str(page.evaluate(name)).strip().removeprefix("NS").strip()


def press_enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")
