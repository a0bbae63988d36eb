"""Deferred acceptance (Gale and Shapley 1962), with several needs and several seats."""

import numpy as np

from matching.arrays import BoolArray, IntArray
from matching.compiled import compiled
from matching.kernel.columns import by_column
from matching.kernel.heap import pop, push
from matching.preferences import UNRANKED

__all__ = ["deferred_acceptance", "first_repeat", "packed", "places_of"]


@compiled
def packed(table: IntArray) -> tuple[IntArray, IntArray]:
    """Where each list of a padded table begins, and the lists one behind the other."""
    starts = np.zeros(len(table) + 1, dtype=np.int64)
    items = np.empty(table.size, dtype=np.int64)
    size = 0
    for row in range(len(table)):
        for at in range(table.shape[1]):
            if table[row, at] >= 0:
                items[size] = table[row, at]
                size += 1
        starts[row + 1] = size
    return starts, items[:size].copy()


@compiled
def first_repeat(starts: IntArray, items: IntArray, others: int) -> int:
    """The first list that names somebody twice; -1 where there is none."""
    seen_by = np.full(others, -1, dtype=np.int64)
    for row in range(len(starts) - 1):
        for at in range(starts[row], starts[row + 1]):
            if seen_by[items[at]] == row:
                return row
            seen_by[items[at]] = row
    return -1


@compiled
def places_of(
    starts: IntArray, columns: IntArray, rows: IntArray, mentor_starts: IntArray, mentor_rows: IntArray
) -> IntArray:
    """For each arc the mentee's place in the mentor's list; ``UNRANKED`` where it is not in it."""
    places = np.full(len(columns), UNRANKED, dtype=np.int64)
    own = np.full(len(starts) - 1, UNRANKED, dtype=np.int64)
    begins, arcs = by_column(columns, len(mentor_starts) - 1)
    for column in range(len(mentor_starts) - 1):
        for at in range(mentor_starts[column], mentor_starts[column + 1]):
            own[mentor_rows[at]] = at - mentor_starts[column]
        for at in range(begins[column], begins[column + 1]):
            places[arcs[at]] = own[rows[arcs[at]]]
        for at in range(mentor_starts[column], mentor_starts[column + 1]):
            own[mentor_rows[at]] = UNRANKED
    return places


@compiled
def deferred_acceptance(
    starts: IntArray,
    columns: IntArray,
    rows: IntArray,
    places: IntArray,
    demand: IntArray,
    capacity: IntArray,
    slots: IntArray,
) -> BoolArray:
    """Mentees ask down their lists; mentors keep the best they were asked by. Best for the mentees.

    Parameters
    ----------
    columns : int64
        Mentors of each mentee, the dearest first.
    places : int64
        Place of the mentee in the mentor's order, for each arc; ``UNRANKED`` is never accepted.
    """
    held = np.zeros(len(columns), dtype=np.bool_)
    keys, holders = np.zeros(slots[-1], dtype=np.int64), np.zeros(slots[-1], dtype=np.int64)
    taken, filled = np.zeros_like(capacity), np.zeros_like(demand)
    asks = starts[:-1].copy()
    waiting, top = np.arange(len(demand) - 1, -1, -1), len(demand)
    inside = np.ones(len(demand), dtype=np.bool_)
    while top > 0:
        row = waiting[top - 1]
        if filled[row] == demand[row] or asks[row] == starts[row + 1]:
            inside[row] = False
            top -= 1
            continue
        arc = asks[row]
        asks[row] += 1
        column = columns[arc]
        begin, end = slots[column], slots[column + 1]
        if places[arc] == UNRANKED or capacity[column] == 0:
            continue
        if taken[column] == capacity[column]:
            if -places[arc] < keys[begin]:
                continue
            lost = holders[begin]
            taken[column] = pop(keys[begin:end], holders[begin:end], taken[column])
            out = rows[lost]
            held[lost] = False
            filled[out] -= 1
            if not inside[out]:
                waiting[top], inside[out] = out, True
                top += 1
        taken[column] = push(keys[begin:end], holders[begin:end], taken[column], -places[arc], arc)
        held[arc] = True
        filled[row] += 1
    return held
