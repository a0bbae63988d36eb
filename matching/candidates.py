"""Candidates: the best pairs of each mentee, and those added since because prices called for them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.arrays import BoolArray, IntArray
from matching.compiled import threads
from matching.problem import Problem
from matching.selecting import best_of_rows
from matching.sources import Sparse, Without

__all__ = ["BLOCK_CELLS", "Candidates", "Halt", "blocks", "first_candidates", "merged", "no_candidates"]

BLOCK_CELLS = 1 << 20
FEWEST = 45
Progress = Callable[[int, int], None]
LOWEST = int(np.iinfo(np.int64).min)


class Halt(Exception):
    """Somebody asked for what there is so far."""


@dataclass(frozen=True, eq=False)
class Candidates:
    """Arcs by mentee with their scores; no other allowed pair of a mentee scores above ``others``.

    ``others`` holds the least int64 where there is no other pair.
    """

    starts: IntArray
    columns: IntArray
    scores: IntArray
    others: IntArray

    @cached_property
    def rows(self) -> IntArray:
        """The mentee of each arc."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


def blocks(n_rows: int, width: int) -> Iterator[IntArray]:
    """Rows in blocks of about ``BLOCK_CELLS`` pairs."""
    height = max(1, BLOCK_CELLS // max(width, 1))
    for start in range(0, n_rows, height):
        yield np.arange(start, min(start + height, n_rows))


def first_candidates(problem: Problem, progress: Progress) -> Candidates:
    """The best few of each mentee: all where pairs are stored one by one, else ``FEWEST`` and more for more needs."""
    if isinstance(problem.source, Sparse):
        return _stored(problem, problem.source)
    n_rows, n_columns = problem.shape
    most = min(max(n_columns, 1), FEWEST + 3 * int(problem.demand.max(initial=0)))
    source = Without(problem.source, problem.locked) if len(problem.locked) else problem.source

    def of_block(rows: IntArray) -> tuple[IntArray, IntArray, IntArray, IntArray]:
        block = source.block(rows)
        chosen, bounds = best_of_rows(block, most)
        at, place = np.nonzero(chosen >= 0)
        columns = chosen[at, place]
        return rows[at], columns, block[at, columns].astype(np.int64), _lowest(bounds, block.dtype)

    found = []
    with threads() as workers:
        for done, part in enumerate(workers.map(of_block, jobs := list(blocks(n_rows, n_columns)))):
            found.append(part)
            progress(done + 1, len(jobs))
    return _gathered(found, n_rows)


def _lowest(bounds: IntArray, dtype: np.dtype[np.signedinteger]) -> IntArray:
    return np.where(bounds == np.iinfo(dtype).min, LOWEST, bounds)


def _gathered(found: list[tuple[IntArray, IntArray, IntArray, IntArray]], n_rows: int) -> Candidates:
    if not found:
        return no_candidates(n_rows)
    rows, columns, scores, others = (np.concatenate(parts) for parts in zip(*found, strict=True))
    starts = np.searchsorted(rows, np.arange(n_rows + 1)).astype(np.int64)
    return Candidates(starts, columns, scores, others)


def no_candidates(n_rows: int) -> Candidates:
    """Nothing looked at yet, or nothing there."""
    nothing = np.zeros(0, dtype=np.int64)
    return Candidates(np.zeros(n_rows + 1, dtype=np.int64), nothing, nothing, np.full(n_rows, LOWEST))


def _stored(problem: Problem, source: Sparse) -> Candidates:
    return Candidates(source.starts, source.columns, source.weights, np.full(problem.shape[0], LOWEST))


def merged(
    candidates: Candidates, rows: IntArray, columns: IntArray, scores: IntArray, held: BoolArray
) -> tuple[Candidates, BoolArray]:
    """Candidates with some pairs more, which are not held yet; each stands behind the other pairs of its row."""
    if not len(rows):
        return candidates, held
    order = np.argsort(rows, kind="stable")
    rows = rows[order]
    place = candidates.starts[rows + 1] + np.arange(len(rows))
    is_old = np.ones(len(held) + len(rows), dtype=np.bool_)
    is_old[place] = False

    def with_more(old: NDArray[Any], more: NDArray[Any]) -> NDArray[Any]:
        whole = np.empty(len(is_old), dtype=old.dtype)
        whole[is_old], whole[place] = old, more
        return whole

    added = replace(
        candidates,
        starts=candidates.starts + np.searchsorted(rows, np.arange(len(candidates.starts))),
        columns=with_more(candidates.columns, columns[order]),
        scores=with_more(candidates.scores, scores[order]),
    )
    return added, with_more(held, np.zeros(len(rows), dtype=np.bool_))
