"""What the home page says to one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.core.actor import Actor
from app.core.clock import now
from app.core.i18n import gettext as _
from app.core.organisation import organisation
from app.core.panels import Panel, Place, panels_of

NOON = 12
EVENING = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """One thing to do at most, then what there is to know, what is open, and what comes later."""

    greeting: str
    lead: str
    turn: Panel | None
    waiting: Sequence[Panel]
    letters: Sequence[Panel]
    doors: Sequence[Panel]
    later: Sequence[Panel]
    margin: Sequence[Panel]

    @property
    def has_news(self) -> bool:
        return bool(self.turn or self.letters)


def home_page(person: Actor) -> HomePage:
    """Gather the panels of all areas for ``person``."""
    panels = panels_of(person)
    turns, letters = panels[Place.TURN], panels[Place.LETTER]
    return HomePage(
        greeting=greeting(person),
        lead="" if turns or letters else _nothing_expected(),
        turn=turns[0] if turns else None,
        waiting=turns[1:],
        letters=letters,
        doors=panels[Place.DOOR],
        later=panels[Place.LATER],
        margin=panels[Place.MARGIN],
    )


def greeting(person: Actor) -> str:
    """Say good morning, afternoon or evening by the clock where the person works."""
    hour = now().astimezone(ZoneInfo(person.time_zone or organisation().time_zone)).hour
    if hour < NOON:
        return _("Good morning, %(name)s.", name=person.first_name)
    if hour < EVENING:
        return _("Good afternoon, %(name)s.", name=person.first_name)
    return _("Good evening, %(name)s.", name=person.first_name)


def _nothing_expected() -> str:
    return _(
        "You are not taking part in a program at the moment, and nothing is expected of you. "
        "Here is what is open to you, should you want company on the way."
    )
