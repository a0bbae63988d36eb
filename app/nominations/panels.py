"""What the home page says: to a nominee that there is something to read, to a member that something waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.panels import Panel, Place, panels
from app.core.wording import day, spelled
from app.nominations.models import NominationFile, Proposal
from app.nominations.pages import Standing, standings
from app.nominations.queries import day_here, talks_before, waiting_for
from app.people.models import Person

TALK, REASON, ANSWERED = 13, 11, 8
ASKED_AGAIN = timedelta(days=365)


@panels("nominations.committee", order=30)
def what_waits(person: Person) -> Iterator[Panel]:
    """To a member: so many wait for a reason, and whom to talk with."""
    if not person.sits_on_committee:
        return
    for file in talks_before(person)[:1]:
        yield _talk(file)
    waiting = waiting_for(person)
    if waiting:
        yield _reasons(len(waiting))


@panels("nominations.own", order=31)
def about_oneself(person: Person) -> Iterator[Panel]:
    """To somebody who was put forward, or whom a committee has answered."""
    for standing in standings(person).mine:
        panel = _own(standing)
        if panel is not None:
            yield panel


@panels("nominations.open", order=80)
def open_to_everybody(person: Person) -> Iterator[Panel]:
    """That one can put oneself forward where one has not; and after a year, the one question again."""
    if standings(person).others:
        yield Panel(
            place=Place.DOOR,
            title=_("Put yourself forward"),
            text=_("For people who would like to lead. Your own word counts as much as a manager’s."),
            endpoint="nominations.own",
            label=_("See what is open"),
            note=_("You see what a committee sees, and approve it."),
        )
    if person.wished_on is not None and person.wished_on + ASKED_AGAIN < day_here():
        yield Panel(
            place=Place.DOOR,
            title=_("Would you like to lead?"),
            text=_("A year ago you answered. Is it so still? Both ways are good ones."),
            endpoint="nominations.wish",
            label=_("Answer anew"),
        )


def _talk(file: NominationFile) -> Panel:
    asked = {"day": day(file.talk_by) if file.talk_by else ""}
    if file.talk_by is not None and file.talk_by < day_here():
        text = _("It was to be by %(day)s, and they have not heard anybody yet.", **asked)
    else:
        text = _("By %(day)s: they read the committee’s words, and should hear them too.", **asked)
    return Panel(
        place=Place.TURN,
        title=_("Talk with %(name)s.", name=file.nominee.name),
        text=text,
        endpoint="nominations.committees",
        label=_("Read what was written"),
        urgency=TALK,
    )


def _reasons(count: int) -> Panel:
    return Panel(
        place=Place.TURN,
        title=ngettext(
            "One person waits for your reason.",
            "%(count)s people wait for your reasons.",
            count,
            count=spelled(count).capitalize(),
        ),
        text=_("Write yours first; then you read what the others on the committee wrote."),
        endpoint="nominations.committees",
        label=_("Read what they show you"),
        urgency=REASON,
    )


def _own(standing: Standing) -> Panel | None:
    file, here = standing.file, {"selection_id": standing.selection.public_id}
    if file is None or (file.outcome is None and file.approved_at is None):
        if not standing.by:
            return None
        return Panel(
            place=Place.LETTER,
            title=_("You were put forward"),
            note=standing.selection.cohort.name,
            text=_("Nobody looks at it before you agree. If you let it lie, nobody hears that you did."),
            endpoint="nominations.stand",
            values=here,
            label=_("Read by whom, and what for"),
        )
    return _answered(file, here)


def _answered(file: NominationFile, here: dict[str, str]) -> Panel | None:
    if file.outcome is not Proposal.NOT_NOW or file.talk_held_on is not None:
        return None
    return Panel(
        place=Place.TURN,
        title=_("The committee has answered you."),
        text=_("Read its words, and when somebody talks with you about them."),
        endpoint="nominations.stand",
        values=here,
        label=_("Read it"),
        urgency=ANSWERED,
    )
