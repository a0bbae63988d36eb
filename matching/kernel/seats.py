"""Who holds which seats: arcs in slots, by mentor."""

from matching.arrays import BoolArray, IntArray
from matching.compiled import compiled

__all__ = ["fill_seats", "give", "take"]


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
