"""What the home page says to whoever took a role on: a question, without a word of what it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.i18n import gettext as _
from app.core.panels import Panel, Place, panels
from app.people.mentor_seats import doors_for
from app.people.models import Person
from app.succession.services.offering import asked_to_mentor

SHOWN = 3


@panels("succession", order=90)
def would_you_be_a_mentor(person: Person) -> Iterator[Panel]:
    """While the question is open and there is a cohort that they could join as a mentor."""
    candidate_id = asked_to_mentor(person)
    doors = doors_for(person) if candidate_id else []
    if not doors:
        return
    yield Panel(
        place=Place.LETTER,
        title=_("Would you do for somebody what was done for you?"),
        template="succession/_mentor.html",
        context={"doors": doors[:SHOWN], "candidate_id": candidate_id},
    )
