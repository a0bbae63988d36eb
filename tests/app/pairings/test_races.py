"""A small round of ``./dev drill races``: one publication wins, and no seat is given twice."""

from __future__ import annotations

import pytest

from tests.databases import KINDS
from tests.drills.races import Plan, trial


@pytest.mark.parametrize("kind", KINDS)
def test_one_publication_wins_and_no_seat_is_given_twice(kind: str) -> None:
    plan = Plan(publications=1, seats=1, is_postgres=kind == "postgresql")

    report = trial(plan)

    assert report.problems == []
    assert report.won["publish the same run"] == 1
