"""The hours in which somebody works, day by day: how they are kept, checked and said in words.

Kept as the day of the week, "1" for Monday, to the first and last time of day; empty: not told, and taken as Monday to
Friday, nine to five. A day whose last hour is before its first one ends on the next day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from itertools import groupby
from typing import Any

from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l

Week = Mapping[str, Any]

DAYS = {
    "1": _l("Monday"),
    "2": _l("Tuesday"),
    "3": _l("Wednesday"),
    "4": _l("Thursday"),
    "5": _l("Friday"),
    "6": _l("Saturday"),
    "7": _l("Sunday"),
}
UNTIL_TOLD: Week = {day: ["09:00", "17:00"] for day in "12345"}


def hours_of_day(week: Week, day: str) -> tuple[time, time] | None:
    """The first and last time of one day, None on a day off."""
    hours = (week or UNTIL_TOLD).get(day)
    return (time.fromisoformat(hours[0]), time.fromisoformat(hours[1])) if hours else None


def kept(days: Mapping[str, tuple[time, time]]) -> dict[str, Any]:
    """The week as it is kept."""
    return {day: [first.strftime("%H:%M"), last.strftime("%H:%M")] for day, (first, last) in sorted(days.items())}


def check_week(week: Week) -> str | None:
    """The sentence about what cannot be kept, None where all is well."""
    for day, hours in week.items():
        if day not in DAYS or len(hours) != 2 or not all(map(_is_time, hours)):
            return _("Working hours are a day of the week with the first and the last time of day.")
        if hours[0] == hours[1]:
            return _("%(day)s: it begins and ends at the same time.", day=DAYS[day])
    return None


def in_words(week: Week) -> str:
    """Days with the same hours together: “Monday to Thursday 9:00 to 17:00, Friday 9:00 to 13:00”."""
    told = [(day, hours_of_day(week, day)) for day in DAYS]
    spans = []
    for hours, run in groupby(told, key=lambda each: each[1]):
        days = [day for day, _hours in run]
        if hours is not None:
            spans.append(f"{_days(days)} {_times(*hours)}")
    return ", ".join(spans)


def _days(days: list[str]) -> str:
    if len(days) == 1:
        return str(DAYS[days[0]])
    return _("%(first)s to %(last)s", first=DAYS[days[0]], last=DAYS[days[-1]])


def _times(first: time, last: time) -> str:
    return _("%(first)s to %(last)s", first=_time(first), last=_time(last))


def _time(moment: time) -> str:
    return f"{moment.hour}:{moment.minute:02}"


def _is_time(text: Any) -> bool:
    try:
        return isinstance(text, str) and time.fromisoformat(text).strftime("%H:%M") == text
    except ValueError:
        return False
