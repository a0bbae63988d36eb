"""Who holds which seats: arcs in slots, by mentor."""

from matching.arrays import BoolArray, IntArray
from matching.compiled import compiled

__all__ = ["drop_surplus", "fill_seats", "give", "take"]


@compiled
def drop_surplus(columns: IntArray, rows: IntArray, held: BoolArray, demand: IntArray, capacity: IntArray) -> None:
    """Undo pairs beyond what is needed and what there are seats for."""
    needs, seats = demand.copy(), capacity.copy()
    for arc in range(len(columns)):
        if held[arc]:
            row, column = rows[arc], columns[arc]
            if needs[row] == 0 or seats[column] == 0:
                held[arc] = 0
            else:
                needs[row] -= 1
                seats[column] -= 1


@compiled
def fill_seats(
    columns: IntArray,
    rows: IntArray,
    held: BoolArray,
    slots: IntArray,
    holders: IntArray,
    taken: IntArray,
    filled: IntArray,
) -> None:
    """Write down all held arcs in the slots of their mentors, and count."""
    for arc in range(len(columns)):
        if held[arc]:
            column = columns[arc]
            holders[slots[column] + taken[column]] = arc
            taken[column] += 1
            filled[rows[arc]] += 1


@compiled
def give(arc: int, column: int, held: BoolArray, slots: IntArray, holders: IntArray, taken: IntArray) -> None:
    """Make a pair."""
    held[arc] = 1
    holders[slots[column] + taken[column]] = arc
    taken[column] += 1


@compiled
def take(arc: int, column: int, held: BoolArray, slots: IntArray, holders: IntArray, taken: IntArray) -> None:
    """Undo a pair."""
    held[arc] = 0
    begin = slots[column]
    last = begin + taken[column] - 1
    at = begin
    while holders[at] != arc:
        at += 1
    while at < last:
        holders[at] = holders[at + 1]
        at += 1
    taken[column] -= 1
