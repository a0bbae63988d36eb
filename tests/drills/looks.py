"""Look at everything: each page that links and the first days lead to, as everybody of the tour, in every way.

``./dev drill looks FOLDER [--as NAME ...]`` writes a picture of each page for each way into the folder, and ends with
what axe or the width of the screen found. Ways: 1280 and 390 px, light and dark; 320 px; colours that the reader's
system forces on the page; with ``--large-text`` instead 1280 and 390 px with text of twice the size.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from app.demo.cast import CAST, CastMember
from tests.journeys.administration import Administrator, write_table
from tests.journeys.conftest import FLAGS
from tests.journeys.installation import running
from tests.journeys.looking import DESK, FOUR_WAYS, PHONE, Way
from tests.journeys.story import JONAS, MENTEES, MENTORS, comes_in, match_a_cohort
from tests.journeys.visitor import Visitor
from tests.journeys.wandering import kind_of, sign_in_as, wander

WAYS = (
    *FOUR_WAYS,
    Way(width=320),
    *(Way(width=width, theme="dark", has_own_colours=True) for width in (DESK, PHONE)),
)
LARGE_TEXT = (Way(width=DESK), Way(width=PHONE))
WRONG = (("e-mail", "name", "start date"), ("nobody", "Ada", "2024-02-30"), ("ada@northmere.example", "Ada", "soon"))
EVERYONE = (("e-mail",), ("ruth.baptiste@northmere.example",), ("helena.duarte@northmere.example",))
SIGNED_OUT = ("/sign-in", "/demonstration", "/first-link", "/forgotten-password", "/link-sent", "/links/" + "A" * 43)


class Drill:
    """Goes everywhere, keeps pictures, and notes what is wrong instead of stopping at it."""

    def __init__(self, browser: Browser, ways: Sequence[Way], folder: Path) -> None:
        self.browser = browser
        self.ways = ways
        self.folder = folder
        self.noted: list[str] = []

    @contextmanager
    def somebody(self, name: str) -> Iterator[Visitor]:
        """A browser of their own, and a folder for their pictures."""
        print(name, flush=True)
        folder = self.folder / name.lower().replace(" ", "-")
        with Visitor.at_desk(self.browser, ways=self.ways, folder=folder, noted=self.noted) as visitor:
            yield visitor
            self.noted += visitor.complaints
            visitor.complaints.clear()

    def look(self, folder: Path, members: Sequence[CastMember], *, is_whole: bool) -> None:
        """Two installations: an empty one, when everything is asked for, and the invented company."""
        for name in ("empty", "company"):
            (folder / name).mkdir()
        if is_whole:
            self.first_days(folder / "empty")
        self.company(folder / "company", members)

    def first_days(self, folder: Path) -> None:
        """An empty installation, page by page until a mentor has come in, and everything that it shows then."""
        mentees = write_table(folder / "mentees.csv", MENTEES)
        mentors = write_table(folder / "mentors.csv", MENTORS)
        with running(folder, "--empty") as installation, self.somebody("first administrator") as visitor:
            administrator = Administrator(visitor, installation)
            administrator.begin()
            wander(visitor, f"{installation.url}/")
            administrator.set_up(folder)
            match_a_cohort(administrator, "Learn from each other", mentees, mentors)
            administrator.invite("Learn from each other")
            wander(visitor, f"{installation.url}/")
            with self.somebody("mentor who comes in") as mentor:
                comes_in(mentor, installation, JONAS)

    def company(self, folder: Path, members: Sequence[CastMember]) -> None:
        """The demonstration, as everybody of the tour and as somebody who is signed out."""
        with running(folder) as company:
            with self.somebody("signed out") as visitor:
                for path in SIGNED_OUT:
                    visitor.open(f"{company.url}{path}")
                wander(visitor, f"{company.url}/", avoid=[kind_of(path) for path in SIGNED_OUT])
            for member in members:
                with self.somebody(member.name) as visitor:
                    sign_in_as(visitor, company, member)
                    wander(visitor, f"{company.url}/", avoid=("/demonstration", "/sign-in"))
            with self.somebody("mishaps") as visitor:
                sign_in_as(visitor, company, CAST[0])
                mishaps(Administrator(visitor, company), folder)


def mishaps(administrator: Administrator, folder: Path) -> None:
    """What pages say when something is not right."""
    visitor = administrator.visitor
    for path in ("/cohorts/new", "/people/new", "/profile/skills/propose", "/set-up/safeguarding", "/password"):
        administrator.open(path)
        with visitor.page.expect_navigation():
            visitor.page.locator("main .btn-primary").click()
        visitor.look((path, "refused"))
    visitor.open(f"{administrator.installation.url}/nowhere")
    for rows in (WRONG, EVERYONE):
        administrator.open("/people/import")
        visitor.hand_in(file=write_table(folder / "people.csv", rows))
        visitor.press("Look at this file")
        visitor.choose(scope="everyone")
        visitor.press("See what would change")
        visitor.await_heading("(cell|would change)")
    visitor.follow("See who would leave")


def main() -> int:
    parser = argparse.ArgumentParser(description="Look at every page in every way and keep the pictures.")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--as", nargs="*", dest="names", metavar="NAME", help="only these of the tour: --as Ruth Noor")
    parser.add_argument("--large-text", action="store_true", help="with text of twice the size")
    given = parser.parse_args()
    members = [each for each in CAST if not given.names or each.name.split()[0] in given.names]
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    text = ["--blink-settings=defaultFontSize=32"] if given.large_text else []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=program, args=[*FLAGS, *text])
        drill = Drill(browser, LARGE_TEXT if given.large_text else WAYS, given.folder)
        try:
            drill.look(Path(folder), members, is_whole=not given.names)
        finally:
            print("\n".join(drill.noted) or "Nothing found.")
            browser.close()
    return 1 if drill.noted else 0


if __name__ == "__main__":
    sys.exit(main())
