"""Random problems from a seed, of all the kinds that a solver might stumble over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_array

__all__ = ["KINDS", "Instance", "instance", "nested"]

KINDS = (
    "mixed", "ties", "all equal", "negative", "huge", "sparse", "no mentees", "no mentors", "one mentee", "one mentor",
    "nobody allowed", "no seats", "needs", "floors", "scarce", "plentiful", "tiny", "ceilings", "wide",
)  # fmt: skip
LARGEST = {"ties": 2, "huge": 2**46, "tiny": 12, "all equal": 1}
SHARES = {"sparse": 0.08, "nobody allowed": 0.5, "plentiful": 1.0}


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Instance:
    """Arguments of `assign`; the same arrays serve the solvers that it is compared with."""

    seed: int
    kind: str
    scores: Any
    capacity: Any
    demand: Any
    allowed: Any
    floor: Any
    ceilings: list[tuple[list[int], int]]

    @property
    def arguments(self) -> dict[str, Any]:
        """For `assign`: stored entries where the kind says so."""
        given = {"capacity": self.capacity, "demand": self.demand, "floor": self.floor, "ceilings": self.ceilings}
        if self.kind != "sparse":
            return given | {"scores": self.scores, "allowed": self.allowed}
        rows, columns = np.nonzero(self.allowed)
        return given | {"scores": csr_array((self.scores[rows, columns], (rows, columns)), shape=self.scores.shape)}


def instance(seed: int, kind: str | None = None) -> Instance:
    """The problem of a seed; the kinds come in turn."""
    kind = KINDS[seed % len(KINDS)] if kind is None else kind
    random = np.random.default_rng(seed)
    n_mentees, n_mentors = _shape(random, kind)
    largest = LARGEST.get(kind, int(random.choice([3, 50, 1000])))
    low = largest if kind == "all equal" else -largest if kind == "negative" else -(largest // 3)
    scores = random.integers(low, (0 if kind == "negative" else largest) + 1, (n_mentees, n_mentors))
    if kind == "wide":  # all want the same few: no short list of candidates holds the best answer
        scores = np.abs(scores) // 8 + random.integers(0, largest + 1, n_mentors)
    allowed = random.random((n_mentees, n_mentors)) < SHARES.get(kind, random.choice([0.3, 0.7, 1.0]))
    if kind == "nobody allowed":
        allowed[random.random(n_mentees) < 0.5] = False
    return Instance(
        seed=seed,
        kind=kind,
        scores=scores,
        capacity=_capacity(random, kind, n_mentors),
        demand=_demand(random, kind, n_mentees),
        allowed=allowed,
        floor=_floor(random, kind, n_mentees, largest),
        ceilings=nested(random, list(range(n_mentors))) if kind == "ceilings" and n_mentors else [],
    )


def _shape(random: np.random.Generator, kind: str) -> tuple[int, int]:
    n_mentees, n_mentors = int(random.integers(1, 26)), int(random.integers(1, 18))
    if kind == "wide":
        return n_mentees + 45, 3 * n_mentors + 55
    if kind == "tiny":
        return n_mentees % 5, n_mentors % 5
    rows = {"no mentees": 0, "one mentee": 1}.get(kind, n_mentees)
    return rows, {"no mentors": 0, "one mentor": 1}.get(kind, n_mentors)


def _capacity(random: np.random.Generator, kind: str, n_mentors: int) -> Any:
    if kind == "no seats":
        return np.where(random.random(n_mentors) < 0.8, 0, 1)
    most = {"scarce": 1, "wide": 1, "plentiful": 30}.get(kind, int(random.integers(1, 5)))
    return random.integers(0, most + 1, n_mentors)


def _demand(random: np.random.Generator, kind: str, n_mentees: int) -> Any:
    if kind in {"mixed", "needs", "ceilings", "sparse", "tiny", "wide"}:
        return random.integers(0, 30 if kind == "needs" and random.random() < 0.3 else 4, n_mentees)
    return np.ones(n_mentees, dtype=np.int64)


def _floor(random: np.random.Generator, kind: str, n_mentees: int, largest: int) -> Any:
    if kind in {"floors", "negative"}:
        return random.integers(-largest, largest + 1, n_mentees)
    return random.choice([0, 0, 0, 1, -1, largest // 2])


def nested(random: np.random.Generator, members: list[int]) -> list[tuple[list[int], int]]:
    """Groups of mentors that nest, each with a ceiling."""
    groups = [(sorted(members), int(random.integers(0, len(members) + 2)))]
    if len(members) > 1:
        order = random.permutation(members).tolist()
        cut = int(random.integers(1, len(members)))
        groups += [*nested(random, order[:cut]), *nested(random, order[cut:])] if random.random() < 0.6 else []
    return groups
