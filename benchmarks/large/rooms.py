"""The room of the pair that is looked at: five hundred letters, and some of everything else that is written there."""

from __future__ import annotations

from dataclasses import dataclass

from app.conversations.pages import pen_for
from app.conversations.services import enter
from app.conversations.services.files import attach
from app.conversations.services.items import add_point, set_goal, write_letter, write_note
from app.pairings.models import Pairing

LETTERS, OTHERS = 500, 20
WORDS = (
    "I rebuilt the receipts side of the forecast on the train and it is off by four days on average. "
    "Could we look at the weekdays before I change the model?"
)


@dataclass(frozen=True, slots=True)
class Furnished:
    """A room, and what its addresses name."""

    values: dict[str, str]
    file: dict[str, str]


def open_room(pair: Pairing) -> Furnished:
    """Let the two write to each other. The caller commits."""
    mentee, mentor = pair.mentee.person, pair.mentor.person
    room = enter(pair, mentor)
    enter(pair, mentee)
    pens = pen_for(room, mentee), pen_for(room, mentor)
    letters = [write_letter(pens[number % 2], f"Number {number}. {WORDS}") for number in range(LETTERS)]
    for number in range(OTHERS):
        write_note(pens[number % 2], f"Note {number}", WORDS)
        write_note(pen_for(room, mentee, own=True), f"Mine {number}", WORDS)
        add_point(pens[0], f"Point {number}")
    set_goal(pens[0], "A forecast that I would sign", "Walk through the model\nRebuild it")
    file = attach(pens[1], "variance.csv", b"weekday,days late\nMonday,1\n" * 5_000)
    return Furnished({"room_id": room.public_id, "item_id": letters[0].item}, {"item_id": file.item})
