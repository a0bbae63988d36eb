"""Days from Monday to Friday, counted on and between."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from programs.working_days import add_working_days, working_days_between

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 1, 1))


@given(DAYS, st.integers(min_value=1, max_value=40))
def test_working_days_added_are_counted_between(day: date, days: int) -> None:
    then = add_working_days(day, days)

    assert working_days_between(day, then) == days
    assert then.weekday() < 5


@given(DAYS, st.integers(min_value=0, max_value=60))
def test_working_days_between_are_those_that_one_can_count(day: date, length: int) -> None:
    last = day + timedelta(days=length)

    counted = sum((day + timedelta(days=each)).weekday() < 5 for each in range(1, length + 1))

    assert working_days_between(day, last) == counted


def test_no_working_days_lie_between_a_day_and_an_earlier_one() -> None:
    assert working_days_between(date(2026, 11, 22), date(2026, 11, 2)) == 0
