"""Two people who are not to be put together, said across the wall between areas: that, and never by whom or why.

Areas that put people together hand in how such a pair is kept (`keeps_apart`) and who is apart already (`knows_apart`).
An area on the other side of the wall asks and tells here, and learns nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

Keeper = Callable[[int, int, str, bool], None]
"""``(smaller id, larger id, tag, whether they are apart)``: note the pair under this tag, or take it away."""
Knower = Callable[[int, Collection[int], Collection[str]], Collection[int]]
"""``(person, others, tags that do not count)`` → those of the others from whom the person is apart."""

_KEEPERS: list[Keeper] = []
_KNOWERS: list[Knower] = []


def keeps_apart(keeper: Keeper) -> Keeper:
    """Register the function below."""
    _KEEPERS.append(keeper)
    return keeper


def knows_apart(knower: Knower) -> Knower:
    """Register the function below."""
    _KNOWERS.append(knower)
    return knower


def keep_apart(person_id: int, other_id: int, tag: str, *, is_apart: bool = True) -> None:
    """Let nobody put the two together from now on; or no longer so for this tag, which says nothing to anybody."""
    lower, higher = sorted((person_id, other_id))
    for keeper in _KEEPERS:
        keeper(lower, higher, tag, is_apart)


def apart_from(person_id: int, others: Collection[int], *, besides: Collection[str] = ()) -> set[int]:
    """Those of the others from whom somebody is apart, for whatever reason; pairs under the tags ``besides`` aside."""
    return {each for knower in _KNOWERS for each in knower(person_id, others, besides)} if others else set()
