"""What the home page says to everybody about themselves."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.access import can
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.panels import Panel, Place, panels
from app.core.wording import spelled
from app.people.models import Person
from app.people.policy import SkillAction
from app.people.queries import skills_in_short


@panels("people", order=50)
def about_oneself(person: Person) -> Iterator[Panel]:
    """A text that only they see yet, skills that nobody can find yet, and colleagues to look up."""
    if person.about_draft:
        yield Panel(
            place=Place.TURN,
            title=_("A text about you came with an import. Shall colleagues see it?"),
            text=_("So far only you do. You can change it, show it, or throw it away."),
            endpoint="people.own",
            label=_("Read it"),
            urgency=2,
        )
    if skills_in_short(person, with_proposals=can(person, SkillAction.CURATE)).has_own:
        yield _look_around()
        return
    yield Panel(
        place=Place.DOOR,
        title=_("Say what you can do"),
        text=_("Colleagues who want to learn it find you by it, and so does a match."),
        endpoint="people.own_skills",
        label=_("Choose your skills"),
        note=_("Four phrases from “new to me” to “can teach”. Two minutes, and you can change it any day."),
    )
    yield _look_around()


@panels("people.skills", order=60)
def skills_to_answer(person: Person) -> Iterator[Panel]:
    """For administrators: proposals that wait for a yes, another word, or a no with a reason."""
    waiting = skills_in_short(person, with_proposals=can(person, SkillAction.CURATE)).proposed
    if waiting:
        yield Panel(
            place=Place.TURN,
            title=_waits(waiting),
            text=_("Take it into the list, merge it with another word, or say why not."),
            endpoint="people.skills",
            label=_("Answer"),
        )


def _waits(count: int) -> str:
    words = spelled(count).capitalize()
    return ngettext(
        "One proposed skill waits for your answer.",
        "%(words)s proposed skills wait for your answer.",
        count,
        words=words,
    )


def _look_around() -> Panel:
    return Panel(
        place=Place.DOOR,
        title=_("Who knows what here?"),
        text=_("Look colleagues up by name, by what they do, or by a skill."),
        endpoint="people.directory",
        label=_("Look people up"),
        note=_("Nobody learns whom you looked for."),
    )
