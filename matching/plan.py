"""A policy on two tables, laid out for the compiled loops: the same scores as `Scorer`, many times faster.

Whatever depends on a few values of each side becomes a table, filled by the criterion or rule itself on one
person for each value; tables are joined while they stay small. Sums over items in common, and single pairs, are
lists. What is neither is left to NumPy, block by block.
"""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from matching.arrays import IntArray
from matching.criteria import Criterion
from matching.criteria.base import Codes, InCommon, InPairs
from matching.kernel import score, single
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


@dataclass(slots=True, eq=False)
class _Layout:
    tables: list[_Table] = field(default_factory=list)
    common: list[score.Common] = field(default_factory=list)
    listed: list[score.Listed] = field(default_factory=list)
    criteria: list[tuple[CriterionSpec, Criterion]] = field(default_factory=list)
    wanted: list[score.Wanted] = field(default_factory=list)
    rules: list[Any] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class _Across:
    """Columns in some order, with tables and lists that go by place among them."""

    columns: IntArray
    place: IntArray
    tables: score.Tables
    layout: _Layout
    floor: int

    def block(self, rows: IntArray, width: int) -> Block:
        """Scores of rows by the first columns, the least int32 where a rule excludes the pair."""
        block, layout, columns = np.zeros((len(rows), width), dtype=np.int32), self.layout, self.columns[:width]
        score.add_tables(block, rows, self.tables)
        for common in layout.common:
            score.add_common(block, rows, common)
        for wanted in layout.wanted:
            score.want_common(block, rows, wanted)
        for listed in layout.listed:
            score.add_listed(block, rows, self.place, listed)
        for spec, criterion in layout.criteria:
            block += criterion.points(rows, columns, spec.maximum, spec.unknown)[0].astype(np.int32)
        for rule in layout.rules:
            block[np.broadcast_to(rule.check(rows, columns)[0], block.shape)] = score.OUT
        score.mark_excluded(block, self.floor, LOWEST)
        return block


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
        self._tables = _stacked(_joined(self._layout.tables), self.shape)
        everybody = np.arange(self.shape[1])
        self._whole = _Across(everybody, everybody, self._tables, self._layout, self._floor)

    @property
    def plain(self) -> Any:
        """The same scores without the compiler."""
        return self._scorer.plain

    def block(self, rows: IntArray, columns: IntArray | None = None) -> Block:
        across = self._whole if columns is None else self.across(columns)
        return across.block(rows, self.shape[1] if columns is None else len(columns))

    def across(self, columns: IntArray) -> "_Across":
        """Laid out as people are, by place among the columns."""
        layout, place = self._layout, np.full(self.shape[1], -1, dtype=np.int64)
        place[columns] = np.arange(len(columns))
        tables = self._tables._replace(others=np.ascontiguousarray(self._tables.others[:, columns]))
        common = [_common_among(each, columns) for each in layout.common]
        wanted = [_wanted_among(each, columns) for each in layout.wanted]
        return _Across(columns, place, tables, replace(layout, common=common, wanted=wanted), self._floor)

    def at(self, rows: IntArray, columns: IntArray) -> Block:
        found, layout = np.zeros(len(rows), dtype=np.int32), self._layout
        single.add_tables(found, rows, columns, self._tables)
        for common in layout.common:
            single.add_common(found, rows, columns, common)
        for wanted in layout.wanted:
            single.want_common(found, rows, columns, wanted)
        for listed in layout.listed:
            single.add_listed(found, rows, columns, listed)
        for start in range(0, len(rows), FEW) if layout.criteria or layout.rules else ():
            part = slice(start, start + FEW)
            for spec, criterion in layout.criteria:
                found[part] += np.diagonal(criterion.points(rows[part], columns[part], spec.maximum, spec.unknown)[0])
            for rule in layout.rules:
                out = np.broadcast_to(rule.check(rows[part], columns[part])[0], (len(found[part]),) * 2)
                found[part][np.diagonal(out)] = score.OUT
        score.mark_excluded(found[None], self._floor, LOWEST)
        return found

    def span(self) -> tuple[int, int]:
        span: tuple[int, int] = self._scorer.plain.span()
        return span

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
        none = np.zeros(0, dtype=np.int64)
        sizes = [side.astype(np.int64) for side in common.sizes or (none, none)]
        self._layout.common.append(score.Common(*_items(common), sizes[0], sizes[1], spec.maximum))

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
            marks = listed.tocoo()
            out = marks.data > 0
            self._lay_pairs(np.column_stack((marks.row[out], marks.col[out])).astype(np.int64))
        elif wanted is not None:
            self._layout.wanted.append(score.Wanted(*_items(wanted), *wanted.known))
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


def _items(common: InCommon) -> tuple[score.Items, score.Items, score.Items]:
    """Items of each mentee, holders of each item among the mentors, items of each mentor."""
    found = []
    for table in (common.own, common.others.T, common.others):
        rows = table.tocsr()
        found.append(
            score.Items(
                rows.indptr.astype(np.int64),
                rows.indices.astype(_unsigned(table.shape[1])),
                rows.data.astype(np.float64),
            )
        )
    return found[0], found[1], found[2]


def _common_among(common: score.Common, columns: IntArray) -> score.Common:
    """The same for some columns."""
    sizes = common.other_sizes[columns] if len(common.sizes) else common.other_sizes
    return common._replace(holders=score.holders_among(common.holders, common.others, columns), other_sizes=sizes)


def _wanted_among(wanted: score.Wanted, columns: IntArray) -> score.Wanted:
    """The same for some columns."""
    holders = score.holders_among(wanted.holders, wanted.others, columns)
    return wanted._replace(holders=holders, other_known=wanted.other_known[columns])


def _by_row(rows: IntArray, columns: IntArray, points: IntArray, n_rows: int) -> score.Listed:
    order = np.lexsort((columns, rows))
    starts = np.searchsorted(rows[order], np.arange(n_rows + 1)).astype(np.int64)
    return score.Listed(starts, columns[order], points[order])


def _unsigned(highest: int) -> type[np.unsignedinteger[Any]]:
    """The narrower the type, the more fit into what the processor keeps near."""
    return np.uint16 if highest < 1 << 16 else np.uint32


def _stacked(tables: list[_Table], shape: tuple[int, int]) -> score.Tables:
    nobody = [np.zeros(length, dtype=np.int64) for length in shape]
    nothing = _Table(nobody[0], nobody[1], np.zeros((1, 1), dtype=np.int64))
    tables = tables + [nothing] * (-len(tables) % score.AT_ONCE)
    sides = [np.zeros((len(tables), length), dtype=np.int64) for length in shape]
    for at, table in enumerate(tables):
        sides[0][at], sides[1][at] = table.own, table.others
    kind = _unsigned(max(int(side.max(initial=0)) for side in sides))
    lengths = np.array([table.cells.size for table in tables], dtype=np.int64)
    return score.Tables(
        sides[0].astype(kind),
        sides[1].astype(kind),
        np.concatenate([np.zeros(0), *(table.cells.ravel() for table in tables)]).astype(np.int32),
        np.cumsum(lengths) - lengths,
        np.array([table.cells.shape[1] for table in tables], dtype=np.int64),
    )


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
