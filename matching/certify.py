"""Solve the candidates, then hold every other pair against the prices, until none could improve the answer.

Column generation with three exact bounds that keep the passes short: a pair that is no candidate scores no
more than ``Candidates.others`` of its row, so only mentors who are cheap enough can matter; after a pass it is
known how much less than the prices all pairs of a row were worth; and only mentors whose price fell since
have to be looked at again by everybody.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from matching.arrays import BoolArray, IntArray
from matching.candidates import Candidates, Halt, first_candidates, merged, no_candidates
from matching.ceilings import Ceiling, nest
from matching.compiled import say_if_slow, threads
from matching.network import Network, Solution, settle, solve, within_reach
from matching.problem import Problem
from matching.selecting import strike_candidates, worth_more
from matching.sources import Sparse, Without
from matching.valuation import Valuation

__all__ = ["Certified", "Search"]

LOWEST = int(np.iinfo(np.int64).min)
ADDED_A_ROW = 40
BLOCK_CELLS = 1 << 18
"""So many pairs stay near the processor."""
NEAR = 0.005
UNKNOWN = int(np.iinfo(np.int64).max)
AFRESH = 4
"""Where more than one mentee in so many has to be looked at again, all are, at the prices of the day."""
Hear = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, eq=False)
class Certified:
    """The best answer under a valuation; where it was halted, the best so far."""

    pairs: IntArray
    solution: Solution
    valuation: Valuation
    is_halted: bool


@dataclass(slots=True, eq=False)
class _Bounds:
    """What no pair outside the candidates of a row leaves, at the ``prices`` written down here.

    Pairs that stay below the prices by less than ``margin`` are added too, so that bounds survive prices that move
    by less.
    """

    rows: IntArray
    prices: IntArray
    margin: int = 0


def _margin(problem: Problem, valuation: Valuation) -> int:
    """A small share of what scores can differ by."""
    low, high = problem.source.span()
    return valuation.times * int(NEAR * (high - low))


@dataclass(slots=True, eq=False)
class Search:
    """Candidates of a problem with the last answer, ready to be asked again under another valuation."""

    problem: Problem
    hear: Hear = lambda *_: None
    given: Candidates | None = None
    candidates: Candidates = field(init=False)
    held: BoolArray = field(init=False)
    last: Solution | None = None
    is_halted: bool = False
    valuation: Valuation | None = None
    rounds: int = 0
    pairs_checked: int = 0

    def __post_init__(self) -> None:
        say_if_slow()
        problem = self.problem
        try:
            self.candidates = self.given or first_candidates(problem, self._scored)
        except Halt:
            self.candidates, self.is_halted = no_candidates(problem.shape[0]), True
        self.held = np.zeros(len(self.candidates.columns), dtype=np.bool_)
        self._add_kept()

    def _scored(self, done: int, of: int) -> None:
        self.pairs_checked = self.problem.shape[0] * self.problem.shape[1] * done // of
        self.hear("scoring", done, of)

    def best(self, valuation: Valuation) -> Certified:
        """The best answer, proven against every pair; warm where there was one before."""
        self.valuation = valuation
        try:
            self._close(valuation)
        except Halt:
            self.is_halted = True
        found = self._nothing_yet(valuation) if self.last is None else self.last
        held = self.held
        pairs = np.column_stack((self.candidates.rows[held], self.candidates.columns[held]))
        return Certified(pairs, found, valuation, self.is_halted)

    def _close(self, valuation: Valuation) -> None:
        """Solve and add what pays until nothing does."""
        bounds = None
        while not self.is_halted:
            self.rounds += 1
            self.hear("solving", self.rounds, self.rounds + 1)
            found = self._solved(valuation)
            self.hear("proving", self.rounds, self.rounds + 1)
            if bounds is None:
                bounds = _Bounds(
                    np.full(self.problem.shape[0], UNKNOWN), found.prices.copy(), _margin(self.problem, valuation)
                )
            if not self._add_what_pays(valuation, found, bounds):
                self.hear("proving", 1, 1)
                return

    def begin_with(self, pairs: IntArray, prices: IntArray) -> None:
        """Begin with pairs and prices that are thought to be nearly right, in steps of the valuation to come."""
        width = max(self.problem.shape[1], 1)
        wanted = pairs[:, 0] * width + pairs[:, 1]
        self.held = np.isin(self.candidates.rows * width + self.candidates.columns, wanted)
        needs = np.zeros(self.problem.shape[0], dtype=np.int64)
        self.last = Solution(self.held, needs, prices, np.zeros(0, dtype=np.int64))

    def forget_prices(self) -> None:
        """Keep the pairs of the last answer but not its prices."""
        if self.last is not None:
            self.last = replace(self.last, prices=np.zeros_like(self.last.prices))

    def _add_kept(self) -> None:
        kept, width = self.problem.kept, max(self.problem.shape[1], 1)
        if not len(kept):
            return
        keys = self.candidates.rows * width + self.candidates.columns
        locked = self.problem.locked[:, 0] * width + self.problem.locked[:, 1]
        wanted = kept[:, 0] * width + kept[:, 1]
        new = kept[~np.isin(wanted, np.concatenate((keys, locked)))]
        self._add_scored(np.column_stack((new, self.problem.given_steps(new))))

    def _add_scored(self, pairs: IntArray) -> None:
        self.candidates, self.held = merged(self.candidates, pairs[:, 0], pairs[:, 1], pairs[:, 2], self.held)

    def _solved(self, valuation: Valuation) -> Solution:
        network = self.network(valuation)
        self.last = solve(network) if self.last is None else settle(network, self.held, self.last.prices)
        self.held = self.last.held
        return self.last

    def _nothing_yet(self, valuation: Valuation) -> Solution:
        """No pairs, at prices that nobody would pay."""
        n_rows, n_columns = self.problem.shape
        high = max(0, valuation.times * self.problem.source.span()[1] + int(valuation.plus.max(initial=0)))
        groups = np.zeros(len(self.problem.ceilings), dtype=np.int64)
        nobody = np.zeros(len(self.candidates.columns), dtype=np.bool_)
        return Solution(nobody, np.full(n_rows, high), np.zeros(n_columns, dtype=np.int64), groups)

    def near_misses(self, valuation: Valuation, rows: IntArray, added: int) -> IntArray:
        """Add the pairs of some rows that come nearest to paying; a bound on what all others leave, for every row."""
        bounds = np.full(self.problem.shape[0], np.iinfo(np.int64).min // 4)
        if isinstance(self.problem.source, Sparse) or self.last is None:
            return bounds
        everything = replace(self.last, needs=bounds)
        kept = _Bounds(bounds.copy(), self.last.prices.copy())
        self._add_scored(self._pass(valuation, everything, kept, rows, np.arange(self.problem.shape[1]), added))
        self.last = replace(self.last, held=self.held)
        return kept.rows

    def reachable(self, valuation: Valuation) -> Network:
        """The candidates as the solver sees them, nobody without need or seat being worth anything."""
        return within_reach(self.network(valuation))

    def network(self, valuation: Valuation) -> Network:
        """The candidates as the solver sees them."""
        problem, candidates = self.problem, self.candidates
        demand, capacity = problem.left()
        worth = valuation.of(problem, candidates.rows, candidates.columns, candidates.scores)
        tree = None
        if problem.ceilings:
            left = zip(problem.ceilings, problem.left_under_ceilings(), strict=True)
            tree = nest(capacity, [Ceiling(ceiling.members, most, ceiling.name) for ceiling, most in left])
        return Network(candidates.starts, candidates.columns, worth, demand, capacity, tree)

    def _add_what_pays(self, valuation: Valuation, found: Solution, bounds: _Bounds) -> bool:
        """Add the pairs that are worth more than the prices, and some that nearly are; False where none is."""
        if isinstance(self.problem.source, Sparse):
            return False
        fell = bounds.prices - found.prices
        far = np.flatnonzero(fell > bounds.margin // 2)
        everybody, everywhere = (np.arange(n) for n in self.problem.shape)
        bounds.prices[far] = found.prices[far]
        slightly = int(np.maximum(bounds.prices - found.prices, 0).max(initial=0))
        again = np.flatnonzero(bounds.rows > found.needs - slightly)
        parts = []
        if AFRESH * len(again) > len(everybody):
            bounds.prices[:], again = found.prices, everybody
        elif len(far):
            np.maximum(bounds.rows, found.needs - bounds.margin, out=bounds.rows)
            parts.append(self._pass(valuation, found, bounds, everybody, far))
        if len(again):
            bounds.rows[again] = found.needs[again] - bounds.margin
            parts.append(self._pass(valuation, found, bounds, again, everywhere))
        if not parts:
            return False
        pairs = np.concatenate(parts)
        rows, columns = pairs[:, 0], pairs[:, 1]
        worth = valuation.times * pairs[:, 2] + valuation.plus[rows]
        if not (worth - found.prices[columns] > found.needs[rows]).any():
            return False
        _, first = np.unique(rows * self.problem.shape[1] + columns, return_index=True)
        self._add_scored(pairs[first])
        return True

    def _pass(
        self,
        valuation: Valuation,
        found: Solution,
        bounds: _Bounds,
        rows: IntArray,
        columns: IntArray,
        added: int = ADDED_A_ROW,
    ) -> IntArray:
        """Pairs of rows by columns worth more than the prices, with scores; sharpens the bounds of the rows."""
        others, prices = self.candidates.others[rows], np.minimum(bounds.prices, found.prices)
        enough = found.needs - bounds.margin
        reach = valuation.times * np.maximum(others, -(2**61)) + valuation.plus[rows]
        slack = np.where((others == LOWEST) | (others < valuation.least), -1, reach - enough[rows])
        order = np.argsort(-slack, kind="stable")
        order = order[: np.searchsorted(-slack[order], 0, side="left")]
        rows, slack = rows[order], slack[order]
        columns = columns[np.argsort(prices[columns], kind="stable")]
        rising = prices[columns]
        jobs, at = [], 0
        while at < len(rows):
            width = int(np.searchsorted(rising, slack[at], side="left"))
            if width == 0:
                break
            height = max(1, BLOCK_CELLS // width)
            jobs.append((rows[at : at + height], width))
            at += height
        self.pairs_checked += sum(len(part) * width for part, width in jobs)
        source = Without(self.problem.source, self.problem.locked) if len(self.problem.locked) else self.problem.source
        candidates, across = self.candidates, source.across(columns)
        place = np.full(self.problem.shape[1], -1, dtype=np.int64)
        place[columns] = np.arange(len(columns))

        def of_block(job: tuple[IntArray, int]) -> tuple[IntArray, IntArray, IntArray]:
            part, width = job
            block = across.block(part, width)
            strike_candidates(block, part, candidates.starts, candidates.columns, place)
            valued = valuation.times, valuation.plus[part], valuation.least
            chosen, left = worth_more(block, columns[:width], rising[:width], enough[part], valued, added)
            pairs_at, place_at = np.nonzero(chosen >= 0)
            to = chosen[pairs_at, place_at]
            return part, left, np.column_stack((part[pairs_at], to, block[pairs_at, place[to]]))

        pairs = [np.zeros((0, 3), dtype=np.int64)]
        with threads() as workers:
            for done, (part, left, more) in enumerate(workers.map(of_block, jobs)):
                bounds.rows[part] = np.maximum(bounds.rows[part], left)
                pairs.append(more)
                self.hear("proving", done + 1, len(jobs) + 1)
        return np.concatenate(pairs)
