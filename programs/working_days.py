"""Working days: Monday to Friday. Public holidays differ from place to place and count as working days here."""

from datetime import date, timedelta

__all__ = ["add_working_days", "working_days_between"]

SATURDAY = 5


def add_working_days(day: date, days: int) -> date:
    """The working day that is so many working days after a day.

    Examples
    --------
    >>> add_working_days(date(2026, 11, 20), 5), add_working_days(date(2026, 11, 21), 1)
    (datetime.date(2026, 11, 27), datetime.date(2026, 11, 23))
    """
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < SATURDAY
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days there are after the first day, up to and including the last; 0 when it is not later.

    Examples
    --------
    >>> friday = date(2026, 11, 20)
    >>> working_days_between(friday, date(2026, 11, 27)), working_days_between(friday, date(2026, 11, 22))
    (5, 0)
    """
    days = max(0, (last - first).days)
    weeks, rest = divmod(days, 7)
    return 5 * weeks + sum((last - timedelta(days=back)).weekday() < SATURDAY for back in range(rest))
