"""What the home page says: to the client, to the manager who judges, to the advisor, to the desk. To nobody else."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select

from app.coaching.models import Engagement
from app.coaching.pages import As, CaseView
from app.coaching.policy import CoachingAction
from app.coaching.queries import engagements_of, those_who_wait
from app.core.access import can
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.i18n import ngettext
from app.core.panels import Panel, Place, panels
from app.core.wording import spelled
from app.people.models import Person
from programs.engagements import EngagementKind, EngagementState, Outcome

TURNS = {
    EngagementState.REFERRED: _l("There is a document for you to read first"),
    EngagementState.OFFERED: _l("An advisor is found. Is it the right one?"),
}
URGENT = 15


@panels("coaching", order=20)
def advising(person: Person) -> Iterator[Panel]:
    """A turn for each engagement in which something is to be done, one line for each that goes on."""
    for each in engagements_of(person):
        if each.kind is EngagementKind.ADVISING:
            panel = _turn(CaseView(each, person))
            if panel is not None:
                yield panel


@panels("coaching.desk", order=40)
def waiting(person: Person) -> Iterator[Panel]:
    """For the desk: how many wait."""
    if not can(person, CoachingAction.DESK):
        return
    waiting = those_who_wait(person).with_only_columns(Engagement.id).order_by(None).subquery()
    count = session().scalar(select(func.count()).select_from(waiting)) or 0
    if count:
        title = ngettext(
            "One person waits for an advisor.",
            "%(spelled)s people wait for an advisor.",
            count,
            spelled=spelled(count).capitalize(),
        )
        yield Panel(
            place=Place.TURN,
            title=title,
            text=_("Find somebody who has room, or say by when there will be an answer."),
            endpoint="coaching.desk",
            label=_("Open the desk"),
            urgency=5,
        )


def _turn(view: CaseView) -> Panel | None:
    engagement = view.engagement
    if view.role is As.CLIENT and engagement.state in TURNS:
        is_found = engagement.state is EngagementState.OFFERED
        label = _("See who it is") if is_found else _("Read it")
        return _panel(view, str(TURNS[engagement.state]), _("Nobody else sees what you decide."), label)
    if view.role is As.MANAGER and _is_asked(engagement):
        title = _("Three months later: one question about %(name)s", name=engagement.client.name)
        return _panel(view, title, _("It is asked once."), _("Answer"))
    if view.role is As.MANAGER and view.is_under_way and view.is_to_judge:
        title = _("A milestone has come: how far is %(name)s?", name=engagement.client.name)
        return _panel(view, title, _("Area by area, with an example."), _("Judge"))
    return None


def _panel(view: CaseView, title: str, text: str, label: str) -> Panel:
    return Panel(
        place=Place.TURN,
        title=title,
        text=text,
        endpoint="coaching.show",
        values={"case_id": view.engagement.public_id},
        label=label,
        urgency=URGENT,
    )


def _is_asked(engagement: Engagement) -> bool:
    return engagement.outcome is Outcome.MET and engagement.asked_on is not None and engagement.still_meets is None
