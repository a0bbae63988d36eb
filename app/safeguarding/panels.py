"""On the home page of officer and deputy: that a note waits, and nothing about it."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.i18n import gettext as _
from app.core.panels import Panel, Place, panels
from app.people.models import Person
from app.safeguarding.policy import is_named
from app.safeguarding.queries import waiting_for

BEFORE_ALL_ELSE = 100


@panels("safeguarding", order=5)
def notes_that_wait(person: Person) -> Iterator[Panel]:
    """A turn where something has not been seen; nothing is asked for anybody else."""
    if is_named(person) and waiting_for(person):
        yield Panel(
            place=Place.TURN,
            title=_("A note waits for you."),
            text=_("Only you and the other one named for it can open it."),
            endpoint="safeguarding.index",
            label=_("Open your notes"),
            urgency=BEFORE_ALL_ELSE,
        )
