"""The figures behind “Details”: how the fits spread, and what is asked for against what is there."""

from __future__ import annotations

import pytest
from flask import Flask

from app.matching_runs.models import MatchRun
from app.matching_runs.pages.spread import spread_of
from app.matching_runs.pages.supply import SkillRow, Supply
from app.matching_runs.services.results import band_of


@pytest.mark.parametrize(
    ("fits", "band"), [([], 2), ([82.5], 2), ([62.5, 82.5], 2), ([62, 83], 5), ([30, 81], 10), ([0, 300], 10)]
)
def test_fits_that_lie_close_together_are_told_apart(fits: list[float], band: int) -> None:
    assert band_of(fits) == band


@pytest.mark.parametrize(
    ("noted", "labels"),
    [
        ({"band": 2}, [("14 to 15", 3), ("16 to 17", 0), ("18 to 19", 1)]),
        ({}, [("70 to 79", 3), ("80 to 89", 0), ("90 to 99", 1)]),
    ],
)
def test_bars_are_as_wide_as_the_run_has_noted(
    app: Flask, noted: dict[str, int], labels: list[tuple[str, int]]
) -> None:
    run = MatchRun(counts={"fits": [[7, 3], [9, 1]], "median": 14, "worst": 14, **noted})

    with app.test_request_context():
        spread = spread_of(run)

        assert spread is not None
        assert [(band.label, band.count) for band in spread.bands] == labels


@pytest.mark.parametrize(
    ("is_short", "finding"),
    [
        (True, "Each skill alone has seats enough; it is seats for everybody that are short"),
        (False, "For every skill that is asked for there are seats enough"),
    ],
)
def test_seats_may_be_short_for_all_and_not_for_any_skill(app: Flask, is_short: bool, finding: str) -> None:
    with app.test_request_context():
        assert Supply([SkillRow("Law", 2, 3)], is_short=is_short).finding == finding
