"""The next mentor of everybody at once, and what a match that was halted could still come to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matching.arrays import BoolArray, IntArray
from matching.candidates import blocks
from matching.policy import RESOLUTION
from matching.proofs import LOWEST
from matching.sources import never
from matching.tables import Cell

if TYPE_CHECKING:
    from matching.matches import Match

__all__ = ["RunnerUp", "most_possible", "runners_up"]


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """The mentor who comes nearest to being a mentee's next one, and the points of the two."""

    mentee: Cell
    mentor: Cell
    score: float


def runners_up(found: "Match") -> Iterator[RunnerUp]:
    """For each mentee the mentor with a seat, not theirs, whose score less price is highest; in one pass of scoring."""
    question = found.question
    problem, prices = question.problem, found.mentor_prices[question.mentors.order]
    own = np.array([question.place(*pair) for pair in found.pairs], dtype=np.int64).reshape(-1, 2)
    own = own[np.argsort(own[:, 0], kind="stable")]
    for rows in blocks(*problem.shape):
        block = problem.source.block(rows)
        allowed, scores = (block > never(block)) & (problem.capacity > 0), block.astype(np.int64)
        mine = own[np.searchsorted(own[:, 0], rows[0]) : np.searchsorted(own[:, 0], rows[-1], side="right")]
        allowed[mine[:, 0] - rows[0], mine[:, 1]] = False
        yield from _best_of(found, rows, scores, np.where(allowed, scores - prices, LOWEST), allowed)


def _best_of(
    found: "Match", rows: IntArray, scores: IntArray, worth: IntArray, allowed: BoolArray
) -> Iterator[RunnerUp]:
    mentees, mentors = found.question.mentees.ids, found.question.mentors.ids
    best = worth.argmax(axis=1)
    for at in np.flatnonzero(allowed.any(axis=1)).tolist():
        score = int(scores[at, best[at]]) / RESOLUTION
        yield RunnerUp(mentees[int(rows[at])], mentors[int(best[at])], score)


def most_possible(found: "Match") -> float:
    """What no result can exceed, in points, from what was scored alone: everybody's best, as far as there are seats.

    For a match that was halted: its own bound may count pairs as well, and is far off then.
    """
    problem, search = found.question.problem, found.search
    locked = int(problem.given_steps(problem.locked).sum())
    demand, capacity = problem.left()
    needs, seats = int(demand.sum()), int(capacity.sum())
    if search is None or not len(search.candidates.columns):
        return (locked + max(problem.source.span()[1], 0) * min(needs, seats)) / RESOLUTION
    candidates = search.candidates
    order = np.lexsort((-candidates.scores, candidates.rows))
    rank = np.arange(len(order)) - candidates.starts[candidates.rows[order]]
    best = candidates.scores[order][rank < demand[candidates.rows[order]]]
    return (locked + int(np.sort(np.maximum(best, 0))[::-1][:seats].sum())) / RESOLUTION
