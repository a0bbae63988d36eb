"""What an administrator does, page by page: sets up, brings people in, makes a cohort and matches it."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from app.core.clock import today
from tests.journeys.installation import Installation, waited_for
from tests.journeys.visitor import Visitor

RUTH = "ruth.baptiste@harbour.example"
PASSWORD = "four words in a row"
COLLEAGUES = (
    ("e-mail", "name", "job title", "department", "site", "manager", "gender"),
    ("helena.duarte@harbour.example", "Helena Duarte", "Chief of people", "People", "Porto", "", "f"),
    ("tomasz.kern@harbour.example", "Tomasz Kern", "Analyst", "Finance", "Porto", "helena.duarte@harbour.example", "m"),
)


def write_table(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """A CSV file with these rows."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


@dataclass(frozen=True, slots=True)
class Administrator:
    """Ruth at her desk."""

    visitor: Visitor
    installation: Installation
    second: str = "tomasz.kern@harbour.example"

    def begin(self) -> None:
        """Become the first administrator by the link that was printed."""
        self.visitor.open(self.installation.one_time_link)
        self.visitor.fill(name="Ruth Baptiste", email=RUTH, password=PASSWORD)
        self.visitor.press("Begin")

    def set_up(self, folder: Path) -> None:
        """Go through the whole checklist."""
        self.name_organisation()
        self.set_up_letters()
        self.choose_time_zone()
        self.name_emergency_numbers()
        self.publish_privacy_notice()
        self.import_people(write_table(folder / "people.csv", COLLEAGUES))
        self.name_safeguarding_officer()
        self.name_who_gives_roles()

    def open(self, path: str) -> None:
        self.visitor.open(f"{self.installation.url}{path}")

    def left_to_set_up(self) -> list[str]:
        """The items of the checklist that are still open."""
        self.open("/set-up")
        rows = self.visitor.page.locator(".lines > li", has_text="Open").locator("h2").all_inner_texts()
        return [re.sub(r"\s*Open$", "", row) for row in rows]

    def name_organisation(self) -> None:
        self._settle("The organisation", name="Harbour", contact_name="Ruth Baptiste", contact_email=RUTH)

    def set_up_letters(self) -> None:
        """Name the sender, have a letter sent, and say that it arrived."""
        visitor = self.visitor
        self._open_item("Letters")
        visitor.fill(sender_name="Mentoring at Harbour", sender_address="mentoring@harbour.example")
        visitor.press("Save the sender")
        visitor.press("Send a letter to me")
        self.installation.letter_to(RUTH)
        waited_for(self._reloads_until_sent)
        visitor.press("It arrived")

    def _reloads_until_sent(self) -> bool:
        self.visitor.page.reload()
        return self.visitor.page.get_by_role("button", name="It arrived").count() > 0

    def choose_time_zone(self) -> None:
        self._open_item("Time zone and language")
        self.visitor.choose(time_zone="Europe/Lisbon")
        self.visitor.press("Save")

    def name_emergency_numbers(self) -> None:
        self._settle("Help in an emergency", emergency_number="112", eap_name="Somebody to talk to", eap_number="800 1")

    def publish_privacy_notice(self) -> None:
        self._open_item("Privacy notice")
        self.visitor.press("Publish this notice")

    def name_safeguarding_officer(self) -> None:
        self._settle("Safeguarding", officer_email="helena.duarte@harbour.example")

    def import_people(self, path: Path) -> None:
        """Bring the directory in from a file of HR."""
        visitor = self.visitor
        self._open_item("People")
        visitor.hand_in(file=path)
        visitor.press("Look at this file")
        visitor.press("See what would change")
        visitor.await_heading("This is what would change")
        visitor.press("Apply these changes")
        visitor.await_heading("The file is applied")

    def name_who_gives_roles(self) -> None:
        """Let Helena give the roles that an administrator does not."""
        visitor = self.visitor
        self.open("/people?q=helena")
        visitor.follow("Helena Duarte")
        visitor.follow("Give or end a role")
        visitor.choose(role="appointer")
        visitor.press("Give this role")

    def _open_item(self, title: str) -> None:
        self.open("/set-up")
        self.visitor.follow(re.compile(rf": {re.escape(title)}$"))

    def _settle(self, title: str, **fields: str) -> None:
        self._open_item(title)
        self.visitor.fill(**fields)
        self.visitor.press("Save")

    def make_cohort(self, program: str, name: str) -> None:
        """A cohort that Tomasz runs as well."""
        visitor = self.visitor
        self.open("/cohorts")
        visitor.page.locator(".btn-primary").click()
        visitor.page.wait_for_url("**/cohorts/new")
        visitor.look()
        visitor.choose(program_type=program)
        visitor.fill(name=name, starts_on=str(today() + timedelta(days=30)), second=self.second)
        visitor.press("Make this cohort")

    def read_in_sign_ups(self, mentees: Path, mentors: Path) -> None:
        """From the cohort's page: two files, a look at what they would do, and done."""
        visitor = self.visitor
        visitor.follow("Choose the sign-up files")
        visitor.hand_in(mentees=mentees, mentors=mentors)
        visitor.press("See what they would do")
        if "What these columns hold" in visitor.page.title():
            visitor.press("See what they would do")
        visitor.press("Read them in")

    def match(self) -> None:
        """From the cohort's page: match, watch, and end at the pairs."""
        self.visitor.press("Match")
        self.visitor.await_heading("Review the pairs")

    def take_pairs_away(self) -> list[dict[str, str]]:
        """The pairs as the file says them."""
        path = self.visitor.download("Take the pairs away as a file")
        with path.open(newline="", encoding="utf-8-sig") as file:
            return list(csv.DictReader(file))

    def first_pair_shown(self) -> str:
        """“Amara with Jonas”, as the list of pairs begins."""
        return " ".join(self.visitor.page.locator("tbody th").first.inner_text().split())

    def number_placed(self) -> int:
        """How many have a mentor, in the words of the page."""
        found = re.search(r"(\d+) of \d+ people ha", self.visitor.page.locator(".verdict").inner_text())
        assert found is not None
        return int(found[1])

    def sheets_of_the_report(self) -> int:
        """How many sheets of paper the match report takes, printed from its pairs."""
        self.visitor.follow("One-page report")
        paper = self.visitor.page.pdf(prefer_css_page_size=True)
        self.visitor.page.go_back()
        return len(re.findall(rb"/Type\s*/Page\b", paper))

    def invite(self, cohort: str) -> None:
        """A letter to everybody of the cohort who has not come in."""
        self.open("/cohorts")
        self.visitor.follow(f"Open {cohort}")
        self.visitor.follow("Send invitations")
        self.visitor.press("Send them")
