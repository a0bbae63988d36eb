"""What the two write: letters, thanks, notes, goals with steps, points for the next session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.conversations.models import Record, Strand
from app.conversations.services.writing import add, change
from app.conversations.strands import Item
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.vault import Key
from app.people.models import Person

LETTER, NOTE, GOAL, POINT, FILE = "letter", "note", "goal", "point", "file"
THANKS = "thanks"
"""Only its sealed words say that it is one: outside the room it is a record like any other."""
AGREEMENT, SIGNATURE = "agreement", "signature"
"""What both have signed, or may: neither of them changes it or takes it away."""
MOST_STEPS = 20


@dataclass(frozen=True, slots=True)
class Pen:
    """A strand, its open key, and who writes."""

    strand: Strand
    key: Key
    author: Person

    def add(self, **payload: Any) -> Record:
        return add(self.strand, self.key, self.author, payload)

    def change(self, item: Item, version: int, **payload: Any) -> Record:
        return change(self.strand, self.key, self.author, item.id, version, payload)


def write_letter(pen: Pen, text: str, files: Sequence[str] = ()) -> Record:
    """A message to the other; ``files`` are ids of items that go with it."""
    return pen.add(kind=LETTER, text=text, files=list(files))


def say_thanks(pen: Pen, text: str) -> Record:
    """A thank-you to the other, which both find again among those of the pair."""
    return pen.add(kind=THANKS, text=text)


def write_note(pen: Pen, title: str, text: str) -> Record:
    """A note, for the two or for oneself, as the strand is."""
    return pen.add(kind=NOTE, title=title, text=text)


def set_goal(pen: Pen, text: str, steps: str) -> Record:
    """A goal; ``steps`` are lines. Raises RuleBroken for too many."""
    return pen.add(kind=GOAL, text=text, steps=[{"text": each, "done": False} for each in _lines(steps)], done=False)


def add_point(pen: Pen, text: str) -> Record:
    """A point for the next session."""
    return pen.add(kind=POINT, text=text, done=False)


def reword(pen: Pen, item: Item, version: int, *, text: str, title: str = "", steps: str = "") -> Record:
    """Other words for something that is there. Steps that stay keep their tick."""
    was = dict(_words(item))
    if item.kind == GOAL:
        done = {step["text"] for step in was["steps"] if step["done"]}
        was["steps"] = [{"text": each, "done": each in done} for each in _lines(steps)]
    if item.kind == NOTE:
        was["title"] = title
    return pen.change(item, version, **{**was, "text": text})


def tick(pen: Pen, item: Item, version: int, step: int | None = None) -> Record:
    """Done, or not done after all: a point, a goal (``step`` None), or one of its steps, counted from 0.

    Raises Conflict where the step is not there any more.
    """
    was = dict(_words(item))
    if step is None:
        was["done"] = not was.get("done", False)
        return pen.change(item, version, **was)
    steps = [dict(each) for each in was.get("steps", [])]
    if not 0 <= step < len(steps):
        raise Conflict(_("This was changed a moment ago. Look at it once more."))
    steps[step]["done"] = not steps[step]["done"]
    return pen.change(item, version, **{**was, "steps": steps})


def _words(item: Item) -> Any:
    if item.words is None:
        raise RuleBroken(_("This cannot be opened, so it cannot be changed."))
    return item.words.reveal()


def _lines(text: str) -> list[str]:
    lines = [line.strip(" -*•\t") for line in text.splitlines()]
    found = [line for line in lines if line]
    if len(found) > MOST_STEPS:
        raise RuleBroken(_("At most %(most)s steps, please: one line is one step.", most=MOST_STEPS), field="steps")
    return found
