"""The days of a stretch task: each that cannot be is refused at its field."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from programs.catalogue import PROGRAM_TYPES
from programs.rules import RuleBroken
from programs.stretch import Days, Stretch

TODAY, END = date(2026, 11, 23), date(2027, 8, 1)


def days(begins: int, ends: int, review: int) -> Days:
    first, last, look_back = (TODAY + timedelta(days=ahead) for ahead in (begins, ends, review))
    return Days(begins_on=first, ends_on=last, review_on=look_back)


@pytest.mark.parametrize("possible", [days(0, 1, 1), days(-10, 173, 180), days(5, 60, 30), days(5, 5, 251)])
def test_days_that_can_be(possible: Days) -> None:
    Stretch().check(possible, today=TODAY, cohort_ends_on=END)


@pytest.mark.parametrize(
    ("odd", "field"),
    [
        (days(5, 4, 9), "ends_on"),
        (days(-9, 0, 9), "ends_on"),
        (days(1, 185, 190), "ends_on"),
        (days(5, 9, 4), "review_on"),
        (days(-9, 9, 0), "review_on"),
        (days(5, 9, 252), "review_on"),
    ],
)
def test_days_that_cannot_be_are_refused_at_their_field(odd: Days, field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        Stretch().check(odd, today=TODAY, cohort_ends_on=END)

    assert refused.value.field == field


def test_types_that_have_stretch_tasks() -> None:
    having = {each.slug: each for each in PROGRAM_TYPES.values() if each.stretch}

    assert list(having) == ["high-potential"]
    named = {each.name for each in having["high-potential"].milestones}
    assert named >= {name for each in having.values() if each.stretch for name in each.stretch.milestones}
