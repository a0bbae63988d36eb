"""Deferred acceptance (Gale and Shapley 1962), with several needs and several seats."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.arrays import BoolArray, IntArray
from matching.compiled import compiled
from matching.kernel.heap import pop, push
from matching.preferences import UNRANKED

__all__ = ["deferred_acceptance", "first_faults", "packed", "places_of", "who_would_swap"]

Table = NDArray[np.signedinteger[Any]]
ROW_BITS = 32
"""An arc and, above so many bits, its mentee: who sits where in one number."""


@compiled
def packed(table: Table) -> tuple[IntArray, Table]:
    """Where each list of a padded table begins, and the lists one behind the other."""
    starts = np.zeros(len(table) + 1, dtype=np.int64)
    items = np.empty(table.size, dtype=np.int32)
    size = 0
    for row in range(len(table)):
        for item in table[row]:
            if item >= 0:
                # What is too large for the narrow type is refused afterwards, and must not come out small here.
                items[size] = min(item, UNRANKED)
                size += 1
        starts[row + 1] = size
    return starts, items[:size].copy()


@compiled
def first_faults(starts: IntArray, items: Table, others: int) -> tuple[int, int]:
    """The first list that names a position outside the other side, and the first that names one twice; -1 for none."""
    seen_by = np.full(others, -1, dtype=np.int32)
    outside, twice = -1, -1
    for row in range(len(starts) - 1):
        for item in items[starts[row] : starts[row + 1]]:
            if item < 0 or item >= others:
                outside = row if outside < 0 else outside
                continue
            if seen_by[item] == row and twice < 0:
                twice = row
            seen_by[item] = row
    return outside, twice


@compiled
def _by_mentor(starts: IntArray, columns: Table, n_columns: int) -> tuple[IntArray, Table, Table]:
    """Where each mentor's arcs begin, the arcs in that order, and their mentees."""
    begins = np.zeros(n_columns + 1, dtype=np.int64)
    for column in columns:
        begins[column + 1] += 1
    for column in range(n_columns):
        begins[column + 1] += begins[column]
    at = begins[:-1].copy()
    arcs, rows = np.empty(len(columns), dtype=np.int32), np.empty(len(columns), dtype=np.int32)
    for row in range(len(starts) - 1):
        for arc in range(starts[row], starts[row + 1]):
            to = at[columns[arc]]
            arcs[to], rows[to] = arc, row
            at[columns[arc]] = to + 1
    return begins, arcs, rows


@compiled
def places_of(starts: IntArray, columns: Table, mentor_starts: IntArray, mentor_rows: Table) -> Table:
    """For each arc the mentee's place in the mentor's list; ``UNRANKED`` where it is not in it."""
    begins, arcs, callers = _by_mentor(starts, columns, len(mentor_starts) - 1)
    places = np.full(len(columns), UNRANKED, dtype=np.int32)
    own = np.full(len(starts) - 1, UNRANKED, dtype=np.int32)
    for column in range(len(mentor_starts) - 1):
        ranked = mentor_rows[mentor_starts[column] : mentor_starts[column + 1]]
        for place in range(len(ranked)):
            own[ranked[place]] = place
        for at in range(begins[column], begins[column + 1]):
            places[arcs[at]] = own[callers[at]]
        for row in ranked:
            own[row] = UNRANKED
    return places


@compiled
def deferred_acceptance(
    starts: IntArray, columns: Table, places: Table, demand: IntArray, capacity: IntArray, slots: IntArray
) -> BoolArray:
    """Mentees ask down their lists; mentors keep the best they were asked by. Best for the mentees.

    Parameters
    ----------
    columns : int32 or int64
        Mentors of each mentee, the dearest first.
    places : int32 or int64
        Place of the mentee in the mentor's order, for each arc; ``UNRANKED`` is never accepted.
    """
    keys, sitting = np.zeros(slots[-1], dtype=np.int64), np.zeros(slots[-1], dtype=np.int64)
    taken, open_needs, asks = np.zeros_like(capacity), demand.copy(), starts[:-1].copy()
    # Most who ask are turned away, and all that this takes is the place of the last who may stay.
    worst = np.where(capacity > 0, UNRANKED, -1)
    waiting, top = np.arange(len(demand) - 1, -1, -1), len(demand)
    inside = np.ones(len(demand), dtype=np.bool_)
    while top > 0:
        top -= 1
        row = waiting[top]
        inside[row] = False
        arc, end = asks[row], starts[row + 1]
        while open_needs[row] > 0 and arc < end:
            column = columns[arc]
            if places[arc] < worst[column]:
                mine, seats = slice(slots[column], slots[column + 1]), taken[column]
                if seats == capacity[column]:
                    out = sitting[slots[column]] >> ROW_BITS
                    seats = pop(keys[mine], sitting[mine], seats)
                    open_needs[out] += 1
                    if not inside[out]:
                        waiting[top], inside[out] = out, True
                        top += 1
                taken[column] = push(keys[mine], sitting[mine], seats, -places[arc], (row << ROW_BITS) + arc)
                open_needs[row] -= 1
                if taken[column] == capacity[column]:
                    worst[column] = -keys[slots[column]]
            arc += 1
        asks[row] = arc
    return _arcs_of_those(sitting, slots, taken, len(columns))


@compiled
def _arcs_of_those(sitting: IntArray, slots: IntArray, taken: IntArray, n_arcs: int) -> BoolArray:
    """The arcs of all who sit somewhere."""
    held = np.zeros(n_arcs, dtype=np.bool_)
    for column in range(len(taken)):
        for at in range(slots[column], slots[column] + taken[column]):
            held[sitting[at] & (2**ROW_BITS - 1)] = True
    return held


@compiled
def who_would_swap(
    starts: IntArray, columns: Table, places: Table, held: BoolArray, demand: IntArray, capacity: IntArray
) -> int:
    """How many pairs that are not made would be better for both, by the definition alone."""
    n_rows, n_columns = len(starts) - 1, len(capacity)
    worst, taken = np.full(n_columns, -1, dtype=np.int64), np.zeros(n_columns, dtype=np.int64)
    last, filled = np.zeros(n_rows, dtype=np.int64), np.zeros(n_rows, dtype=np.int64)
    for row in range(n_rows):
        for arc in range(starts[row], starts[row + 1]):
            if held[arc]:
                worst[columns[arc]] = max(worst[columns[arc]], places[arc])
                taken[columns[arc]] += 1
                last[row], filled[row] = arc, filled[row] + 1
    worst = np.where(taken < capacity, UNRANKED, worst)
    count = 0
    for row in range(n_rows):
        end = starts[row + 1] if filled[row] < demand[row] else last[row]
        for arc in range(starts[row], end):
            if not held[arc] and places[arc] < worst[columns[arc]]:
                count += 1
    return count
