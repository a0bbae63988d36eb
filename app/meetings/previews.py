"""Which meetings the letters are shown with while developing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.core.db import session
from app.core.mail_previews import preview
from app.meetings.models import Meeting, MeetingState


def _newest(state: MeetingState) -> dict[str, Any] | None:
    """The newest meeting in a state that has or had a time, with the one who was offered it."""
    found = select(Meeting).where(Meeting.state == state).order_by(Meeting.id.desc()).limit(1)
    meeting = session().scalar(found)
    if meeting is None or (meeting.starts_at is None and state is not MeetingState.PROPOSED):
        return None
    both = (meeting.pairing.mentor.person_id, meeting.pairing.mentee.person_id)
    return {"meeting_id": meeting.id, "person_id": next(each for each in both if each != meeting.proposed_by_id)}


@preview("meeting_proposed")
def proposed() -> dict[str, Any] | None:
    return _newest(MeetingState.PROPOSED)


@preview("meeting_confirmed")
def confirmed() -> dict[str, Any] | None:
    return _newest(MeetingState.CONFIRMED)


@preview("meeting_moved")
def moved() -> dict[str, Any] | None:
    return _newest(MeetingState.CONFIRMED)


@preview("meeting_cancelled")
def cancelled() -> dict[str, Any] | None:
    return _newest(MeetingState.CANCELLED)


@preview("how_was_it")
def asked() -> dict[str, Any] | None:
    return _newest(MeetingState.CONFIRMED)
