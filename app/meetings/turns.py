"""Whose turn it is in pairs that have times on offer, a meeting ahead, or one to log."""

from __future__ import annotations

from collections.abc import Sequence

from app.cohorts.models import Side
from app.meetings.models import Meeting
from app.meetings.queries import open_meetings, waits_for_log
from app.pairings.models import Pairing
from app.pairings.pauses import paused_among
from app.pairings.turns import Turns, turn_finder


@turn_finder
def turns_about_meetings(pairings: Sequence[Pairing]) -> Turns:
    """The side that is to choose a time, else the one to log; nobody where a meeting lies ahead or the pair pauses."""
    turns: dict[int, Side | None] = {}
    for meeting in sorted(open_meetings(pairings), key=_importance):
        turns[meeting.pairing_id] = _side(meeting)
    return turns | dict.fromkeys(paused_among([pairing.id for pairing in pairings]))


def _importance(meeting: Meeting) -> int:
    """What outdoes the rest comes last."""
    if meeting.options:
        return 2
    return 1 if waits_for_log(meeting) else 0


def _side(meeting: Meeting) -> Side | None:
    if meeting.options:
        by_mentor = meeting.proposed_by_id == meeting.pairing.mentor.person_id
        return Side.MENTEE if by_mentor else Side.MENTOR
    return Side.MENTOR if waits_for_log(meeting) else None
