"""What the home page says to an administrator while the set-up is not finished."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.panels import Panel, Place, panels
from app.core.wording import spelled
from app.people.models import Person
from app.people.policy import is_administrator
from app.setup.pages import open_titles

URGENCY = 5


@panels("setup", order=10)
def set_up(person: Person) -> Iterator[Panel]:
    """How much of the checklist is open."""
    if not is_administrator(person):
        return
    titles = open_titles()
    if titles:
        yield Panel(
            place=Place.TURN,
            title=_left(len(titles)),
            text=_("Next: %(title)s.", title=titles[0]),
            endpoint="setup.checklist",
            label=_("Open the checklist"),
            urgency=URGENCY,
        )


def _left(count: int) -> str:
    words = spelled(count).capitalize()
    return ngettext("One thing is left to set up.", "%(words)s things are left to set up.", count, words=words)
