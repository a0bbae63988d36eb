"""Days, times, numbers and names as they are written for the reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from app.core import wording

LATE_IN_PARIS = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def reader(application: Flask) -> Iterator[None]:
    """Somebody signed out, who reads in UTC."""
    with application.test_request_context():
        yield


def test_day_is_the_readers_unless_a_zone_is_given() -> None:
    assert wording.day(LATE_IN_PARIS) == "Monday 23 November"
    assert wording.day(LATE_IN_PARIS, "Europe/Paris") == "Tuesday 24 November"
    assert wording.day(date(2026, 11, 24)) == "Tuesday 24 November"


def test_day_has_a_longer_and_a_shorter_form() -> None:
    assert wording.day_year(date(2026, 11, 24)) == "24 November 2026"
    assert wording.day_short(date(2026, 11, 12)) == "Thu 12 Nov"


def test_clock_time_has_no_leading_zero() -> None:
    assert wording.clock_time(datetime(2026, 11, 24, 9, 4, tzinfo=UTC)) == "9:04"
    assert wording.clock_time(LATE_IN_PARIS, "Europe/Paris") == "0:30"


@pytest.mark.parametrize(
    ("value", "digits", "written"), [(90398, 0, "90,398"), (-4.25, 1, "\u22124.2"), (3, 1, "3.0"), (0, 0, "0")]
)
def test_number_is_grouped_and_has_a_real_minus(value: float, digits: int, written: str) -> None:
    assert wording.number(value, digits) == written


def test_percent_keeps_its_sign_beside_the_figure() -> None:
    assert wording.percent(0.9) == "90\u00a0%"


@pytest.mark.parametrize(("count", "written"), [(0, "none"), (6, "six"), (12, "twelve"), (13, "13")])
def test_spelled_writes_small_counts_in_letters(count: int, written: str) -> None:
    assert wording.spelled(count) == written


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Amara Okafor", "AO"),
        ("Ana María de la Cruz", "AC"),
        ("Suharto", "S"),
        ("“Bo” Nilsson", "BN"),
        ("", ""),
        ("…", "…"),
    ],
)
def test_initials_are_of_the_first_and_the_last_word(name: str, letters: str) -> None:
    assert wording.initials(name) == letters
