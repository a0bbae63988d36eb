"""What the administrator of a cohort does, page by page: launches, adds, matches, publishes, looks how it goes."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tests.journeys.citizens import Citizen

REVIEW = "Review the pairs"


@dataclass
class CohortDesk(Citizen):
    """Somebody who runs a cohort."""

    cohort: str = ""

    def makes_cohort(self, program: str, name: str, starts_on: date) -> None:
        """From the template, with nothing but a name and a first day."""
        visitor = self.visitor
        self.open("/cohorts/new")
        visitor.choose(program_type=program)
        visitor.fill(name=name, starts_on=str(starts_on))
        visitor.press("Make this cohort")
        self.cohort = re.sub(r"^https?://[^/]+", "", visitor.page.url)

    def opens_cohort(self, more: str = "") -> None:
        self.comes_back(f"{self.cohort}{more}")

    def chooses(self, side: str, addresses: Iterable[str]) -> None:
        """Name people by their addresses, for one side."""
        visitor = self.visitor
        self.open(f"{self.cohort}/sign-up/choose")
        visitor.page.locator(f'input[name="sides"][value="{side}"]').check()
        visitor.choose(by="emails")
        visitor.fill(emails=", ".join(addresses))
        visitor.press("Choose them")

    def settles_choice(self, form: str) -> None:
        """Say how people of the cohort find each other."""
        self.opens_cohort("/settings/choice")
        self.visitor.choose(form=form)
        self.visitor.press("Save")

    def would_be_launched(self, **practice: str) -> str:
        """Say how the cohort works; what the page of the launch makes of it."""
        self.opens_cohort("/settings/practice")
        self.visitor.choose(**practice)
        self.visitor.press("Save")
        self.open(f"{self.cohort}/launch")
        return self.visitor.heading

    def adds_to_orientation(self, side: str, card: str) -> None:
        """A card more in what one side reads before they first meet."""
        self.open(f"{self.cohort}/settings/orientation/{side}")
        self.visitor.fill(text=f"{self.visitor.page.locator('[name=text]').input_value()}\n\n{card}")
        self.visitor.press("Save")

    def looks_after_cohort(self) -> dict[str, str]:
        """How far sign-up and orientation have come, who could use a hand, and the figures of the cohort."""
        self.comes_back(f"{self.cohort}/sign-up/people")
        for page in ("/orientation", "/hands", "/pairs", ""):
            self.open(f"{self.cohort}{page}")
        return self.figures()

    def ends_cohort(self) -> None:
        """Begin to close it, and end it; the page says that it has."""
        for button in ("Begin closing", "End this cohort"):
            self.opens_cohort()
            self.visitor.press(button)
        self.visitor.look("the cohort has ended")

    def shown_letters(self) -> list[str]:
        """The letters that a page shows before they leave."""
        return [" ".join(text.split()) for text in self.visitor.page.locator(".as-typed").all_inner_texts()]

    def launches(self) -> list[str]:
        """Look at the letters, then open sign-up; what was shown."""
        self.opens_cohort()
        self.visitor.follow("See what would leave")
        shown = self.shown_letters()
        self.visitor.press("Open sign-up and send them")
        return shown

    def invites(self) -> None:
        """Send the invitations that wait, from the page that shows them."""
        self.visitor.press("Send them")

    def closes_sign_up(self) -> None:
        self.opens_cohort()
        self.visitor.press("Close sign-up and begin matching")

    def matches(self) -> None:
        """Press the button, let the worker do it, and end at the result."""
        self.opens_cohort()
        self.visitor.press("Match")
        self.town.work()
        self.visitor.await_heading(REVIEW)

    def reviews(self) -> None:
        """Open the run that waits to be looked at."""
        self.opens_cohort()
        self.visitor.follow("Look at the pairs")

    def verdict(self) -> str:
        """The sentences with which the review opens."""
        return " ".join(self.visitor.page.locator(".verdict").inner_text().split())

    def previews(self) -> list[str]:
        """From the review to the page that shows every letter; what it shows."""
        self.visitor.follow("Preview the letters and publish")
        return self.shown_letters()

    def publishes(self, next_run_on: date | None = None) -> None:
        """Confirm the page that shows the letters."""
        self.visitor.fill(next_run_on=str(next_run_on or ""))
        self.visitor.press("Publish and send the letters")

    def pairs(self) -> set[tuple[str, str]]:
        """Who is with whom, as the list of pairs says as a file."""
        browser, url = self.visitor.context.request, f"{self.town.url}{self.cohort}/pairs"
        token = browser.get(url).text().split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
        answer = browser.post(f"{url}.csv", form={"csrf_token": token})
        rows = csv.DictReader(answer.text().lstrip("\ufeff").splitlines())
        return {(row["Mentee"], row["Mentor"]) for row in rows}

    def figures(self) -> dict[str, str]:
        """The figures that the page of the cohort opens with."""
        shown = self.visitor.page.locator(".five")
        names, values = shown.locator("dt").all_inner_texts(), shown.locator("dd").all_inner_texts()
        return dict(zip(names, values, strict=True))

    def hands(self) -> list[str]:
        """Who could use a hand, and why."""
        rows = self.visitor.page.locator("#hand tbody tr, section[aria-labelledby=hand] tbody tr")
        return [" ".join(text.split()) for text in rows.all_inner_texts()]
