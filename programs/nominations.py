"""Who is taken into a program by nomination: by what, by whom, in which share; and the wish to lead (A4.3, A11)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

__all__ = ["PROMPTS", "WISHES", "Expected", "Nominations", "Wish"]


class Wish(StrEnum):
    """What somebody says to the one question that a committee hears anything of: the day of a yes."""

    YES = "yes"
    NOT_NOW = "not-now"
    NO = "no"


WISHES = {
    Wish.YES: "Yes, I would",
    Wish.NOT_NOW: "Not now",
    Wish.NO: "No, that is not for me",
}

PROMPTS = {
    "whom": "Whom would it help if you led?",
    "give-up": "What would you give up for it?",
    "better": "When did you make others better at something?",
    "untitled": "What would you do with no title at all?",
}
"""What somebody asks themselves; what they write is opened by nobody else, and nothing is worked out from it."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One thing that a committee looks for, by its name and in a sentence."""

    name: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominations:
    """How a program type takes people in by nomination.

    Parameters
    ----------
    expected : tuple of Expected
        What a committee looks for, and nothing else.
    reports, milestones : int
        So many signed reports and milestones that a nominee attaches say as much as words of their own.
    committee : int
        The least people on a committee, and written reasons before a decision.
    least_share, most_share : float
        Of those whom it could have been, so many are usually taken.
    talk_days : int
        Days until a nominee who was not taken has had a talk.
    others_after_days : int
        So many days after that, everybody else on the committee is asked to have it.
    wish_days : int
        Days that a yes to the wish to lead holds; then it is asked again.
    kept_days : int
        Days that the file of somebody who was not taken is kept.
    """

    expected: tuple[Expected, ...]
    reports: int = 2
    milestones: int = 2
    committee: int = 3
    least_share: float = 0.05
    most_share: float = 0.15
    talk_days: int = 10
    others_after_days: int = 3
    wish_days: int = 365
    kept_days: int = 365

    def speaks_for_itself(self, reports: int, milestones: int) -> bool:
        """Whether what is attached is evidence enough, so that a nominee need write nothing.

        Examples
        --------
        >>> here = Nominations(expected=())
        >>> here.speaks_for_itself(2, 2), here.speaks_for_itself(2, 1)
        (True, False)
        """
        return reports >= self.reports and milestones >= self.milestones

    def holds(self, said_on: date, today: date) -> bool:
        """Whether what somebody said of their wish still counts.

        Examples
        --------
        >>> Nominations(expected=()).holds(date(2026, 11, 20), date(2027, 11, 21))
        False
        """
        return today <= said_on + timedelta(days=self.wish_days)

    def talk_by(self, decided_on: date) -> date:
        """The last day for the talk with somebody who was not taken.

        Examples
        --------
        >>> Nominations(expected=()).talk_by(date(2026, 11, 20)).isoformat()
        '2026-11-30'
        """
        return decided_on + timedelta(days=self.talk_days)

    def is_for_all(self, talk_by: date, today: date) -> bool:
        """Whether a talk that nobody has had is overdue for so long that anybody of the committee is to have it.

        Examples
        --------
        >>> here, due = Nominations(expected=()), date(2026, 11, 30)
        >>> here.is_for_all(due, date(2026, 12, 3)), here.is_for_all(due, date(2026, 12, 4))
        (False, True)
        """
        return today > talk_by + timedelta(days=self.others_after_days)

    def is_unusual(self, taken: int, of: int, *, is_over: bool) -> bool:
        """Whether an unusual share of those whom it could have been is taken; few are, until all are decided.

        Examples
        --------
        >>> here = Nominations(expected=())
        >>> here.is_unusual(16, 100, is_over=False), here.is_unusual(15, 100, is_over=True)
        (True, False)
        >>> here.is_unusual(4, 100, is_over=False), here.is_unusual(4, 100, is_over=True)
        (False, True)
        """
        share = taken / of if of else 0.0
        return share > self.most_share or (is_over and share < self.least_share)
