"""The link in the letter that asks how a meeting was: for one meeting and one person, for 14 days, without signing in.

It is signed and stored nowhere: the meeting's public id, then a keyed digest of meeting and person. Opening it changes
nothing, for mail programs open links too.
"""

from __future__ import annotations

import hmac

from app.accounts.tokens import keyed
from app.core.clock import now
from app.core.db import PUBLIC_ID_LENGTH
from app.meetings.models import Meeting
from app.meetings.queries import LOGGED_WITHIN, meeting_by_public_id
from app.people.models import Person

SIGNATURE_LENGTH = 32


def log_key(meeting: Meeting, person: Person) -> str:
    """The key of the link for this meeting and this person."""
    return meeting.public_id + _signature(meeting, person)


def opened_by(key: str) -> tuple[Meeting, Person] | None:
    """The meeting and the person of a key that is genuine; None for any other, and for somebody who has left."""
    meeting = meeting_by_public_id(key[:PUBLIC_ID_LENGTH])
    if meeting is None:
        return None
    both = (meeting.pairing.mentee.person, meeting.pairing.mentor.person)
    holder = next((each for each in both if _is_signed_for(key, meeting, each)), None)
    return (meeting, holder) if holder is not None and holder.is_active else None


def is_in_time(meeting: Meeting) -> bool:
    """Whether the 14 days since the question are not over."""
    return meeting.asked_at is not None and now() < meeting.asked_at + LOGGED_WITHIN


def _is_signed_for(key: str, meeting: Meeting, person: Person) -> bool:
    return hmac.compare_digest(key[PUBLIC_ID_LENGTH:].encode(), _signature(meeting, person).encode())


def _signature(meeting: Meeting, person: Person) -> str:
    return keyed("log-meeting", f"{meeting.public_id}|{person.public_id}")[:SIGNATURE_LENGTH]
