"""The problem behind every answer: allowed pairs as arcs, integers throughout.

Scores are whole numbers of ``unit``. Floats are rounded to a power of two first, and what
the rounding may cost is kept, so that a gap can name it.
"""

from dataclasses import dataclass, replace

import numpy as np

from matching.arrays import BoolArray, FloatArray, IntArray, row_starts
from matching.errors import InputError

__all__ = ["OBJECTIVES", "Network", "Problem", "check_range", "pair_bonus", "reordered"]

OBJECTIVES = ("best_total", "most_then_best")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Problem:
    """Mentees with needs, mentors with seats, and the pairs that are allowed.

    Parameters
    ----------
    starts : int64, shape (n_mentees + 1,)
        Where each mentee's arcs begin; arcs are ordered by mentee, then mentor.
    mentors, weights : int64, shape (n_arcs,)
        Mentor and score of each allowed pair, in ``unit``.
    capacity, demand : int64
        Seats of each mentor, needs of each mentee.
    floor : int64, shape (n_mentees,)
        What an unfilled need is worth, in ``unit``.
    objective : str
        One of ``OBJECTIVES``.
    bonus : int64, shape () or (n_arcs,)
        Added to a pair's score while solving, never in the total.
    locked : int64
        Arcs that are in every answer.
    unit : int or float
        What one step of ``weights`` is worth in the caller's units.
    values : float64, shape (n_arcs,), or None
        The scores as given where rounding changed them.
    rounding : float
        The most by which rounding can separate two totals, in the caller's units.
    """

    starts: IntArray
    mentors: IntArray
    weights: IntArray
    capacity: IntArray
    demand: IntArray
    floor: IntArray
    objective: str
    bonus: IntArray
    locked: IntArray
    unit: int | float = 1
    values: FloatArray | None = None
    rounding: int | float = 0

    @property
    def mentees(self) -> IntArray:
        """The mentee of each arc."""
        return np.repeat(np.arange(len(self.demand)), np.diff(self.starts))

    def network(self) -> "Network":
        """What is left to decide once the locked pairs stand."""
        mentees = self.mentees
        free = np.ones(len(self.mentors), dtype=bool)
        free[self.locked] = False
        worth = self.weights + self.bonus - self.floor[mentees]
        taken_needs = np.bincount(mentees[self.locked], minlength=len(self.demand))
        taken_seats = np.bincount(self.mentors[self.locked], minlength=len(self.capacity))
        return Network(
            arcs=np.flatnonzero(free),
            mentees=mentees[free],
            mentors=self.mentors[free],
            worth=worth[free],
            demand=self.demand - taken_needs,
            capacity=self.capacity - taken_seats,
        )

    def positions(self, pairs: IntArray) -> IntArray:
        """Arc of each pair of rows and columns; -1 where the pair is not allowed."""
        width = max(len(self.capacity), 1)
        keys = self.mentees * width + self.mentors
        wanted = pairs[:, 0] * width + pairs[:, 1]
        at = np.searchsorted(keys, wanted)
        inside = at < len(keys)
        found = np.full(len(wanted), -1, dtype=np.int64)
        found[inside] = np.where(keys[at[inside]] == wanted[inside], at[inside], -1)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The free arcs of a problem; ``worth`` is what making the pair gains over leaving the need unfilled."""

    arcs: IntArray
    mentees: IntArray
    mentors: IntArray
    worth: IntArray
    demand: IntArray
    capacity: IntArray

    @property
    def starts(self) -> IntArray:
        """Where each mentee's arcs begin."""
        return row_starts(self.mentees, len(self.demand))

    def at_most(self) -> int:
        """More pairs than this no answer has."""
        needs = np.minimum(self.demand, np.bincount(self.mentees, minlength=len(self.demand)))
        seats = np.minimum(self.capacity, np.bincount(self.mentors, minlength=len(self.capacity)))
        return int(min(needs.sum(), seats.sum()))

    def keep(self, which: BoolArray) -> "Network":
        """The same network with fewer arcs."""
        return Network(
            self.arcs[which],
            self.mentees[which],
            self.mentors[which],
            self.worth[which],
            self.demand,
            self.capacity,
        )


def reordered(problem: Problem, rows: IntArray, columns: IntArray) -> Problem:
    """The same problem with its people in another order."""
    new_row, new_column = np.empty_like(rows), np.empty_like(columns)
    new_row[rows], new_column[columns] = np.arange(len(rows)), np.arange(len(columns))
    mentees, mentors = new_row[problem.mentees], new_column[problem.mentors]
    order = np.lexsort((mentors, mentees))
    new_arc = np.empty_like(order)
    new_arc[order] = np.arange(len(order))
    return replace(
        problem,
        starts=row_starts(mentees[order], len(rows)),
        mentors=mentors[order],
        weights=problem.weights[order],
        capacity=problem.capacity[columns],
        demand=problem.demand[rows],
        floor=problem.floor[rows],
        bonus=problem.bonus[order] if problem.bonus.ndim else problem.bonus,
        locked=np.sort(new_arc[problem.locked]),
    )


def pair_bonus(weights: IntArray, pairs_at_most: int) -> int:
    """A bonus per pair that outweighs any difference in total.

    Examples
    --------
    >>> pair_bonus(np.array([-2, 5]), 3)
    24
    """
    if not len(weights):
        return 1
    low, high = int(weights.min()), int(weights.max())
    return (high - low) * pairs_at_most + max(0, -low) + 1


def check_range(weights: IntArray, floor: IntArray, bonus: int, pairs_at_most: int) -> None:
    """Refuse numbers whose sums would leave int64."""
    largest = max(
        (abs(int(edge)) for part in (weights, floor) if len(part) for edge in (part.min(), part.max())), default=0
    )
    if (2 * largest + bonus) * (pairs_at_most + 2) * 2 >= 2**62:
        raise InputError(f"scores: {largest} is out of range for exact sums over {pairs_at_most} pairs")
