"""Peer circles: five or six, smaller or larger only where the number leaves no other way, departments mixed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from programs.circles import Circles, Peer, in_one_line, put_into_circles, sizes_for

MEANT = Circles()
NO_OTHER_WAY = {4, 7, 8, 9, 13, 14, 19}


@given(st.integers(4, 300))
def test_sizes_are_five_or_six_but_for_seven_numbers(people: int) -> None:
    sizes = sizes_for(people, MEANT)

    assert sum(sizes) == people
    assert max(sizes) - min(sizes) <= 1
    assert 4 <= min(sizes) <= max(sizes) <= 7
    assert (set(sizes) <= {5, 6}) is (people not in NO_OTHER_WAY)


def test_too_few_are_no_circle() -> None:
    assert [sizes_for(people, MEANT) for people in range(4)] == [()] * 4
    assert put_into_circles([peer(0), peer(1)], MEANT) == []


@given(st.permutations(range(23)))
def test_same_people_make_the_same_circles_in_whatever_order(order: list[int]) -> None:
    people = [peer(number, department="ABC"[number % 3]) for number in range(23)]

    shuffled = put_into_circles([people[place] for place in order], MEANT)

    assert shuffled == put_into_circles(people, MEANT)


def test_departments_are_mixed_and_lines_apart() -> None:
    bosses = [peer(number, department=f"D{number}") for number in range(4)]
    people = [peer(number, department=f"D{number % 4}", above={number % 4}) for number in range(4, 24)]

    circles = put_into_circles([*bosses, *people], MEANT)

    assert [len(each) for each in circles] == [6, 6, 6, 6]
    assert [pair for each in circles for pair in pairs(each) if in_one_line(*pair)] == []
    # Six of four departments hold at least two pairs of the same one.
    assert max(sum(a.department == b.department for a, b in pairs(each)) for each in circles) <= 3


def pairs(circle: list[Peer]) -> list[tuple[Peer, Peer]]:
    return [(one, other) for place, one in enumerate(circle) for other in circle[place + 1 :]]


def peer(number: int, department: str = "", above: set[int] | None = None) -> Peer:
    return Peer(key=f"{number:03}", person=number, department=department, above=frozenset(above or ()))
