"""Whatever prices the solver names, at the end no pair that was left out is worth more than they are."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pytest
from scipy import sparse

from matching import compiled, verify
from matching.assignment import answer_of, search_for
from matching.certify import Search
from matching.framing import frame
from matching.network import Solution
from matching.problem import Problem
from matching.sources import never
from matching.valuation import Valuation

N_MENTEES, N_MENTORS = 40, 50
HIGHEST = 100_000
MENTEE = 3
LOWEST = int(np.iinfo(np.int64).min)
NO_GROUPS = np.zeros(0, dtype=np.int64)


@dataclass(slots=True, eq=False)
class Told(Search):
    """A search whose solver names the prices of a story, the last ones for ever."""

    story: list[tuple[Any, Any]] = field(default_factory=list)

    def _solved(self, _: Valuation) -> Solution:
        needs, prices = self.story.pop(0) if len(self.story) > 1 else self.story[0]
        self.last = Solution(self.held, needs.copy(), prices.copy(), NO_GROUPS)
        return self.last


def problem_of(seed: int) -> Problem:
    random = np.random.default_rng(seed)
    scores = random.integers(0, HIGHEST, (N_MENTEES, N_MENTORS))
    return frame(scores, capacity=1, demand=1, allowed=random.random(scores.shape) < 0.9)


def overlooked(search: Search) -> list[list[int]]:
    """Pairs that are no candidates and worth more than the last prices."""
    valuation, last = search.valuation, search.last
    assert valuation is not None
    assert last is not None
    rows, columns = (np.arange(n) for n in search.problem.shape)
    scores = search.problem.source.block(rows, columns)
    out = (scores == never(scores)) | (scores < valuation.least)
    left = valuation.times * np.where(out, 0, scores) + valuation.plus[:, None] - last.prices
    pays = ~out & (left > last.needs[:, None])
    pays[search.candidates.rows, search.candidates.columns] = False
    return np.argwhere(pays).tolist()


def story_of(seed: int, length: int, share: float) -> list[tuple[Any, Any]]:
    """Prices of which a few rise and fall from chapter to chapter."""
    random = np.random.default_rng(seed)
    needs = random.integers(HIGHEST // 2, HIGHEST, N_MENTEES)
    prices = random.integers(0, HIGHEST // 2, N_MENTORS)
    story = []
    for _ in range(length):
        story.append((needs.copy(), prices.copy()))
        for side in (needs, prices):
            moved = random.random(len(side)) < share
            steps = random.integers(-200, 200, len(side))
            steps[moved] += random.integers(-HIGHEST // 3, HIGHEST // 3, int(moved.sum()))
            np.maximum(side + steps, 0, out=side)
    return story


@pytest.mark.parametrize("share", [0.04, 0.3])
@pytest.mark.parametrize("few", [1, 30])
def test_no_pair_that_pays_is_overlooked(monkeypatch: pytest.MonkeyPatch, share: float, few: int) -> None:
    monkeypatch.setattr("matching.candidates.FEWEST", few)
    monkeypatch.setattr("matching.certify.BLOCK_CELLS", 10 * few)
    for seed in range(12):
        random = np.random.default_rng(seed)
        least = int(random.choice([np.iinfo(np.int64).min, HIGHEST // 4]))
        plus = random.integers(-HIGHEST // 10, HIGHEST // 10, N_MENTEES)
        search = Told(problem_of(seed), story=story_of(seed, 6, share))

        search.best(Valuation(times=1 + seed % 2, plus=plus, least=least))

        assert not overlooked(search), seed
        keys = search.candidates.rows * N_MENTORS + search.candidates.columns
        assert len(np.unique(keys)) == len(keys)


def test_a_mentee_whose_price_rose_and_fell_again_is_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """While it was high, a mentor grew cheaper who would have paid before and pays now."""
    monkeypatch.setattr("matching.candidates.FEWEST", 1)
    scores = np.full((8, 12), 100)
    scores[:, :8] += 10_000
    mentor = np.arange(12)
    dear, cheaper = np.where(mentor == 10, 0, 50_000), np.where(mentor >= 10, 0, 50_000)
    first, high, low = (np.full(8, price) for price in (10, 200, 200))
    high[[MENTEE, 5]], low[MENTEE] = (90_000, 50), 0
    search = Told(frame(scores, capacity=1, demand=1), story=[(first, dear), (high, cheaper), (low, cheaper)])

    search.best(Valuation(times=1, plus=np.zeros(8, dtype=np.int64)))

    assert not overlooked(search)
    assert search.rounds == 4
    assert 11 in search.candidates.columns[search.candidates.rows == MENTEE]


def left_of(search: Search, valuation: Valuation) -> Any:
    """What each pair that is no candidate leaves after the mentor's price; the least where there is none."""
    assert search.last is not None
    scores = search.problem.source.block(np.arange(N_MENTEES))
    left = valuation.times * np.maximum(scores, 0) + valuation.plus[:, None] - search.last.prices
    out = scores == never(scores)
    out[search.candidates.rows, search.candidates.columns] = True
    return np.where(out, np.iinfo(np.int64).min // 2, left)


def test_near_misses_are_the_next_to_pay_and_bound_all_others() -> None:
    search, valuation = Search(problem_of(1)), Valuation(times=1, plus=np.zeros(N_MENTEES, dtype=np.int64))
    search.best(valuation)
    before, held = left_of(search, valuation), int(search.held.sum())
    some = np.arange(0, N_MENTEES, 2)

    bounds = search.near_misses(valuation, some, 3)

    after = left_of(search, valuation)
    added = (before != after).sum(axis=1)
    assert added[some].tolist() == np.minimum((before > np.iinfo(np.int64).min // 4).sum(axis=1), 3)[some].tolist()
    assert not added[1::2].any()
    assert (after.max(axis=1)[some] <= bounds[some]).all()
    assert np.where(before != after, before, HIGHEST).min(axis=1)[some].tolist() >= bounds[some].tolist()
    assert (int(search.held.sum()), len(search.held)) == (held, len(search.candidates.columns))
    assert search.last is not None
    assert search.last.held is search.held


def test_stored_pairs_are_all_candidates_and_have_no_near_misses() -> None:
    table = sparse.coo_array(np.array([[5, 0, 3], [0, 4, 0]]))
    search, valuation = Search(frame(table)), Valuation(times=1, plus=np.zeros(2, dtype=np.int64))
    search.best(valuation)

    bounds = search.near_misses(valuation, np.arange(2), 9)

    assert (search.rounds, len(search.candidates.columns)) == (1, 3)
    assert (bounds < -(2**60)).all()
    assert search.last is not None


def test_nothing_is_near_before_anything_was_solved() -> None:
    search = Search(problem_of(1))
    first = len(search.candidates.columns)

    bounds = search.near_misses(Valuation(times=1, plus=np.zeros(N_MENTEES, dtype=np.int64)), np.arange(3), 9)

    assert (bounds < -(2**60)).all()
    assert len(search.candidates.columns) == first


def test_a_search_begins_with_given_pairs_and_prices() -> None:
    search, prices = Search(problem_of(2)), np.arange(N_MENTORS)
    rows, columns = search.candidates.rows, search.candidates.columns
    some = np.arange(0, len(rows), 97)
    pairs = np.column_stack((rows[some], columns[some]))

    search.begin_with(pairs, prices)

    assert np.flatnonzero(search.held).tolist() == some.tolist()
    assert search.last is not None
    assert search.last.prices.tolist() == prices.tolist()
    assert search.last.needs.tolist() == [0] * N_MENTEES
    search.forget_prices()
    assert not search.last.prices.any()
    assert prices.any()


def test_prices_may_be_forgotten_before_there_are_any() -> None:
    search = Search(problem_of(2))

    search.forget_prices()

    assert search.last is None


def test_kept_pairs_are_candidates_however_little_they_score(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matching.candidates.FEWEST", 1)
    scores = np.random.default_rng(3).integers(HIGHEST // 2, HIGHEST, (6, 30))
    worst = np.column_stack((np.arange(6), scores.argmin(axis=1)))
    best = [0, int(scores[0].argmax())]
    kept = np.array(sorted([*worst.tolist(), best]))
    problem = replace(frame(scores, capacity=6, demand=1), kept=kept, keep_bonus=HIGHEST, locked=worst[:1])
    problem = replace(problem, demand=np.where(np.arange(6) == 0, 2, 1))

    answer = answer_of(search_for(problem))

    assert answer.pairs.tolist() == kept.tolist()
    assert (answer.gap, verify(answer).holds) == (0, True)
    keys = Search(problem).candidates.rows * 30 + Search(problem).candidates.columns
    assert len(np.unique(keys)) == len(keys)
    assert worst[0, 1] not in Search(problem).candidates.columns[Search(problem).candidates.rows == 0]


@pytest.mark.parametrize(
    ("share", "valued", "work"),
    [
        (0.04, (1, LOWEST), (22, 22655, 1537)),
        (0.3, (1, LOWEST), (42, 38713, 2482)),
        (0.04, (5, 98_000), (7, 12098, 961)),
    ],
)
def test_passes_look_at_no_more_pairs_than_they_have_to(
    monkeypatch: pytest.MonkeyPatch, share: float, valued: tuple[int, int], work: tuple[int, int, int]
) -> None:
    monkeypatch.setattr("matching.candidates.FEWEST", 1)
    done, (times, least) = np.zeros(3, dtype=np.int64), valued
    for seed in range(6):
        story = [(times * needs, times * prices) for needs, prices in story_of(seed, 6, share)]
        search = Told(problem_of(seed), story=story)
        search.best(Valuation(times=times, plus=np.zeros(N_MENTEES, dtype=np.int64), least=least))
        done += search.rounds, search.pairs_checked, len(search.candidates.columns)

    assert tuple(done.tolist()) == work


def test_a_search_tells_how_many_blocks_it_has_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matching.candidates.FEWEST", 1)
    monkeypatch.setattr("matching.certify.BLOCK_CELLS", 500)
    heard: list[tuple[str, int, int]] = []
    search = Told(problem_of(4), hear=lambda *step: heard.append(step), story=story_of(4, 2, 0.04))

    search.best(Valuation(times=1, plus=np.zeros(N_MENTEES, dtype=np.int64)))

    passes: tuple[list[tuple[str, int, int]], ...] = [("proving", 1, 3), ("proving", 2, 3)], []
    first, second = ([("solving", at, at + 1), ("proving", at, at + 1), *passes[at - 1]] for at in (1, 2))
    assert heard == [("scoring", 1, 1), *first, *second, ("proving", 1, 1)]


def test_a_pair_that_scores_just_enough_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matching.candidates.FEWEST", 1)
    story = [(np.array([1]), np.array([9, 9, 0]))]
    search = Told(frame([[3, 3, 3]], capacity=1, demand=0), story=story)

    search.best(Valuation(times=1, plus=np.zeros(1, dtype=np.int64), least=3))

    assert search.candidates.columns.tolist() == [0, 2]


def test_a_pair_that_is_locked_is_never_called_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matching.candidates.FEWEST", 1)
    problem = replace(problem_of(5), locked=np.array([[MENTEE, 7], [MENTEE, 8]]))
    search = Told(problem, story=[(np.zeros(N_MENTEES, dtype=np.int64), np.zeros(N_MENTORS, dtype=np.int64))])

    search.best(Valuation(times=1, plus=np.zeros(N_MENTEES, dtype=np.int64)))

    called_for = search.candidates.columns[search.candidates.rows == MENTEE]
    assert len(called_for) > N_MENTORS // 2
    assert not np.isin([7, 8], called_for).any()


def test_scoring_tells_how_many_pairs_it_has_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matching.candidates.BLOCK_CELLS", 10 * N_MENTORS)
    heard: list[tuple[str, int, int]] = []

    search = Search(problem_of(6), lambda *step: heard.append(step))

    assert heard == [("scoring", at, 4) for at in (1, 2, 3, 4)]
    assert search.pairs_checked == N_MENTEES * N_MENTORS


def test_a_search_says_that_it_is_slow(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(compiled, "COMPILED", False)
    caplog.set_level("WARNING", logger="matching")  # an application that was built before may hear of worse only
    compiled.say_if_slow.cache_clear()

    Search(problem_of(6))

    compiled.say_if_slow.cache_clear()
    assert caplog.messages == [compiled.WITHOUT]
