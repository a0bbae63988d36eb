"""The first days of an installation, told step by step: the tests and the drill tell the same story."""

from __future__ import annotations

import re
from email.message import EmailMessage
from pathlib import Path

from tests.journeys.administration import PASSWORD, Administrator
from tests.journeys.installation import Installation
from tests.journeys.visitor import Visitor

GREETING = re.compile(r"Good (morning|afternoon|evening), ")
JONAS = "jonas.lindqvist@harbour.example"
MENTEES = (
    ("first name", "last name", "e-mail", "job title", "skills wanted", "grade", "favourite biscuit"),
    ("Amara", "Okafor", "amara.okafor@harbour.example", "Specialist", "Budgeting", "2", "shortbread"),
    ("Noor", "Saleh", "noor.saleh@harbour.example", "Planner", "Presenting; Budgeting", "3", "ginger"),
    ("Kofi", "Boateng", "kofi.boateng@harbour.example", "Analyst", "Forecasting", "2", ""),
)
MENTORS = (
    ("first name", "last name", "e-mail", "job title", "can teach", "grade", "seats"),
    ("Jonas", "Lindqvist", JONAS, "Head of treasury", "Budgeting", "5", "1"),
    ("Birgit", "Holm", "birgit.holm@harbour.example", "Head of sales", "Presenting", "5", "1"),
)


def match_a_cohort(administrator: Administrator, name: str, mentees: Path, mentors: Path) -> list[dict[str, str]]:
    """A new cohort, its sign-ups, and its pairs as the page and the file say them."""
    administrator.make_cohort("functional-expertise", name)
    administrator.read_in_sign_ups(mentees, mentors)
    administrator.match()
    pairs = administrator.take_pairs_away()
    first, placed = administrator.first_pair_shown(), administrator.number_placed()
    assert placed == len(pairs)
    assert any(first == f"{pair['Mentee']} with {pair['Mentor']}" for pair in pairs)
    return pairs


def comes_in(mentor: Visitor, installation: Installation, address: str) -> None:
    """Open the letter’s link, look twice, choose a password, and sign in with it another day."""
    link = link_in(installation.letter_to(address), installation.url)
    mentor.open(link)
    mentor.open(link)
    mentor.fill(password=PASSWORD)
    mentor.press("Set this password and sign in")
    assert GREETING.match(mentor.heading)

    mentor.sign_out()
    mentor.open(f"{installation.url}/sign-in")
    mentor.fill(email=address, password="a password that is not theirs")
    mentor.press("Sign in")
    mentor.fill(email=address, password=PASSWORD)
    mentor.press("Sign in")
    assert GREETING.match(mentor.heading)

    mentor.sign_out()
    mentor.open(link)
    assert mentor.heading == "This link has done its work"


def link_in(letter: EmailMessage, url: str) -> str:
    """The one link of a letter."""
    body = letter.get_body(("plain",))
    assert body is not None
    links: set[str] = set(re.findall(rf"{re.escape(url)}/\S+", body.get_content()))
    assert len(links) == 1
    return links.pop()
