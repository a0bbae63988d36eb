"""Twenty meetings of each pair: most of them held, one agreed, one proposed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.core.clock import now
from app.meetings.models import Meeting, MeetingOption, MeetingState
from benchmarks.large.copying import Copier
from benchmarks.large.pairs import Pair

MEETINGS = 1_000_000
ZONE = ZoneInfo("Europe/Stockholm")


def write_meetings(copier: Copier, pairs: Sequence[Pair], chance: random.Random) -> None:
    copier.copy(Meeting, _meetings(pairs, chance))
    copier.copy(MeetingOption, _options(pairs))


def _each(pairs: Sequence[Pair]) -> Iterator[tuple[int, int, Pair]]:
    """The number of each meeting, its place among those of its pair from the last one back, and the pair."""
    for number in range(MEETINGS):
        yield number + 1, number // len(pairs), pairs[number % len(pairs)]


def _meetings(pairs: Sequence[Pair], chance: random.Random) -> Iterator[dict[str, Any]]:
    moment = now()
    for number, place, pair in _each(pairs):
        state = _state(place, pair, chance)
        starts = _start(moment, place, pair)
        is_logged = state in {MeetingState.HELD, MeetingState.NOT_HELD}
        is_agreed = state is not MeetingState.PROPOSED
        yield {
            "id": number,
            "pairing_id": pair.number,
            "state": state,
            "proposed_by_id": pair.mentor.person,
            "proposed_at": starts - timedelta(days=5),
            "starts_at": starts if is_agreed else None,
            "wall_time": _wall_time(starts) if is_agreed else None,
            "zone": ZONE.key,
            "place": "https://meet.northmere.example/room",
            "asked_at": starts + timedelta(hours=1) if is_logged else None,
            "logged_at": starts + timedelta(hours=2) if is_logged else None,
            "logged_by_id": pair.mentee.person if is_logged else None,
            "held_minutes": 45 if state is MeetingState.HELD else None,
        }


def _state(place: int, pair: Pair, chance: random.Random) -> MeetingState:
    if pair.is_open and place < 2:
        return (MeetingState.PROPOSED, MeetingState.CONFIRMED)[place]
    drawn = chance.random()
    return MeetingState.HELD if drawn < 0.9 else MeetingState.NOT_HELD if drawn < 0.95 else MeetingState.CANCELLED


def _start(moment: datetime, place: int, pair: Pair) -> datetime:
    """Every eight days back from a fortnight ahead, or from the end of the cohort."""
    last = moment + timedelta(days=14) if pair.is_open else moment - timedelta(days=30)
    return last.replace(hour=9, minute=0, second=0, microsecond=0) - timedelta(
        days=8 * place, minutes=-pair.number % 480
    )


def _wall_time(starts: datetime) -> str:
    return starts.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M")


def _options(pairs: Sequence[Pair]) -> Iterator[dict[str, Any]]:
    moment = now()
    for number, place, pair in _each(pairs):
        if place > 0:
            return
        if pair.is_open:
            for days in range(3):
                starts = _start(moment, place, pair) + timedelta(days=days)
                when = {"starts_at": starts, "wall_time": _wall_time(starts), "zone": ZONE.key}
                yield {"meeting_id": number, **when}
