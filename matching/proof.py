"""Prices that prove an answer best, by exact integers; and repair where it is not.

For prices u of needs and p of seats, no answer is worth more than
``sum(demand * u) + sum(capacity * p) + sum(max(0, worth - u - p))``. An answer that is worth
just that is the best there is. The lowest such prices follow from the answer alone
(Bellman and Ford on the arcs that could still be exchanged). Where they do not settle, the path
that keeps them moving is an exchange that improves the answer: it is made, and the search goes on.
"""

from dataclasses import dataclass, field

import numpy as np

from matching.arrays import BoolArray, IntArray, arcs_of
from matching.problem import Network

__all__ = ["Settled", "settle"]

MOST_REPAIRS = 2_000


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """Chosen arcs with prices; ``repairs`` counts the exchanges that were needed."""

    chosen: BoolArray
    mentee_prices: IntArray
    mentor_prices: IntArray
    repairs: int


def settle(network: Network, chosen: BoolArray) -> Settled:
    """Find prices for the chosen arcs, exchanging arcs for as long as that gains.

    Parameters
    ----------
    network : Network
        The free arcs.
    chosen : bool array
        A feasible choice, best or nearly so.

    Returns
    -------
    Settled
        Prices are never negative. They prove the choice best unless the exchanges ran out, and
        then the gap between bound and total says so.
    """
    chosen = chosen.copy()
    repairs = 0
    while True:
        labels = _Labels(network, chosen)
        exchange = labels.spread()
        if exchange is None or repairs == MOST_REPAIRS:
            break
        gained = network.worth[exchange.added].sum() - network.worth[exchange.dropped].sum()
        if gained <= 0:
            break
        chosen[exchange.dropped] = False
        chosen[exchange.added] = True
        repairs += 1
    return Settled(chosen, np.maximum(labels.needs, 0), labels.seats, repairs)


@dataclass(frozen=True, slots=True)
class _Exchange:
    added: list[int]
    dropped: list[int]


@dataclass(slots=True, eq=False)
class _Labels:
    """Prices on their way up (seats) and down (needs), each with the arc that moved it last."""

    network: Network
    chosen: BoolArray
    needs: IntArray = field(init=False)
    seats: IntArray = field(init=False)
    need_arc: IntArray = field(init=False)
    seat_arc: IntArray = field(init=False)
    _made: IntArray = field(init=False)
    _starts: IntArray = field(init=False)
    _free_seat: BoolArray = field(init=False)

    def __post_init__(self) -> None:
        net = self.network
        n_mentees, n_mentors = len(net.demand), len(net.capacity)
        self._made = np.flatnonzero(self.chosen)
        self._starts = net.starts
        self._free_seat = np.bincount(net.mentors[self._made], minlength=n_mentors) < net.capacity
        self.seats = np.zeros(n_mentors, dtype=np.int64)
        self.seat_arc = np.full(n_mentors, -1, dtype=np.int64)
        self.need_arc = np.full(n_mentees, -1, dtype=np.int64)
        self.needs = np.zeros(n_mentees, dtype=np.int64)
        np.maximum.at(self.needs, net.mentees, net.worth)
        self.needs[np.bincount(net.mentees[self._made], minlength=n_mentees) < net.demand] = 0
        self._lower_needs()

    def spread(self) -> _Exchange | None:
        """Let prices move until they rest; the exchange that forbids it, if there is one."""
        moved = np.arange(len(self.needs))
        for _ in range(len(self.needs) + len(self.seats) + 2):
            below = np.flatnonzero(self.needs < 0)
            if len(below):
                return self._drop(int(below[0]))
            raised = self._raise_seats(moved)
            wanted = raised[self._free_seat[raised]]
            if len(wanted):
                return self._trace(int(wanted[0]))
            moved = self._lower_needs() if len(raised) else raised
            if not len(moved):
                return None
        return self._trace(int(raised[0]))

    def _raise_seats(self, mentees: IntArray) -> IntArray:
        """Seats are worth what the mentees who moved could gain there. Returns the mentors raised."""
        net = self.network
        arcs = arcs_of(self._starts, mentees)
        arcs = arcs[~self.chosen[arcs]]
        mentors = net.mentors[arcs]
        offers = net.worth[arcs] - self.needs[net.mentees[arcs]]
        higher = offers > self.seats[mentors]
        arcs, mentors, offers = arcs[higher], mentors[higher], offers[higher]
        np.maximum.at(self.seats, mentors, offers)
        best = offers == self.seats[mentors]
        self.seat_arc[mentors[best]] = arcs[best]
        return np.unique(mentors)

    def _lower_needs(self) -> IntArray:
        """A filled need is worth what its pair leaves after the seat. Returns the mentees lowered."""
        net = self.network
        mentees = net.mentees[self._made]
        left = net.worth[self._made] - self.seats[net.mentors[self._made]]
        lower = left < self.needs[mentees]
        arcs, mentees, left = self._made[lower], mentees[lower], left[lower]
        np.minimum.at(self.needs, mentees, left)
        best = left == self.needs[mentees]
        self.need_arc[mentees[best]] = arcs[best]
        return np.unique(mentees)

    def _drop(self, mentee: int) -> _Exchange:
        arc = int(self.need_arc[mentee])
        rest = self._trace(int(self.network.mentors[arc]))
        if len(rest.added) == len(rest.dropped) and rest.added and self._is_round(rest):
            return rest
        return _Exchange(rest.added, [arc, *rest.dropped])

    def _is_round(self, exchange: _Exchange) -> bool:
        mentors = self.network.mentors
        return bool(mentors[exchange.added[0]] == mentors[exchange.dropped[-1]])

    def _trace(self, mentor: int) -> _Exchange:
        """Follow the arcs back from a seat, to an open need, to a seat given up, or round in a circle."""
        net = self.network
        added: list[int] = []
        dropped: list[int] = []
        passed: dict[int, int] = {}
        while mentor not in passed:
            passed[mentor] = len(added)
            if self.seat_arc[mentor] < 0:
                return _Exchange(added, dropped)
            added.append(int(self.seat_arc[mentor]))
            arc = int(self.need_arc[net.mentees[added[-1]]])
            if arc < 0:
                return _Exchange(added, dropped)
            dropped.append(arc)
            mentor = int(net.mentors[arc])
        start = passed[mentor]
        return _Exchange(added[start:], dropped[start:])
