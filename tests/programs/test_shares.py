"""Shares with their intervals, and which of them are about too few to be shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.shares import FEWEST, Share, shown, wilson


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(0, 12, 0.0, 0.2425), (11, 16, 0.4440, 0.8584), (59, 319, 0.1462, 0.2312), (12, 12, 0.7575, 1.0)],
)
def test_the_interval_is_the_published_one(count: int, of: int, low: float, high: float) -> None:
    assert [round(end, 4) for end in wilson(count, of)] == [low, high]


@pytest.mark.parametrize(("count", "of", "confidence"), [(3, 2, 0.95), (-1, 2, 0.95), (0, 0, 0.95), (1, 2, 1.0)])
def test_what_is_no_share_is_refused(count: int, of: int, confidence: float) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(count, of, confidence)


@pytest.mark.parametrize(
    ("shares", "seen"),
    [
        ([Share(9, 30)], [True]),
        ([Share(4, 30)], [False]),
        ([Share(26, 30)], [False]),
        ([Share(0, 30), Share(12, 30), Share(9, 30), Share(20, 30)], [False, True, False, True]),
        ([Share(1, 30), Share(2, 30), Share(9, 30), Share(20, 30)], [False, False, False, True]),
        ([], []),
    ],
)
def test_a_share_about_too_few_is_hidden_with_what_would_give_it_away(shares: list[Share], seen: list[bool]) -> None:
    assert shown(shares) == seen


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda two: Share(two[0], sum(two)))))
def test_no_difference_of_what_is_shown_and_its_total_tells_of_too_few(shares: list[Share]) -> None:
    seen = shown(shares)

    hidden = [share for share, is_shown in zip(shares, seen, strict=True) if not is_shown]
    together = Share(sum(each.count for each in hidden), sum(each.of for each in hidden))
    assert all(each.count >= FEWEST for each, is_shown in zip(shares, seen, strict=True) if is_shown)
    assert not hidden or len(hidden) == len(shares) or (len(hidden) > 1 and together.is_about_enough)
