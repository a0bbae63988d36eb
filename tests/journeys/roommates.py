"""What the two of a pair do in their room: write, keep, look for, part, and get back in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.journeys.administration import PASSWORD
from tests.journeys.participants import Participant


@dataclass
class Roommate(Participant):
    """One of the two, with the address of their room, of a pair before, and the code that they wrote down."""

    room: str = ""
    pair_before: str = ""
    code: str = ""

    def signs_in(self, *, is_own_device: bool = False) -> None:
        """By the page, with a password; on a device of their own they say so."""
        self.open("/sign-in")
        self.visitor.fill(email=self.address, password=PASSWORD)
        if is_own_device:
            self.visitor.page.locator('[name="trust"]').check()
        self.visitor.press("Sign in")

    def enters(self, *, is_to_stay: bool = True) -> None:
        """From the page of the pair into the room, which is theirs from now on, unless they only look in."""
        self.visitor.open(self.pair)
        self.visitor.press("Open your room")
        self.room = self.visitor.page.url if is_to_stay else self.room

    def takes_code(self) -> None:
        """Have the room’s code shown, and write it down."""
        self.visitor.press("Show me a code")
        self.code = self.visitor.page.locator("main code").inner_text()
        self.visitor.follow("I have written it down")

    def writes(self, text: str, file: Path | None = None, *, room: str = "") -> None:
        self.visitor.open(room or self.room)
        self.visitor.fill(text=text)
        if file is not None:
            self.visitor.hand_in(file=file)
        self.visitor.press("Send")

    def notes_for_themselves(self, text: str) -> None:
        self.visitor.open(f"{self.room}/mine")
        self.visitor.fill(text=text)
        self.visitor.press("Keep this note")

    def opens_and_sees(self, url: str, words: str) -> bool:
        """Whether these words stand on that page."""
        self.visitor.open(url)
        return self.sees(words)

    def finds(self, words: str) -> list[str]:
        """What the search of the room brings for these words."""
        self.visitor.open(f"{self.room}/search")
        self.visitor.fill(words=words)
        self.visitor.press("Search")
        self.visitor.look("what was found")
        return self.visitor.page.locator("ol.letters .letter-text p:first-child").all_inner_texts()

    def reads_room(self, page: str = "") -> str:
        """Sign in anew, and what a page of the room says."""
        self.comes_back_to_room(page)
        return self.visitor.page.locator("main").inner_text()

    def comes_back_to_room(self, page: str = "") -> None:
        self.town.sign_in(self.visitor, self.person)
        self.visitor.open(f"{self.room}{page}")

    def gets_new_password(self) -> None:
        """By a link in the mail, as whoever reads that mailbox can."""
        self.open("/forgotten-password")
        self.visitor.fill(email=self.address)
        self.visitor.press("Mail me a link")
        self.town.work()
        self.comes_in_by(self.letter("A new password"))
