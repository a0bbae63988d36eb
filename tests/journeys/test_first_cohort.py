"""From an empty machine to a matched cohort whose mentor comes in: the first days of an installation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.administration import COLLEAGUES, PASSWORD, Administrator, write_table
from tests.journeys.installation import Installation
from tests.journeys.visitor import Visitor

MENTEES = (
    ("first name", "last name", "e-mail", "job title", "skills wanted", "grade", "favourite biscuit"),
    ("Amara", "Okafor", "amara.okafor@harbour.example", "Specialist", "Budgeting", "2", "shortbread"),
    ("Noor", "Saleh", "noor.saleh@harbour.example", "Planner", "Presenting; Budgeting", "3", "ginger"),
    ("Kofi", "Boateng", "kofi.boateng@harbour.example", "Analyst", "Forecasting", "2", ""),
)
MENTORS = (
    ("first name", "last name", "e-mail", "job title", "can teach", "grade", "seats"),
    ("Jonas", "Lindqvist", "jonas.lindqvist@harbour.example", "Head of treasury", "Budgeting", "5", "1"),
    ("Birgit", "Holm", "birgit.holm@harbour.example", "Head of sales", "Presenting", "5", "1"),
)


@pytest.fixture
def administrator(visitor: Visitor, empty_installation: Installation) -> Administrator:
    """The first administrator, who has the printed link before them."""
    return Administrator(visitor, empty_installation)


@pytest.fixture
def mentor(browser: Browser, visitor: Visitor) -> Iterator[Visitor]:
    """A mentor, with a browser of their own."""
    with Visitor.at_desk(browser, ways=visitor.ways, seen=visitor.seen) as mentor:
        yield mentor


def test_first_days_end_with_a_mentor_who_comes_in(administrator: Administrator, mentor: Visitor, tmp_path: Path):
    mentees = write_table(tmp_path / "mentees.csv", MENTEES)
    mentors = write_table(tmp_path / "mentors.csv", MENTORS)

    administrator.begin()
    set_up(administrator, tmp_path)
    pairs = match_a_cohort(administrator, mentees, mentors)

    assert administrator.left_to_set_up() == []
    assert {(pair["Mentee"], pair["Mentor"]) for pair in pairs} == {
        ("Amara Okafor", "Jonas Lindqvist"),
        ("Noor Saleh", "Birgit Holm"),
    }
    comes_in(mentor, administrator.installation, "jonas.lindqvist@harbour.example")


def test_real_sign_ups_are_matched(administrator: Administrator, mentor: Visitor, data_folder: Path):
    files = data_folder / "civil_service_mentor_sample"

    administrator.begin()
    pairs = match_a_cohort(administrator, files / "large_mentees.csv", files / "large_mentors.csv")

    assert len({pair["Mentee’s e-mail"] for pair in pairs}) == len(pairs) > 400
    comes_in(mentor, administrator.installation, "mentor.000@gov.uk")


def set_up(administrator: Administrator, folder: Path) -> None:
    """Go through the whole checklist."""
    assert len(administrator.left_to_set_up()) == 8
    administrator.name_organisation()
    administrator.set_up_letters()
    administrator.choose_time_zone()
    administrator.name_emergency_numbers()
    administrator.publish_privacy_notice()
    administrator.import_people(write_table(folder / "people.csv", COLLEAGUES))
    administrator.name_safeguarding_officer()
    administrator.name_who_gives_roles()


def match_a_cohort(administrator: Administrator, mentees: Path, mentors: Path) -> list[dict[str, str]]:
    """A new cohort, its sign-ups, its pairs as the page and the file say them, and the invitations."""
    visitor = administrator.visitor
    administrator.make_cohort("functional-expertise", "Learn from each other")
    cohort = visitor.page.url
    administrator.read_in_sign_ups(mentees, mentors)
    administrator.match()
    placed = re.search(r"(\d+) of \d+ people have a mentor", visitor.page.locator(".verdict").inner_text())
    rows = visitor.page.locator("#pairs").locator("xpath=ancestor::section").locator("tbody tr").all_inner_texts()
    pairs = administrator.take_pairs_away()
    assert placed is not None
    assert int(placed[1]) == len(pairs)
    assert all(" with " in " ".join(row.split()) for row in rows)
    visitor.open(cohort)
    administrator.invite()
    return pairs


def comes_in(mentor: Visitor, installation: Installation, address: str) -> None:
    """Open the letter’s link, look twice, choose a password, and sign in with it another day."""
    link = link_in(installation.letter_to(address), installation.url)
    mentor.open(link)
    mentor.open(link)
    mentor.fill(password=PASSWORD)
    mentor.press("Set this password and sign in")
    assert re.match(r"Good (morning|afternoon|evening), ", mentor.heading)

    mentor.sign_out()
    mentor.open(f"{installation.url}/sign-in")
    mentor.fill(email=address, password="a password that is not theirs")
    mentor.press("Sign in")
    mentor.fill(email=address, password=PASSWORD)
    mentor.press("Sign in")
    assert re.match(r"Good (morning|afternoon|evening), ", mentor.heading)

    mentor.sign_out()
    mentor.open(link)
    assert mentor.heading == "This link has done its work"


def link_in(letter: EmailMessage, url: str) -> str:
    """The one link of a letter."""
    body = letter.get_body(("plain",))
    assert body is not None
    links = set(re.findall(rf"{re.escape(url)}/\S+", body.get_content()))
    assert len(links) == 1
    return links.pop()
