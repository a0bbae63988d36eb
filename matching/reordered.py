"""An answer for people in hashed order, told in the order in which they came."""

from dataclasses import replace

import numpy as np

from matching.answers import Assignment
from matching.arrays import IntArray
from matching.ceilings import Ceiling
from matching.problem import Problem
from matching.sources import Across, Block, Ordered, Source

__all__ = ["Reordered", "as_given", "given_problem"]

Order = tuple[IntArray, IntArray]
"""For each position in hashed order the position as given, of mentees and of mentors."""


class Reordered:
    """A source whose people stand in another order; ``places`` is where each of them stands in the inner one."""

    def __init__(self, source: Source, places: Order):
        self._source, self._places = source, places
        self.shape = source.shape

    @property
    def plain(self) -> "Reordered":
        """The same scores without the compiler."""
        return Reordered(getattr(self._source, "plain", self._source), self._places)

    def block(self, rows: IntArray, columns: IntArray | None = None) -> Block:
        across = self._places[1] if columns is None else self._places[1][columns]
        return self._source.block(self._places[0][rows], across)

    def across(self, columns: IntArray) -> Across:
        return Ordered(self, columns)

    def at(self, rows: IntArray, columns: IntArray) -> Block:
        return self._source.at(self._places[0][rows], self._places[1][columns])

    def span(self) -> tuple[int, int]:
        return self._source.span()


def as_given(answer: Assignment, order: Order) -> Assignment:
    """The same answer with positions as given."""
    rows, columns = order
    places = np.argsort(rows), np.argsort(columns)
    pairs = np.column_stack((rows[answer.pairs[:, 0]], columns[answer.pairs[:, 1]]))
    by_pair = np.lexsort((pairs[:, 1], pairs[:, 0]))
    unmatched = rows[answer.unmatched]
    by_row = np.argsort(unmatched)
    return replace(
        answer,
        problem=given_problem(answer.problem, order),
        pairs=pairs[by_pair],
        scores=answer.scores[by_pair],
        mentee_prices=answer.mentee_prices[places[0]],
        mentor_prices=answer.mentor_prices[places[1]],
        unmatched=unmatched[by_row],
        reasons=tuple(answer.reasons[at] for at in by_row.tolist()),
        covers=tuple((own[places[0]], others[places[1]], groups) for own, others, groups in answer.covers),
    )


def given_problem(problem: Problem, order: Order) -> Problem:
    """The same problem with positions as given."""
    places = np.argsort(order[0]), np.argsort(order[1])
    ceilings = [Ceiling(np.sort(order[1][each.members]), each.most, each.name) for each in problem.ceilings]
    return replace(
        problem,
        source=Reordered(problem.source, places),
        capacity=problem.capacity[places[1]],
        demand=problem.demand[places[0]],
        floor=problem.floor[places[0]],
        locked=_pairs(problem.locked, order),
        kept=_pairs(problem.kept, order),
        ceilings=tuple(ceilings),
        ranks=_ranks(problem.ranks, places),
    )


def _ranks(ranks: Order | None, places: Order) -> Order | None:
    return None if ranks is None else (ranks[0][np.ix_(*places)], ranks[1][np.ix_(*places)])


def _pairs(pairs: IntArray, order: Order) -> IntArray:
    moved = np.column_stack((order[0][pairs[:, 0]], order[1][pairs[:, 1]]))
    return moved[np.lexsort((moved[:, 1], moved[:, 0]))]
