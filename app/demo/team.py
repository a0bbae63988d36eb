"""What a manager of the demonstration left, and what his mentee lets him see."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from app.core.clock import now, today
from app.core.db import session
from app.managers.services import agree_to_busy_times, leave_suggestion
from app.meetings.services import Offer, confirm, propose
from app.pairings.models import Pairing

THOUGHTS = {
    20: "Ask Nadia’s team to show you the new bank interface.",
    5: "The budget round in January could be good practice. I would keep Thursday mornings free for it.",
}
"""By how many days ago they were left."""
IN_DAYS, AT = 16, time(10)
FRIDAY = 5


def stand_back(pair: Pairing) -> None:
    """Let the mentee’s manager leave two thoughts, and see when the two meet next. The caller commits."""
    mentee = pair.mentee.person
    if mentee.manager is None:
        return
    meeting = propose(pair, Offer(walls=[datetime.combine(_weekday(), AT)], minutes=45), actor=pair.mentor.person)
    confirm(meeting, meeting.options[0].starts_at, seen=meeting.sequence, actor=mentee)
    agree_to_busy_times(pair.mentee, mentee.manager.public_id, actor=mentee)
    for days, words in THOUGHTS.items():
        leave_suggestion(mentee, words, actor=mentee.manager).left_at = now() - timedelta(days=days)
    session().flush()


def _weekday() -> date:
    ahead = today() + timedelta(days=IN_DAYS)
    return ahead + timedelta(days=2 if ahead.isoweekday() > FRIDAY else 0)
