"""A stretch task: work a little larger than one’s present work, with an end, and with a sponsor who agreed to it.

It is for learning. Nobody is rated by it, no manager sets or approves it, and what comes of it is told in the words of
the two whom it concerns.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from programs.rules import RuleBroken

__all__ = ["LIVE", "SPONSORED", "Days", "Standing", "State", "Stretch", "standing"]


class State(StrEnum):
    """Where a task stands. ``NOT_POSSIBLE``: a no, a silence, and a sponsor who has left, which all read the same."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    REVIEWED = "reviewed"
    NOT_POSSIBLE = "not-possible"
    WITHDRAWN = "withdrawn"


class Standing(StrEnum):
    """The same by the calendar: what was agreed is under way from its first day on."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    UNDER_WAY = "under-way"
    REVIEWED = "reviewed"
    NOT_POSSIBLE = "not-possible"
    WITHDRAWN = "withdrawn"


LIVE = frozenset({State.PROPOSED, State.AGREED})
"""Of these a mentee has one at a time."""
SPONSORED = frozenset({State.AGREED, State.REVIEWED})
"""These have a sponsor who said yes."""


def standing(state: State, begins_on: date, today: date) -> Standing:
    """Where a task stands on a day.

    Examples
    --------
    >>> monday = date(2026, 11, 23)
    >>> standing(State.AGREED, monday, monday), standing(State.AGREED, monday, date(2026, 11, 22))
    (<Standing.UNDER_WAY: 'under-way'>, <Standing.AGREED: 'agreed'>)
    """
    if state is State.AGREED and begins_on <= today:
        return Standing.UNDER_WAY
    return Standing(state.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """When a task begins and ends, and when the two look back on it."""

    begins_on: date
    ends_on: date
    review_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What a program type makes of it: how long a task is at most, and what happens by itself when.

    A sponsor has ``answer_days`` working days; a reminder leaves ``remind_days`` before the two look back; everything
    is deleted ``kept_days`` after the end of the cohort. ``milestones`` of the type are about
    it, by name; ``sparks`` are examples for somebody who has no idea yet.
    """

    longest_days: int = 183
    answer_days: int = 5
    remind_days: int = 7
    kept_days: int = 365
    milestones: tuple[str, ...] = ()
    sparks: tuple[str, ...] = (
        "Lead something that crosses two departments, and has an end.",
        "Present to people who decide, and answer their questions.",
        "Take over something that has gone wrong, and find out why.",
        "Build what somebody else will run after you.",
    )

    def check(self, days: Days, *, today: date, cohort_ends_on: date) -> None:
        """Raise RuleBroken, naming the field, for days that no task has."""
        if days.ends_on < days.begins_on:
            raise RuleBroken("It cannot end before it begins.", field="ends_on")
        if days.ends_on <= today:
            raise RuleBroken("This day is over. Choose a later one.", field="ends_on")
        if days.ends_on - days.begins_on > timedelta(days=self.longest_days):
            raise RuleBroken(
                "A stretch task takes {days} days at most. Choose an earlier end.",
                field="ends_on",
                days=str(self.longest_days),
            )
        if days.review_on < days.begins_on or days.review_on <= today:
            raise RuleBroken("Choose a day after it has begun.", field="review_on")
        if days.review_on > cohort_ends_on:
            raise RuleBroken("Look back before the cohort ends. Choose an earlier day.", field="review_on")
