"""Somebody of the town, with a browser and a mailbox of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any, Self

from playwright.sync_api import Browser

from app.core.db import db
from app.people.models import Person, Role
from tests.factories import people
from tests.journeys.administration import PASSWORD
from tests.journeys.town import Town
from tests.journeys.visitor import Visitor
from tests.letters import words_of

COMPANY = "harbour.example"


def settle(town: Town, name: str, *, manager: Person | None = None, role: Role | None = None, **fields: Any) -> Person:
    """Somebody who works in the town, speaks English, and has never come in."""
    with town.app.app_context():
        made = people.person(name, role=role, languages=["en"], email=_address(name), **fields)
        if manager is not None:
            people.report_to(db.session.merge(manager), made)
        made = people.loaded(made)
        db.session.remove()
    town.names |= {made.name, made.first_name}
    return made


def _address(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@{COMPANY}"


@dataclass
class Citizen:
    """A person, their browser, and the mail server that takes their letters."""

    town: Town
    visitor: Visitor
    person: Person

    @classmethod
    @contextmanager
    def at_desk(cls, town: Town, browser: Browser, person: Person) -> Iterator[Self]:
        """Open their browser, nobody signed in."""
        with town.visit(browser) as visitor:
            yield cls(town, visitor, person)

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def first_name(self) -> str:
        return self.person.first_name

    @property
    def address(self) -> str:
        assert self.person.email is not None
        return self.person.email

    def open(self, path: str = "/") -> None:
        self.visitor.open(f"{self.town.url}{path}")

    def comes_back(self, path: str = "/") -> None:
        """Sign in anew, as one does after a day, and open a page."""
        self.town.sign_in(self.visitor, self.person)
        self.open(path)

    def comes_in_by(self, letter: EmailMessage) -> None:
        """Open the letter’s link, choose a password, and be in."""
        self.visitor.open(self.link_in(letter))
        self.visitor.fill(password=PASSWORD)
        self.visitor.press("Set this password and sign in")

    def letter(self, subject: str) -> EmailMessage:
        """The last letter to them whose subject holds this."""
        return self.town.letter_to(self.address, subject)

    def letters(self, subject: str = "") -> list[EmailMessage]:
        """All letters to them whose subject holds this."""
        return [each for each in self.town.letters_to(self.address) if subject in str(each["Subject"])]

    def link_in(self, letter: EmailMessage) -> str:
        """The first link of a letter that leads into Ithaca."""
        found = re.search(rf"{re.escape(self.town.url)}/\S+", words_of(letter))
        assert found is not None
        return found[0]

    def reads(self, subject: str) -> None:
        """Open what the last letter of this subject leads to, signed in."""
        self.town.sign_in(self.visitor, self.person)
        self.visitor.open(self.link_in(self.letter(subject)))

    def reads_in(self, words: str) -> bool:
        """Whether any letter to them says this."""
        return any(words in " ".join(words_of(each).split()) for each in self.letters())

    def sees(self, words: str) -> bool:
        """Whether the page says this, however its lines break."""
        return self.sees_which(words)[words]

    def sees_which(self, *words: str) -> dict[str, bool]:
        """Which of these stand on the page, however its lines break."""
        page = " ".join(self.visitor.page.locator("main").inner_text().split())
        return {each: each in page for each in words}

    def looks_after(self, report: Citizen) -> None:
        """As a manager: from one’s team to what can be done for one of them."""
        self.comes_back("/my-team")
        self.visitor.follow(f"Suggest something to {report.name}")

    def road_says(self, *words: str) -> dict[str, bool]:
        """Which of these stand on the page of one’s own road."""
        self.comes_back("/your-road")
        return self.sees_which(*words)


@contextmanager
def at_their_desks(
    town: Town, browser: Browser, people: Mapping[str, tuple[type[Citizen], Person]]
) -> Iterator[dict[str, Any]]:
    """Each of them with a browser of their own, by the names that the story calls them."""
    with ExitStack() as desks:
        yield {
            name: desks.enter_context(kind.at_desk(town, browser, person)) for name, (kind, person) in people.items()
        }
