"""Small random problems, and their best answers by trying everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


def shared(name: str) -> Path:
    """A data set that is not part of the project; the test is skipped where it is absent."""
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"the data set {name} is not in ../shared/data")
    return folder


@dataclass(frozen=True)
class Small:
    """Arguments of `assign` that can be tried out completely."""

    scores: Any
    capacity: list[int]
    demand: list[int]
    allowed: Any
    floor: int

    @property
    def arguments(self) -> dict[str, Any]:
        return {
            "scores": self.scores,
            "capacity": self.capacity,
            "demand": self.demand,
            "allowed": self.allowed,
            "floor": self.floor,
        }


@st.composite
def problems(draw: st.DrawFn, *, needs: int = 3, largest: int = 20) -> Small:
    """Up to four mentees and four mentors, ties and forbidden pairs included."""
    n_mentees, n_mentors = draw(st.integers(0, 4)), draw(st.integers(0, 4))
    cells = n_mentees * n_mentors
    scores = draw(st.lists(st.integers(-largest, largest), min_size=cells, max_size=cells))
    allowed = draw(st.lists(st.booleans(), min_size=cells, max_size=cells))
    return Small(
        scores=np.array(scores, dtype=np.int64).reshape(n_mentees, n_mentors),
        capacity=draw(st.lists(st.integers(0, 3), min_size=n_mentors, max_size=n_mentors)),
        demand=draw(st.lists(st.integers(0, needs), min_size=n_mentees, max_size=n_mentees)),
        allowed=np.array(allowed, dtype=bool).reshape(n_mentees, n_mentors),
        floor=draw(st.integers(-3, 3)),
    )


def every_answer(problem: Small) -> Iterator[list[tuple[int, int]]]:
    """All feasible choices of pairs."""
    rows = []
    for row, need in enumerate(problem.demand):
        columns = np.flatnonzero(problem.allowed[row]).tolist()
        rows.append([[(row, column) for column in some] for k in range(need + 1) for some in combinations(columns, k)])
    for choice in product(*rows):
        pairs = [pair for part in choice for pair in part]
        taken = np.bincount([column for _, column in pairs], minlength=len(problem.capacity))
        if (taken <= problem.capacity).all():
            yield pairs


def best_by_trying(problem: Small, objective: str) -> tuple[int, ...]:
    """The best key of `key_of` over all answers."""
    return max(key_of(problem, pairs, objective) for pairs in every_answer(problem))


def key_of(problem: Small, pairs: list[tuple[int, int]], objective: str) -> tuple[int, ...]:
    """What an objective compares first, second and third."""
    scores = [int(problem.scores[pair]) for pair in pairs]
    if objective == "most_then_best":
        return len(pairs), sum(scores)
    if objective == "raise_floor":
        return len(pairs), min(scores, default=0), sum(scores)
    return sum(scores) + problem.floor * (sum(problem.demand) - len(pairs)), len(pairs)
