"""Wall times and instants: when a clock on the wall shows a time, when two people both work, which times to offer.

A meeting is agreed by the wall clock of whoever proposed it. Twice a year clocks move: a wall time in the gap does not
exist and is refused with its two neighbours; one in the hour that comes twice is the first of the two.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

__all__ = ["Calendar", "NoSuchTime", "Span", "instant_of", "is_twice", "joined", "suggested", "wall_of", "works_at"]

WALL_FORMAT = "%Y-%m-%dT%H:%M"
STEP = timedelta(minutes=30)
NINE_TO_FIVE: Mapping[str, Sequence[str]] = {str(day): ("09:00", "17:00") for day in range(1, 6)}
PREFERRED = (0.2, 0.75, 0.1)
"""Where in the hours that two share the first, second and third suggestion lie: neither at noon nor all alike."""


class NoSuchTime(Exception):
    """Clocks jump over this wall time; ``before`` and ``after`` are the nearest ones that exist."""

    def __init__(self, before: datetime, after: datetime):
        super().__init__("clocks jump over this time")
        self.before = before
        self.after = after


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From one instant to another."""

    start: datetime
    end: datetime

    def meets(self, other: "Span") -> bool:
        """Whether the two have a moment in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Calendar:
    """When somebody works, by their own clock, and what is taken already.

    ``hours`` maps the day of the week, "1" for Monday, to the first and last time of day; empty: Monday to Friday, nine
    to five.
    """

    zone: str
    hours: Mapping[str, Any] = field(default_factory=dict)
    taken: Sequence[Span] = ()

    def works(self, span: Span) -> bool:
        """Whether the whole span lies in the working hours of one day."""
        return any(day.start <= span.start and span.end <= day.end for day in self.days_around(span.start))

    def is_free(self, span: Span) -> bool:
        return self.works(span) and not any(span.meets(other) for other in self.taken)

    def days_around(self, moment: datetime) -> list[Span]:
        """The working days that may hold the moment: a day that ends after midnight began the day before."""
        today = moment.astimezone(ZoneInfo(self.zone)).date()
        return [span for back in (1, 0) if (span := self.working_day(today - timedelta(days=back))) is not None]

    def working_day(self, day: date) -> Span | None:
        """From the first to the last working hour of a day; None on a day off."""
        hours = (self.hours or NINE_TO_FIVE).get(str(day.isoweekday()))
        if not hours:
            return None
        first, last = (time.fromisoformat(each) for each in hours)
        ends_on = day if last > first else day + timedelta(days=1)
        return Span(
            _first_from(datetime.combine(day, first), self.zone),
            _first_from(datetime.combine(ends_on, last), self.zone),
        )


def instant_of(wall: datetime, zone: str) -> datetime:
    """The instant, in UTC, at which clocks in a zone show a wall time; the first of two.

    Raises `NoSuchTime` in the gap.

    Examples
    --------
    >>> instant_of(datetime(2026, 11, 26, 10), "Europe/Stockholm").isoformat()
    '2026-11-26T09:00:00+00:00'
    >>> instant_of(datetime(2026, 3, 29, 2, 30), "Europe/Stockholm")
    Traceback (most recent call last):
    programs.calendar_times.NoSuchTime: clocks jump over this time
    """
    moment = wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)
    if wall_of(moment, zone) != wall.replace(fold=0):
        raise NoSuchTime(*_neighbours(wall, zone))
    return moment


def wall_of(moment: datetime, zone: str) -> datetime:
    """What clocks in a zone show at an instant: a date and time without a zone.

    Examples
    --------
    >>> wall_of(datetime(2026, 11, 26, 9, tzinfo=UTC), "Asia/Kathmandu").strftime(WALL_FORMAT)
    '2026-11-26T14:45'
    """
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def is_twice(wall: datetime, zone: str) -> bool:
    """Whether clocks show this wall time twice, because they are set back.

    Examples
    --------
    >>> is_twice(datetime(2026, 10, 25, 2, 30), "Europe/Stockholm")
    True
    """
    first, second = (wall.replace(tzinfo=ZoneInfo(zone), fold=fold).utcoffset() for fold in (0, 1))
    return first is not None and second is not None and first > second


def works_at(calendar: Calendar, moment: datetime) -> bool:
    """Whether somebody is at work at an instant.

    Examples
    --------
    >>> works_at(Calendar("Asia/Kolkata"), datetime(2026, 11, 26, 9, tzinfo=UTC))
    True
    """
    return calendar.works(Span(moment, moment))


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same time as spans that neither overlap nor touch, the first first.

    Examples
    --------
    >>> nine, ten, noon = (datetime(2026, 11, 26, hour, tzinfo=UTC) for hour in (9, 10, 12))
    >>> joined([Span(ten, noon), Span(nine, ten)]) == [Span(nine, noon)]
    True
    """
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def suggested(
    mine: Calendar, other: Calendar, *, minutes: int, after: datetime, days: int = 21, most: int = 6
) -> list[datetime]:
    """Wall times in my zone at which both work and are free, one a day, spread over morning and afternoon.

    Parameters
    ----------
    mine, other : Calendar
    minutes : int
        How long the meeting is to last.
    after : datetime
        The instant from which on times are offered.
    days, most : int
        How far to look, and how many to find.

    Returns
    -------
    list of datetime
        At the full or half hour, in their order; empty where the two share no hours.
    """
    first = wall_of(after, mine.zone).date()
    found: list[datetime] = []
    for offset in range(days):
        free = list(_free_on(first + timedelta(days=offset), mine, other, minutes, after))
        if free:
            found.append(free[round(PREFERRED[len(found) % len(PREFERRED)] * (len(free) - 1))])
        if len(found) == most:
            break
    return found


def _free_on(day: date, mine: Calendar, other: Calendar, minutes: int, after: datetime) -> Iterator[datetime]:
    working = mine.working_day(day)
    if working is None:
        return
    wall, last = _half_hour(wall_of(working.start, mine.zone)), wall_of(working.end, mine.zone)
    while wall < last:
        start = _first_from(wall, mine.zone)
        span = Span(start, start + timedelta(minutes=minutes))
        exists = wall_of(start, mine.zone) == wall
        if exists and start >= after and mine.is_free(span) and other.is_free(span):
            yield wall
        wall += STEP


def _half_hour(wall: datetime) -> datetime:
    """The next full or half hour."""
    past = timedelta(minutes=wall.minute % 30)
    return wall if not past else wall + STEP - past


def _first_from(wall: datetime, zone: str) -> datetime:
    """The instant of a wall time; in the gap, the instant that the old clock would have shown."""
    try:
        return instant_of(wall, zone)
    except NoSuchTime as gap:
        return instant_of(gap.after, zone)


def _neighbours(wall: datetime, zone: str) -> tuple[datetime, datetime]:
    """The two readings of a time in the gap, by the clock as it will be and as it was: just before and just after."""
    later, earlier = (wall.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC) for fold in (0, 1))
    return wall_of(earlier, zone), wall_of(later, zone)
