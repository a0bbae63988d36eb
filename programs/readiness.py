"""How ready somebody is for a role: three bands, each with dated evidence, and none good for more than a year."""

from datetime import date
from enum import StrEnum

__all__ = ["CAP", "MONTHS", "REVIEW_MONTHS", "VALID_MONTHS", "Band", "is_valid", "months_on", "valid_until"]

VALID_MONTHS = 12
"""After so many months a judgement of readiness says nothing any more (domain.md, A8 and B7)."""
REVIEW_MONTHS = 6
"""How often the owners of a plan look at each name on its slate again."""
MONTHS = (12, 24)
"""The shortest and the longest that an executive and a protégé work together."""
CAP = 2
"""How many protégés an executive takes on at once; a third is refused."""

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Band(StrEnum):
    """When somebody could take the role on; no score, and no name for the person."""

    NOW = "now"
    SOON = "soon"
    LATER = "later"


def months_on(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day.

    >>> months_on(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    count = day.month - 1 + months
    year, month = day.year + count // 12, count % 12 + 1
    leap = month == 2 and (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return date(year, month, min(day.day, _DAYS[month - 1] + leap))


def valid_until(seen_on: date) -> date:
    """The last day on which evidence of that day still counts."""
    return months_on(seen_on, VALID_MONTHS)


def is_valid(seen_on: date, today: date) -> bool:
    """Whether a judgement still counts: not of a day to come, and not older than a year.

    >>> is_valid(date(2026, 9, 3), date(2027, 9, 3)), is_valid(date(2026, 9, 3), date(2027, 9, 4))
    (True, False)
    """
    return seen_on <= today <= valid_until(seen_on)
