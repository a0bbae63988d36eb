"""The two letters of nominations say that there is something to read, and not what, nor about whom."""

from __future__ import annotations

from collections.abc import Iterable

from app.core.outbox import send
from app.people.models import Person

NEWS = "nomination_news"
TASK = "committee_task"


def tell_nominee(person: Person) -> None:
    """Write to somebody who was put forward, or whom the committee has answered: the same letter for both."""
    _write(NEWS, [person])


def tell_members(people: Iterable[Person]) -> None:
    """Write to members of a committee that something waits for them."""
    _write(TASK, people)


def _write(kind: str, people: Iterable[Person]) -> None:
    for each in people:
        if each.email and each.is_active:
            send(kind, to=each.email, person_id=each.id)
