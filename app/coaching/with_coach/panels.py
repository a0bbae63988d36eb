"""What the home page says about coaching: whose turn it is, and nothing of what it is about."""

from __future__ import annotations

from collections.abc import Iterator

from app.coaching.models import Engagement
from app.coaching.queries import engagements_of
from app.coaching.reports.queries import before, documents_for
from app.coaching.with_coach.pages import waiting_for
from app.coaching.with_coach.policy import WithCoachAction, is_coaching
from app.coaching.with_coach.queries import newest_signatures, offers_to
from app.core.access import can
from app.core.i18n import gettext as _
from app.core.panels import Panel, Place, panels
from app.people.models import Person
from programs.engagements import EngagementState

READ, SIGN, ANSWER = 9, 8, 8


@panels("coaching_with_a_coach", order=60)
def coaching_turns(person: Person) -> Iterator[Panel]:
    """A report before me, an agreement to sign, a client who asks; then what my manager offers."""
    for report in before(person):
        yield _turn(
            _("Your coach has laid a report before you."),
            _("Nobody else knows of it until you have signed."),
            "coaching.report",
            {"report_id": report.public_id},
            _("Read it"),
            READ,
        )
    for engagement in engagements_of(person):
        if is_coaching(engagement):
            yield from _turn_of(engagement, person)
    if offers_to(person):
        yield Panel(
            place=Place.DOOR,
            title=_("Coaching is open to you."),
            text=_("Your manager offers it. No answer is owed, and none is shown to them."),
            endpoint="coaching.index",
            label=_("Look at it"),
        )


def _turn_of(engagement: Engagement, person: Person) -> Iterator[Panel]:
    values = {"engagement_id": engagement.public_id}
    if can(person, WithCoachAction.ANSWER, engagement):
        text = _("Take it on, or leave it to another coach. No reason is asked.")
        yield _turn(_("Somebody asks you to coach them."), text, "coaching.coaching", values, _("Read it"), ANSWER)
    elif engagement.state is EngagementState.AGREEING and person in waiting_for(
        engagement, newest_signatures(engagement)
    ):
        text = _("Three people sign it before the first session. Read what is told to whom.")
        yield _turn(_("An agreement waits for you."), text, "coaching.agreement", values, _("Read it"), SIGN)


def _turn(title: str, text: str, endpoint: str, values: dict[str, str], label: str, urgency: int) -> Panel:
    return Panel(
        place=Place.TURN, title=title, text=text, endpoint=endpoint, values=values, label=label, urgency=urgency
    )


@panels("coaching_documents", order=61)
def documents(person: Person) -> Iterator[Panel]:
    """Whom somebody let me read a report of."""
    found = documents_for(person)
    if found:
        yield Panel(
            place=Place.LETTER,
            title=_("Documents for you"),
            template="coaching/reports/_documents.html",
            context={"documents": found},
        )
