"""Peer circles: mentees of a cohort who meet among themselves, five or six of them, from different departments."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

__all__ = ["Circles", "Peer", "in_one_line", "put_into_circles", "sizes_for"]

PASSES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Circles:
    """How large a circle is meant to be, and how small and how large it is where the number leaves no other way."""

    fewest: int = 5
    most: int = 6
    smallest: int = 4
    largest: int = 7

    def is_too_small(self, size: int, sizes: Sequence[int]) -> bool:
        """Whether a circle may not be left with so many, for there are enough people for all circles there are.

        Examples
        --------
        >>> Circles().is_too_small(3, (4, 6)), Circles().is_too_small(3, (4, 3)), Circles().is_too_small(4, (5, 5))
        (True, False, False)
        """
        return size < self.smallest and sum(sizes) >= self.smallest * len(sizes)

    def avoidably_odd(self, sizes: Sequence[int]) -> frozenset[int]:
        """Which of these sizes are not as meant, though so many people could be parted as meant.

        Examples
        --------
        >>> sorted(Circles().avoidably_odd((4, 6))), sorted(Circles().avoidably_odd((4, 4)))
        ([4], [])
        """
        if not self.fewest * len(sizes) <= sum(sizes) <= self.most * len(sizes):
            return frozenset()
        return frozenset(each for each in sizes if not self.fewest <= each <= self.most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """Somebody who is to be put into a circle: a key that orders, the department, and everybody above them."""

    key: str
    person: int
    department: str = ""
    above: frozenset[int] = field(default_factory=frozenset)


def sizes_for(people: int, circles: Circles) -> tuple[int, ...]:
    """How large the circles are: as many of the meant size as can be; empty for too few people.

    Examples
    --------
    >>> [sizes_for(people, Circles()) for people in (3, 5, 7, 8, 11, 14, 19)]
    [(), (5,), (7,), (4, 4), (6, 5), (5, 5, 4), (7, 6, 6)]
    """
    possible = []
    for count in range(1, people // circles.smallest + 1):
        small, larger = divmod(people, count)
        sizes = (small + 1,) * larger + (small,) * (count - larger)
        if sizes[0] <= circles.largest:
            possible.append(sizes)
    odd = [sum(not circles.fewest <= size <= circles.most for size in sizes) for sizes in possible]
    return possible[odd.index(min(odd))] if possible else ()


def in_one_line(one: Peer, other: Peer) -> bool:
    """Whether one of the two is above the other."""
    return one.person in other.above or other.person in one.above


def put_into_circles(peers: Sequence[Peer], circles: Circles) -> list[list[Peer]]:
    """Everybody into a circle: nobody with somebody of their reporting line, departments mixed; always the same way.

    Largest departments are dealt out first; then whoever is with their line or their department changes places with
    somebody for whom it is better, until nothing does. Empty for too few people.
    """
    sizes = sizes_for(len(peers), circles)
    found: list[list[Peer]] = [[] for _ in sizes]
    for peer in _in_order(peers) if sizes else ():
        open_ones = [place for place, size in enumerate(sizes) if len(found[place]) < size]
        best = min(open_ones, key=lambda place: (_cost(peer, found[place]), len(found[place]) / sizes[place], place))
        found[best].append(peer)
    for _ in range(PASSES):
        if not _improved(found):
            break
    return [sorted(each, key=lambda peer: peer.key) for each in found]


def _in_order(peers: Sequence[Peer]) -> list[Peer]:
    counted = Counter(each.department for each in peers)
    return sorted(peers, key=lambda peer: (-len(peer.above), -counted[peer.department], peer.department, peer.key))


def _cost(peer: Peer, others: Sequence[Peer]) -> int:
    """A line weighs more than all the departments of a circle."""
    there = [each for each in others if each is not peer]
    lines = sum(in_one_line(peer, each) for each in there)
    return 100 * lines + sum(bool(peer.department) and peer.department == each.department for each in there)


def _improved(found: list[list[Peer]]) -> bool:
    """Let the first better change happen for everybody who costs something; whether there was any."""
    changed = False
    for here, circle in enumerate(found):
        for place, peer in enumerate(circle):
            if _cost(peer, circle):
                changed = _changes_places(found, here, place) or changed
    return changed


def _changes_places(found: list[list[Peer]], here: int, place: int) -> bool:
    circle, peer = found[here], found[here][place]
    for there, other_circle in enumerate(found):
        for other_place, other in enumerate(other_circle if there != here else ()):
            before = _cost(peer, circle) + _cost(other, other_circle)
            without, without_other = [x for x in circle if x is not peer], [x for x in other_circle if x is not other]
            if _cost(other, without) + _cost(peer, without_other) < before:
                circle[place], other_circle[other_place] = other, peer
                return True
    return False
