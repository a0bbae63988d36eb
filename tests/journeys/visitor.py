"""Somebody with a browser, who looks at every page they open for barriers, console errors and blocked content."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Response, expect

from tests.journeys.installation import waited_for
from tests.journeys.looking import DESK, TWO_WAYS, Way, held_still, made_of, photograph, problems

# Chromium writes a console line for every answer of 400 and above, a refused form's 422 among them.
ALLOWED = re.compile(r"Failed to load resource: the server responded with a status of (401|403|404|409|410|422|429)")
KEY = re.compile(r"(?<=/)([0-9a-z]{16}|[\w-]{43})(?=[/?]|$)")
NUMBER = re.compile(r"\b(\d+|One|Two|Three|Four|Five|Six)\b")
PATIENCE = 60_000


def place_of(url: str) -> str:
    """The address without its host and the keys in it."""
    return KEY.sub("…", re.sub(r"^https?://[^/]+|#.*", "", url))


@dataclass
class Visitor:
    """A browser tab and what it complained about.

    ``ways`` are the ways in which each page is looked at, ``folder`` is where its pictures go, if anywhere,
    ``seen`` what needs no second look, ``known`` the parts of pages that were looked at, ``names`` what may differ
    in headings of the same page, and ``noted`` takes what is wrong with a page; without it the first fault fails.
    """

    context: BrowserContext
    page: Page
    ways: Sequence[Way] = TWO_WAYS
    folder: Path | None = None
    seen: set[object] = field(default_factory=set)
    known: set[object] = field(default_factory=set)
    names: Collection[str] = ()
    has_script: bool = True
    noted: list[str] | None = None
    complaints: list[str] = field(default_factory=list)

    @classmethod
    @contextmanager
    def at_desk(cls, browser: Browser, *, has_script: bool = True, **more: Any) -> Iterator[Self]:
        """Open a tab of a new, empty profile; fails in the end when anything was complained about."""
        context = browser.new_context(
            viewport={"width": DESK, "height": 900},
            java_script_enabled=has_script,
            reduced_motion="reduce",  # colours that still fade have no contrast to measure
        )
        visitor = cls(context, context.new_page(), has_script=has_script, **more)
        visitor.page.on("console", visitor._heard)
        visitor.page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        try:
            yield visitor
        finally:
            context.close()
        assert visitor.complaints == []

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not ALLOWED.match(message.text):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def open(self, url: str) -> Response | None:
        """Go to an address and look around."""
        response = self.page.goto(url)
        self.look()
        return response

    def press(self, name: str | re.Pattern[str]) -> None:
        """Press the button of this name, and look around on the page that comes."""
        self._leave_by(self.page.get_by_role("button", name=name, exact=True))

    def follow(self, name: str | re.Pattern[str]) -> None:
        """Follow the link of this name, and look around on the page that comes."""
        self._leave_by(self.page.get_by_role("link", name=name, exact=True))

    def _leave_by(self, place: Locator) -> None:
        with self.page.expect_navigation():
            place.first.click()
        self.look()

    def fill(self, **fields: str) -> None:
        """Fill in fields by their name in the form."""
        for name, value in fields.items():
            self.page.locator(f'[name="{name}"]').first.fill(value)

    def choose(self, **fields: str) -> None:
        """Choose from lists, or one of several circles, by the name in the form."""
        for name, value in fields.items():
            circle = self.page.locator(f'input[type="radio"][name="{name}"][value="{value}"]')
            if circle.count():
                circle.check()
            else:
                self.page.locator(f'select[name="{name}"]').select_option(value)

    def hand_in(self, **files: Path) -> None:
        """Choose files by the name of their field."""
        for name, path in files.items():
            self.page.locator(f'[name="{name}"]').set_input_files(path)

    def download(self, name: str) -> Path:
        """Follow the link or press the button of this name, which leads to a file."""
        with self.page.expect_download() as promise:
            link, button = (self.page.get_by_role(role, name=name, exact=True) for role in ("link", "button"))
            link.or_(button).first.click()
        return Path(promise.value.path())

    def sign_out(self) -> None:
        """Sign out by the menu under one's own name."""
        self.page.locator(".me summary").click()
        self.press("Sign out")

    def await_heading(self, pattern: str) -> None:
        """Wait until the page has this heading, and look around; without scripts, ask again and again."""
        if not self.has_script:
            waited_for(lambda: self._finds(pattern))
        expect(self.page.locator("h1")).to_have_text(re.compile(pattern), timeout=PATIENCE)
        self.page.wait_for_load_state()
        self.look()

    def _finds(self, pattern: str) -> bool:
        """Whether this is the page; when it is not, ask how far it is."""
        if re.search(pattern, self.heading):
            return True
        with self.page.expect_navigation():
            self.page.get_by_role("link", name="See how far it is").click()
        return False

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    @property
    def heading_of_all(self) -> str:
        """The heading without the names and numbers in it."""
        heading = self.heading
        for name in sorted(self.names, key=len, reverse=True):
            heading = heading.replace(name, "…")
        return NUMBER.sub("…", heading) if self.names else heading

    @property
    def place(self) -> str:
        """Where the page is, whichever object it shows."""
        return place_of(self.page.url)

    def look(self, looks_like: object = None) -> None:
        """See that nothing is wrong with this page, in any of the ways, unless one that looks like it was seen.

        A page of which every part is known at its place has been seen, and colours are measured where a part is new.
        """
        looks_like = looks_like or (self.place, self.heading_of_all)
        if not self.ways or looks_like in self.seen:
            return
        self.seen.add(looks_like)
        ways, parts = tuple(self.ways), made_of(self.page)
        here, anywhere = {(ways, self.place, each) for each in parts}, {(ways, each) for each in parts}
        if self.folder or not here <= self.known:
            self._look_closely(with_colours=not anywhere <= self.known)
            self.known |= here | anywhere

    def _look_closely(self, *, with_colours: bool) -> None:
        with held_still(self.page):
            found = {str(way): self._look(way, with_colours) for way in self.ways}
            Way().put_on(self.page)
        wrong = {way: each for way, each in found.items() if each}
        if self.noted is None:
            assert not wrong, (self.page.url, wrong)
        else:
            self.noted += [f"{self.page.url} {way}: {each}" for way, them in wrong.items() for each in them]

    def _look(self, way: Way, with_colours: bool) -> list[str]:
        way.put_on(self.page)
        if self.folder:
            photograph(self.page, self.folder / f"{self.picture_name}-{way}.png")
        return problems(self.page, way, with_colours=with_colours)

    @property
    def picture_name(self) -> str:
        """Which page it is and what it says, as a file may be called."""
        words = re.sub(r"\W+", "-", f"{self.place}-{self.heading}".lower()).strip("-")
        return words[:90]
