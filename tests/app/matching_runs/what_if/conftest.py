"""Two mentors who could take each of three mentees, one of them with two seats, and a browser that tries changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from werkzeug.test import TestResponse

from app.cohorts.models import Cohort
from app.matching_runs.models import MatchRun
from app.people.models import Person
from programs.phases import Phase
from tests.app.matching_runs.conftest import finished, learns
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor


@pytest.fixture
def here(ruth: Person) -> Cohort:
    """Priya and Tomasz are with Leila, who teaches law, Noor with Jonas, who teaches tax; Ida waits for a seat."""
    cohort = cohort_of(ruth, program_type="functional-expertise", phase=Phase.MATCHING)
    mentee(cohort, "Priya Raman", wants=learns("Law"))
    mentee(cohort, "Tomasz Kern", wants=learns("Law"))
    mentee(cohort, "Noor Saleh", wants=learns("Tax"))
    mentee(cohort, "Ida Lund", wants=learns("Tax", "Falconry", "Sailing"))
    mentor(cohort, "Leila Haddad", seats=2, offers=learns("Law", level=6))
    mentor(cohort, "Jonas Lindqvist", seats=1, offers=learns("Tax", level=6))
    return cohort


@pytest.fixture
def run(here: Cohort, ruth: Person) -> MatchRun:
    return finished(here, ruth)


@dataclass
class Desk:
    """An administrator's browser on the page of one run."""

    client: PageClient
    run: MatchRun

    @property
    def path(self) -> str:
        return f"/runs/{self.run.public_id}/what-if"

    @property
    def page(self) -> str:
        """What the page says, without its markup."""
        return words(self.client.get(self.path))

    def seen(self) -> str:
        """Which list is looked at."""
        found = re.search(r'name="expected" value="([0-9a-f]+)"', self.client.get(self.path).text)
        assert found is not None
        return found[1]

    def tries(self, form: str, *, seen: str = "", **fields: Any) -> TestResponse:
        """Send one of the forms."""
        named = {f"{form}-{name}": value for name, value in fields.items()}
        expected = {f"{form}-expected": seen or self.seen()}
        return self.client.submit(self.path, tried=form, **named, **expected)

    def together(self, mentee: str, mentor: str, **more: Any) -> TestResponse:
        return self.tries("pair", mentee=mentee, mentor=mentor, kind="lock", **more)

    def apart(self, mentee: str, mentor: str) -> TestResponse:
        return self.tries("pair", mentee=mentee, mentor=mentor, kind="forbid")

    def undoes(self, which: str) -> TestResponse:
        return self.client.submit(f"{self.path}/undo", page=self.path, undo=which, expected=self.seen())

    def keeps(self, seen: str = "") -> TestResponse:
        return self.client.submit(f"{self.path}/keep", page=self.path, expected=seen or self.seen())

    def numbers(self) -> list[str]:
        """By which the changes are undone, in the order of the list."""
        return re.findall(r'name="undo" value="(\d+)"', self.client.get(self.path).text)


@pytest.fixture
def desk(signed_in: PageClient, run: MatchRun) -> Desk:
    return Desk(signed_in, run)


def words(answer: TestResponse) -> str:
    """A page as it is read."""
    text = re.sub(r"<[^>]+>", " ", answer.text)
    return " ".join(text.replace("&#39;", "'").split())
