"""Milestones: what to have done by a day of a program, by theme, and which of them the manager may see ticked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

__all__ = [
    "DELIVERED",
    "EARLIEST_DAY",
    "LONGEST_THEME",
    "LONGEST_TITLE",
    "MOST_MILESTONES",
    "Block",
    "Milestone",
    "Standing",
    "as_stored",
    "blocks_of",
    "delivered",
    "first_day",
    "role_items",
    "way_of",
]

EARLIEST_DAY, MOST_MILESTONES = -31, 40
LONGEST_TITLE, LONGEST_THEME = 120, 40
"""What a cohort may have of its own."""
DELIVERED: frozenset[str] = frozenset()
"""Modules that a milestone may wait for and that are there by now, such as 360 feedback and surveys one day."""


class Standing(StrEnum):
    """Where a block of milestones lies: behind, here, or ahead. Nothing is ever late."""

    DONE = "done"
    HERE = "here"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something to have done by a day of the program; day 0 is the start.

    ``name`` is what a tick is kept under and outlives another wording of the ``title``. Only of a role item may the
    manager see that it is ticked. One that waits for a module is shown once that module is delivered.
    """

    day: int
    title: str
    name: str
    theme: str
    is_role_item: bool = False
    waits_for: str = ""

    def due_on(self, day_zero: date) -> date:
        """The day by which it is to be done.

        >>> Milestone(30, "A first result", "first-result", "Your role").due_on(date(2027, 1, 4))
        datetime.date(2027, 2, 3)
        """
        return day_zero + timedelta(days=self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The milestones of one day, with how many of them are ticked."""

    day: int
    due_on: date
    milestones: tuple[Milestone, ...]
    ticked: int
    standing: Standing

    @property
    def is_complete(self) -> bool:
        """Whether all of them are ticked."""
        return self.ticked == len(self.milestones)


def delivered(milestones: Iterable[Milestone]) -> tuple[Milestone, ...]:
    """Those that can be done with what there is.

    >>> feedback = Milestone(30, "Feedback from all sides", "feedback", "Feedback", waits_for="360")
    >>> delivered([feedback])
    ()
    """
    return tuple(each for each in milestones if not each.waits_for or each.waits_for in DELIVERED)


def role_items(milestones: Iterable[Milestone]) -> tuple[Milestone, ...]:
    """Those that belong to the role itself: all that the manager sees of a timeline."""
    return tuple(each for each in delivered(milestones) if each.is_role_item)


def as_stored(milestones: Iterable[Milestone]) -> dict[str, Any]:
    """What a cohort keeps of milestones that are its own, in the order of their days.

    >>> as_stored([Milestone(30, "A first result", "first-result", "Your role")])["milestones"][0]["day"]
    30
    """
    ordered = sorted(delivered(milestones), key=lambda each: each.day)
    return {"milestones": [asdict(each) | {"waits_for": ""} for each in ordered]}


def way_of(stored: Mapping[str, Any], usual: Iterable[Milestone]) -> tuple[Milestone, ...]:
    """The milestones of a cohort: those that it keeps, or as its type has them.

    >>> way = (Milestone(30, "A first result", "first-result", "Your role"),)
    >>> way_of({}, way) == way_of(as_stored(way), ()) == way, way_of(as_stored(()), way)
    (True, ())
    """
    if "milestones" not in stored:
        return delivered(usual)
    return tuple(Milestone(**each) for each in stored["milestones"])


def first_day(starts_on: date | None, joined_on: date, length: int) -> date:
    """Day 0 of somebody who joins by themselves: their start date, or the day they came in when that is long past.

    >>> first_day(date(2027, 1, 4), date(2027, 1, 20), 180), first_day(date(2019, 5, 6), date(2027, 1, 20), 180)
    (datetime.date(2027, 1, 4), datetime.date(2027, 1, 20))
    """
    if starts_on is None or joined_on - starts_on > timedelta(days=length):
        return joined_on
    return starts_on


def blocks_of(milestones: Sequence[Milestone], ticked: Iterable[str], day_zero: date, on: date) -> tuple[Block, ...]:
    """The timeline day by day. "Here" is the block whose day came last, and once it is complete the one after it.

    A block whose day has gone by with something open is behind all the same: a timeline shows the way and holds
    nothing against anybody.

    Examples
    --------
    >>> way = [Milestone(day, f"Day {day}", f"day-{day}", "Days") for day in (1, 7, 30)]
    >>> start = date(2027, 1, 4)
    >>> [each.standing.value for each in blocks_of(way, {"day-7"}, start, date(2027, 1, 12))]
    ['done', 'done', 'here']
    >>> [each.standing.value for each in blocks_of(way, {"day-1"}, start, date(2027, 1, 12))]
    ['done', 'here', 'ahead']
    """
    names, some = set(ticked), delivered(milestones)
    by_day = {day: tuple(each for each in some if each.day == day) for day in sorted({each.day for each in some})}
    counts = [sum(each.name in names for each in group) for group in by_day.values()]
    come = max(0, sum(day_zero + timedelta(days=day) <= on for day in by_day) - 1)
    is_complete = [count == len(group) for count, group in zip(counts, by_day.values(), strict=True)]
    here = come + 1 if is_complete and is_complete[come] else come
    return tuple(
        Block(
            day=day,
            due_on=day_zero + timedelta(days=day),
            milestones=group,
            ticked=counts[place],
            standing=_standing(place, here),
        )
        for place, (day, group) in enumerate(by_day.items())
    )


def _standing(place: int, here: int) -> Standing:
    if place == here:
        return Standing.HERE
    return Standing.DONE if place < here else Standing.AHEAD
