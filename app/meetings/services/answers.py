"""An offer is answered, and an agreed meeting called off: one of the two does it, the other is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.outbox import send_many
from app.meetings.models import Meeting, MeetingOption, MeetingState
from app.meetings.services.offers import refuse_settled
from app.meetings.services.rows import current, what_is_new
from app.pairings.pauses import refuse_paused
from app.people.models import Person


def confirm(meeting: Meeting, starts_at: datetime, *, seen: int, actor: Person) -> None:
    """Agree to one of the times that the other has offered; both get it for their calendars.

    Raises Conflict where the meeting has changed meanwhile, RuleBroken for a time that has passed or one's own offer.
    """
    meeting = current(meeting, seen, actor)
    refuse_paused(meeting.pairing)
    refuse_settled(meeting, actor)
    option = next((each for each in meeting.options if each.starts_at == starts_at), None)
    if option is None:
        raise Conflict(what_is_new(meeting, actor))
    if meeting.proposed_by_id == actor.id:
        raise RuleBroken(_("You offered these times yourself. It is for the other to choose one."))
    if starts_at <= now():
        raise RuleBroken(_("This time has passed. Choose another, or offer others."), field="time")
    kind = "meeting_moved" if meeting.state is MeetingState.CONFIRMED else "meeting_confirmed"
    _agree(meeting, option)
    record(actor, f"meeting.{kind.removeprefix('meeting_')}", meeting)
    tell_both(kind, [meeting])


def keep_time(meeting: Meeting, *, seen: int, actor: Person) -> None:
    """Leave an agreed meeting where it is, although other times were offered: by either of the two.

    Raises Conflict where the meeting has changed meanwhile, RuleBroken where there is no agreed time to keep.
    """
    meeting = current(meeting, seen, actor)
    refuse_settled(meeting, actor)
    if meeting.state is not MeetingState.CONFIRMED or not meeting.options:
        raise RuleBroken(_("No other times are on offer for this meeting."))
    meeting.options.clear()
    meeting.sequence += 1
    session().flush()
    record(actor, "meeting.kept", meeting)
    if meeting.proposed_by_id != actor.id and meeting.proposed_by.email:
        ids = {"meeting_id": meeting.id, "person_id": meeting.proposed_by_id, "stays": True}
        send_many("meeting_confirmed", [(meeting.proposed_by.email, ids)])


def cancel(meeting: Meeting, *, seen: int, actor: Person) -> None:
    """Call an agreed meeting off, or take an offer back. Raises as ``confirm`` does."""
    meeting = current(meeting, seen, actor)
    refuse_settled(meeting, actor)
    cancel_all([meeting], actor=actor)


def cancel_all(meetings: Sequence[Meeting], *, actor: Person | None) -> None:
    """Cancel meetings and offers; what was agreed leaves the calendars of both."""
    agreed = [meeting for meeting in meetings if meeting.starts_at is not None]
    for meeting in meetings:
        meeting.state = MeetingState.CANCELLED
        meeting.sequence += 1
        meeting.options.clear()
        record(actor, "meeting.cancelled", meeting)
    session().flush()
    tell_both("meeting_cancelled", agreed)


def tell_both(kind: str, meetings: Iterable[Meeting]) -> None:
    """Write to the two of each meeting, to each in their own time zone."""
    letters = [
        (person.email, {"meeting_id": meeting.id, "person_id": person.id})
        for meeting in meetings
        for person in (meeting.pairing.mentee.person, meeting.pairing.mentor.person)
        if person.email and person.is_active
    ]
    if letters:
        send_many(kind, letters)


def _agree(meeting: Meeting, option: MeetingOption) -> None:
    meeting.state = MeetingState.CONFIRMED
    meeting.starts_at, meeting.wall_time, meeting.zone = option.starts_at, option.wall_time, option.zone
    meeting.minutes, meeting.place = option.minutes, option.place
    meeting.options.clear()
    meeting.sequence += 1
    session().flush()
