"""Score all pairs of two tables under a policy, block by block, in whole steps of 1/1024 point."""

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from matching.arrays import BoolArray, IntArray
from matching.criteria import CRITERIA, Criterion
from matching.policy import RESOLUTION, CriterionSpec, Policy, RuleSpec
from matching.rules import RULES, Rule
from matching.sources import Ordered
from matching.specs import FORBIDDEN
from matching.tables import Table

__all__ = ["Part", "RuleCount", "Scored", "Scorer"]

BLOCK_CELLS = 500_000
FEW = 48
"""Single pairs are scored as the diagonal of a table of so many."""
LOWEST = int(np.iinfo(np.int64).min)


@dataclass(frozen=True, slots=True)
class Part:
    """What one criterion gives to a pair.

    ``points`` are exact multiples of 1/1024, so that the parts of a pair add up to its score
    exactly. ``unknown`` says that data was missing and the neutral value was given. ``facts``
    are the values behind it.
    """

    name: str
    kind: str
    points: float
    maximum: float
    unknown: bool
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many pairs a rule excludes, how many only it excludes, and how many it could not judge."""

    name: str
    excluded: int
    alone: int
    unknown: int


class Scorer:
    """Criteria and rules of a policy on two tables, ready for any pair."""

    def __init__(self, policy: Policy, mentees: Table, mentors: Table, forbidden: IntArray):
        self.policy = policy
        self.shape = (len(mentees), len(mentors))
        self.criteria_read: list[tuple[CriterionSpec, Criterion]] = [
            (spec, _made(CRITERIA[spec.kind], mentees, mentors, spec)) for spec in policy.criteria
        ]
        self.rules_read: list[tuple[str, Rule]] = [
            (spec.name, _made(RULES[spec.kind], mentees, mentors, spec))
            for spec in policy.rules
            if spec.kind != "floor"
        ]
        self._floors = {spec.name: spec.options["points"] for spec in policy.rules if spec.kind == "floor"}
        self.forbidden = forbidden

    @classmethod
    def like(cls, other: "Scorer", policy: Policy, forbidden: IntArray) -> "Scorer":
        """The same criteria and rules on the same people, with other forbidden pairs."""
        scorer = copy.copy(other)
        for name in ("plain", "rule_counts", "_forbidden"):
            vars(scorer).pop(name, None)
        scorer.policy, scorer.forbidden = policy, forbidden
        return scorer

    def shares_criteria(self, other: "Scorer") -> bool:
        """Whether one was made of the other."""
        return self.criteria_read is other.criteria_read

    @cached_property
    def _forbidden(self) -> BoolArray:
        pairs = self.forbidden
        table = np.zeros(self.shape if len(pairs) else (0, 0), dtype=bool)
        if len(pairs):
            table[pairs[:, 0], pairs[:, 1]] = True
        return table

    @property
    def rule_names(self) -> list[str]:
        """Names of all rules, forbidden pairs last."""
        return [*(name for name, _ in self.rules_read), *self._floors, *([FORBIDDEN] if self._forbidden.size else [])]

    def steps(self, rows: IntArray, columns: IntArray) -> IntArray:
        """Scores of rows by columns, in steps of 1/1024 point."""
        total = np.zeros((len(rows), len(columns)), dtype=np.int64)
        for spec, criterion in self.criteria_read:
            total += criterion.points(rows, columns, spec.maximum, spec.unknown)[0]
        return total

    def excluded(
        self, rows: IntArray, columns: IntArray, steps: IntArray
    ) -> Iterator[tuple[str, BoolArray, BoolArray]]:
        """For each rule its name, the pairs it excludes, and the pairs it cannot judge."""
        shape = (len(rows), len(columns))
        nowhere = np.zeros((1, 1), dtype=bool)
        for name, rule in self.rules_read:
            out, missing = rule.check(rows, columns)
            yield name, np.broadcast_to(out, shape), np.broadcast_to(missing, shape)
        for name, points in self._floors.items():
            yield name, steps < points * RESOLUTION, np.broadcast_to(nowhere, shape)
        if self._forbidden.size:
            yield FORBIDDEN, self._forbidden[np.ix_(rows, columns)], np.broadcast_to(nowhere, shape)

    def block(self, rows: IntArray, columns: IntArray) -> IntArray:
        """Scores of rows by columns, the least int64 where a rule excludes the pair."""
        steps = self.steps(rows, columns)
        out = np.zeros(steps.shape, dtype=bool)
        for _, excluded, _ in self.excluded(rows, columns, steps):
            out |= excluded
        return np.where(out, LOWEST, steps)

    @cached_property
    def plain(self) -> "Scored":
        """All pairs as a source of scores, by NumPy alone."""
        return Scored(self)

    def criteria(self) -> list[Criterion]:
        """The criteria that are ready for any pair."""
        return [criterion for _, criterion in self.criteria_read]

    @cached_property
    def rule_counts(self) -> tuple[RuleCount, ...]:
        """What each rule excludes, counted over all pairs when first asked."""
        n_rows, n_columns = self.shape
        tally = np.zeros((len(self.rule_names), 3), dtype=np.int64)
        columns = np.arange(n_columns)
        height = max(1, BLOCK_CELLS // max(n_columns, 1))
        for start in range(0, n_rows, height):
            rows = np.arange(start, min(start + height, n_rows))
            steps = self.steps(rows, columns) if self._floors else np.zeros((len(rows), n_columns), dtype=np.int64)
            tally += self._count(rows, columns, steps)
        return tuple(RuleCount(name, *map(int, row)) for name, row in zip(self.rule_names, tally, strict=True))

    def _count(self, rows: IntArray, columns: IntArray, steps: IntArray) -> IntArray:
        times = np.zeros(steps.shape, dtype=np.int16)
        checked = []
        for _, out, missing in self.excluded(rows, columns, steps):
            times += out
            checked.append((out, missing))
        counted = [(out.sum(), (out & (times == 1)).sum(), missing.sum()) for out, missing in checked]
        return np.array(counted, dtype=np.int64).reshape(-1, 3)

    def parts(self, row: int, column: int) -> tuple[Part, ...]:
        """What each criterion gives to one pair, by the same arithmetic as the table."""
        return next(self.parts_of(np.array([row]), np.array([column])))

    def parts_of(self, rows: IntArray, columns: IntArray) -> Iterator[tuple[Part, ...]]:
        """The same for some pairs, a few at a time: each few as the diagonal of a table."""
        for start in range(0, len(rows), FEW):
            few = rows[start : start + FEW], columns[start : start + FEW]
            points = [criterion.points(*few, spec.maximum, spec.unknown) for spec, criterion in self.criteria_read]
            shape = (len(few[0]), len(few[1]))
            given = [(np.broadcast_to(each, shape), np.broadcast_to(known, shape)) for each, known in points]
            for at, pair in enumerate(zip(few[0].tolist(), few[1].tolist(), strict=True)):
                yield tuple(
                    _part(spec, criterion, pair, int(each[at, at]), known=bool(known[at, at]))
                    for (spec, criterion), (each, known) in zip(self.criteria_read, given, strict=True)
                )

    def exclusions(self, rows: IntArray) -> dict[str, BoolArray]:
        """For each rule the mentors that it excludes for some mentees."""
        columns = np.arange(self.shape[1])
        steps = self.steps(rows, columns) if self._floors else np.zeros((len(rows), len(columns)), dtype=np.int64)
        return {name: out for name, out, _ in self.excluded(rows, columns, steps)}

    def ruled_out(self, row: int, column: int) -> Sequence[str]:
        """Names of the rules that exclude one pair."""
        at = np.array([row]), np.array([column])
        return [name for name, out, _ in self.excluded(*at, self.steps(*at)) if out[0, 0]]


def _part(spec: CriterionSpec, criterion: Criterion, pair: tuple[int, int], steps: int, *, known: bool) -> Part:
    facts = criterion.facts(*pair) if known else {}
    return Part(spec.name, spec.kind, steps / RESOLUTION, spec.maximum / RESOLUTION, not known, facts)


class Scored:
    """All pairs of a scorer, by NumPy alone."""

    def __init__(self, scorer: Scorer):
        self._scorer = scorer
        self.shape = scorer.shape

    @property
    def plain(self) -> "Scored":
        """The same scores without the compiler."""
        return self

    def block(self, rows: IntArray, columns: IntArray | None = None) -> IntArray:
        return self._scorer.block(rows, np.arange(self.shape[1]) if columns is None else columns)

    def across(self, columns: IntArray) -> Ordered:
        return Ordered(self, columns)

    def at(self, rows: IntArray, columns: IntArray) -> IntArray:
        found = np.empty(len(rows), dtype=np.int64)
        for start in range(0, len(rows), FEW):
            part = slice(start, start + FEW)
            found[part] = np.diagonal(self._scorer.block(rows[part], columns[part]))
        return found

    def span(self) -> tuple[int, int]:
        return 0, sum(spec.maximum for spec in self._scorer.policy.criteria)


def _made(kind: Callable[..., Any], mentees: Table, mentors: Table, spec: CriterionSpec | RuleSpec) -> Any:
    return kind(mentees, mentors, **spec.columns, **spec.options)
