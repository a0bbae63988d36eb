"""A small round of ``./dev drill kills``: a publication is whole or not there, and its letters come, once at least."""

from __future__ import annotations

from tests.drills.kills import Plan, trial


def test_what_is_killed_leaves_nothing_half_done_and_loses_no_letter() -> None:
    report = trial(Plan(kills=1, pairs=6, people=0, is_postgres=True))

    assert report.problems == []
    assert report.sending is not None
    assert report.sending.problems() == []
