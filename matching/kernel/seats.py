"""Who holds which seats: arcs in slots, by mentor."""

from matching.arrays import BoolArray
from matching.compiled import compiled
from matching.kernel.state import Arcs, Seating

__all__ = ["drop_surplus", "fill_seats", "give", "take"]


@compiled
def drop_surplus(arcs: Arcs, held: BoolArray) -> None:
    """Undo pairs beyond what is needed and what there are seats for."""
    needs, seats = arcs.demand.copy(), arcs.capacity.copy()
    for arc in range(len(arcs.columns)):
        if held[arc]:
            row, column = arcs.rows[arc], arcs.columns[arc]
            if needs[row] == 0 or seats[column] == 0:
                held[arc] = 0
            else:
                needs[row] -= 1
                seats[column] -= 1


@compiled
def fill_seats(arcs: Arcs, seating: Seating) -> None:
    """Write down all held arcs in the slots of their mentors, and count."""
    for arc in range(len(arcs.columns)):
        if seating.held[arc]:
            give(arcs, seating, arc)
            seating.filled[arcs.rows[arc]] += 1


@compiled
def give(arcs: Arcs, seating: Seating, arc: int) -> None:
    """Make a pair."""
    column = arcs.columns[arc]
    seating.held[arc] = 1
    seating.holders[seating.slots[column] + seating.taken[column]] = arc
    seating.taken[column] += 1


@compiled
def take(arcs: Arcs, seating: Seating, arc: int) -> None:
    """Undo a pair."""
    column, holders = arcs.columns[arc], seating.holders
    seating.held[arc] = 0
    at = seating.slots[column]
    last = at + seating.taken[column] - 1
    while holders[at] != arc:
        at += 1
    while at < last:
        holders[at] = holders[at + 1]
        at += 1
    seating.taken[column] -= 1
