"""A policy on two tables, laid out for the compiled loops: the same scores as `Scorer`, many times faster.

Whatever depends on a few values of each side becomes a table, filled by the criterion or rule itself on one
person for each value; tables are joined while they stay small. Sums over items in common, and single pairs, are
lists. What is neither is left to NumPy, block by block.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from matching.arrays import BoolArray, FloatArray, IntArray
from matching.criteria import Criterion
from matching.criteria.base import Codes, InCommon, InPairs
from matching.kernel import score
from matching.policy import RESOLUTION, CriterionSpec
from matching.scoring import FEW, Scorer
from matching.sources import Block

__all__ = ["Plan"]

MOST_CELLS = 1 << 22
JOINED_CELLS = 1 << 15
LOWEST = int(np.iinfo(np.int32).min)


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    own: IntArray
    others: IntArray
    cells: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class _Common:
    starts: IntArray
    items: IntArray
    shares: FloatArray
    item_starts: IntArray
    columns: IntArray
    column_shares: FloatArray
    sizes: IntArray
    column_sizes: IntArray
    weight: int


@dataclass(slots=True, eq=False)
class _Layout:
    tables: list[_Table] = field(default_factory=list)
    common: list[_Common] = field(default_factory=list)
    listed: list[tuple[IntArray, IntArray, IntArray]] = field(default_factory=list)
    criteria: list[tuple[CriterionSpec, Criterion]] = field(default_factory=list)
    wanted: list[tuple[IntArray, IntArray, IntArray, IntArray, BoolArray, BoolArray]] = field(default_factory=list)
    rules: list[Any] = field(default_factory=list)


class Plan:
    """All pairs of a scorer, by the compiled loops."""

    def __init__(self, scorer: Scorer):
        self._scorer = scorer
        self.shape = scorer.shape
        self._layout = _Layout()
        for spec, criterion in scorer.criteria_read:
            self._lay_criterion(spec, criterion)
        for _, rule in scorer.rules_read:
            self._lay_rule(rule)
        if len(scorer.forbidden):
            self._lay_pairs(scorer.forbidden)
        floors = [spec.options["points"] for spec in scorer.policy.rules if spec.kind == "floor"]
        self._floor = int(np.ceil(max(floors, default=0) * RESOLUTION)) if floors else LOWEST + 1
        tables = _joined(self._layout.tables)
        widths = np.array([table.cells.shape[1] for table in tables], dtype=np.int64)
        lengths = np.array([table.cells.size for table in tables], dtype=np.int64)
        self._own = _stacked([table.own for table in tables], self.shape[0])
        self._others = _stacked([table.others for table in tables], self.shape[1])
        cells = [table.cells.ravel() for table in tables]
        self._cells = np.concatenate(cells).astype(np.int32) if cells else np.zeros(0, dtype=np.int32)
        self._begins, self._widths = np.cumsum(lengths) - lengths, widths

    @property
    def plain(self) -> Any:
        """The same scores without the compiler."""
        return self._scorer.plain

    def block(self, rows: IntArray, columns: IntArray | None = None) -> Block:
        across = np.arange(self.shape[1]) if columns is None else columns
        block = np.zeros((len(rows), len(across)), dtype=np.int32)
        others = self._others if columns is None else np.ascontiguousarray(self._others[:, across])
        score.add_tables(block, rows, self._own, others, self._cells, self._begins, self._widths)
        self._add_lists(block, rows, across)
        self._add_rest(block, rows, across)
        score.mark_excluded(block, self._floor, LOWEST)
        return block

    def at(self, rows: IntArray, columns: IntArray) -> Block:
        found = np.empty(len(rows), dtype=np.int32)
        for start in range(0, len(rows), FEW):
            part = slice(start, start + FEW)
            different, place = np.unique(columns[part], return_inverse=True)
            found[part] = self.block(rows[part], different)[np.arange(len(place)), place.reshape(-1)]
        return found

    def span(self) -> tuple[int, int]:
        span: tuple[int, int] = self._scorer.plain.span()
        return span

    def _add_lists(self, block: Block, rows: IntArray, across: IntArray) -> None:
        layout = self._layout
        if not (layout.common or layout.listed or layout.wanted):
            return
        place = np.full(self.shape[1], -1, dtype=np.int64)
        place[across] = np.arange(len(across))
        for each in layout.common:
            score.add_common(
                block, rows, place, each.starts, each.items, each.shares, each.item_starts, each.columns,
                each.column_shares, each.sizes, each.column_sizes, each.weight,
            )  # fmt: skip
        for wanted in layout.wanted:
            score.want_common(block, rows, place, *wanted)
        for starts, columns, points in layout.listed:
            score.add_listed(block, rows, place, starts, columns, points)

    def _add_rest(self, block: Block, rows: IntArray, across: IntArray) -> None:
        for spec, criterion in self._layout.criteria:
            block += criterion.points(rows, across, spec.maximum, spec.unknown)[0].astype(np.int32)
        for rule in self._layout.rules:
            block[np.broadcast_to(rule.check(rows, across)[0], block.shape)] = score.OUT

    def _lay_criterion(self, spec: CriterionSpec, criterion: Criterion) -> None:
        codes, common, pairs = criterion.codes(), criterion.in_common(), criterion.in_pairs()
        if codes is not None and self._few(codes):
            rows, columns, own, others = self._samples(codes)
            cells = criterion.points(rows, columns, spec.maximum, spec.unknown)[0]
            self._layout.tables.append(_Table(own, others, cells))
        elif common is not None:
            self._lay_common(spec, common)
        elif pairs is not None:
            self._lay_in_pairs(spec, pairs)
        else:
            self._layout.criteria.append((spec, criterion))

    def _lay_common(self, spec: CriterionSpec, common: InCommon) -> None:
        unknown = np.array([[spec.unknown, spec.unknown], [spec.unknown, 0]])
        known = [side.astype(np.int64) for side in common.known]
        self._layout.tables.append(_Table(known[0], known[1], unknown))
        by_item = common.others.T.tocsr()
        none = np.zeros(0, dtype=np.int64)
        sizes = (none, none) if common.sizes is None else common.sizes
        self._layout.common.append(
            _Common(
                *_parts(common.own),
                *_parts(by_item),
                sizes[0].astype(np.int64),
                sizes[1].astype(np.int64),
                spec.maximum,
            )
        )

    def _lay_in_pairs(self, spec: CriterionSpec, pairs: InPairs) -> None:
        known = [side.astype(np.int64) for side in pairs.known]
        self._layout.tables.append(_Table(known[0], known[1], np.array([[spec.unknown, 0], [0, 0]])))
        points = np.rint(pairs.shares * spec.maximum).astype(np.int64)
        self._layout.listed.append(_by_row(pairs.rows, pairs.columns, points, self.shape[0]))

    def _lay_rule(self, rule: Any) -> None:
        codes, listed, wanted = rule.codes(), rule.listed(), rule.wants_in_common()
        if codes is not None and self._few(codes):
            rows, columns, own, others = self._samples(codes)
            out = np.broadcast_to(rule.check(rows, columns)[0], (len(rows), len(columns)))
            self._layout.tables.append(_Table(own, others, np.where(out, score.OUT, 0)))
        elif listed is not None:
            listed = listed.tocsr()
            starts, columns, marks = _parts(listed)
            self._layout.listed.append((starts, columns, np.where(marks > 0, score.OUT, 0).astype(np.int64)))
        elif wanted is not None:
            starts, items, _ = _parts(wanted.own)
            item_starts, columns, _ = _parts(wanted.others.T.tocsr())
            self._layout.wanted.append((starts, items, item_starts, columns, *wanted.known))
        else:
            self._layout.rules.append(rule)

    def _lay_pairs(self, pairs: IntArray) -> None:
        marks = np.full(len(pairs), score.OUT, dtype=np.int64)
        self._layout.listed.append(_by_row(pairs[:, 0], pairs[:, 1], marks, self.shape[0]))

    def _few(self, codes: Codes) -> bool:
        sizes = [len(np.unique(side)) if len(side) else 1 for side in codes]
        return min(self.shape) > 0 and sizes[0] * sizes[1] <= MOST_CELLS

    def _samples(self, codes: Codes) -> tuple[IntArray, IntArray, IntArray, IntArray]:
        """One person for each code of each side, and the codes counted from 0."""
        found = []
        for side, length in zip(codes, self.shape, strict=True):
            everybody = np.broadcast_to(side, (length,))
            _, first, numbered = np.unique(everybody, return_index=True, return_inverse=True)
            found.append((first, numbered.reshape(-1).astype(np.int64)))
        return found[0][0], found[1][0], found[0][1], found[1][1]


def _parts(table: Any) -> tuple[IntArray, IntArray, FloatArray]:
    return table.indptr.astype(np.int64), table.indices.astype(np.int64), table.data.astype(np.float64)


def _by_row(rows: IntArray, columns: IntArray, points: IntArray, n_rows: int) -> tuple[IntArray, IntArray, IntArray]:
    order = np.lexsort((columns, rows))
    starts = np.searchsorted(rows[order], np.arange(n_rows + 1)).astype(np.int64)
    return starts, columns[order], points[order]


def _stacked(codes: list[IntArray], length: int) -> Block:
    return np.stack(codes).astype(np.int32) if codes else np.zeros((0, length), dtype=np.int32)


def _joined(tables: list[_Table]) -> list[_Table]:
    """Fewer tables, of the codes that occur together, as long as each stays small enough to be read fast."""
    joined: list[_Table] = []
    for table in sorted(tables, key=lambda each: each.cells.size):
        both = _join(joined[-1], table) if joined else None
        joined[-1 if both else len(joined) :] = [both or table]
    return joined


def _join(one: _Table, other: _Table) -> _Table | None:
    sides = []
    for name in ("own", "others"):
        first, second = getattr(one, name), getattr(other, name)
        pairs, numbered = np.unique(np.column_stack((first, second)), axis=0, return_inverse=True)
        sides.append((pairs, numbered.reshape(-1).astype(np.int64)))
    (rows, own), (columns, others) = sides
    if len(rows) * len(columns) > JOINED_CELLS:
        return None
    cells = one.cells[np.ix_(rows[:, 0], columns[:, 0])] + other.cells[np.ix_(rows[:, 1], columns[:, 1])]
    return _Table(own, others, np.maximum(cells, score.OUT))
