"""Ceilings: groups of mentors who may have no more than so many mentees together; groups nest or lie apart."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from matching.arrays import IntArray
from matching.errors import InputError
from matching.ids import listed
from matching.tables import Table, key_of

__all__ = ["Ceiling", "Nest", "group_ceilings", "nest", "read_ceilings"]

MOST_PLACES = 2**62
"""More pairs than there could be."""


@dataclass(frozen=True, slots=True, eq=False)
class Ceiling:
    """Mentors by position, how many pairs they may be in together, and what messages call the group.

    ``group`` is the column and the value that the mentors have in common, where there is one.
    """

    members: IntArray
    most: int
    name: str
    group: tuple[str, Any] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Nest:
    """Mentors and groups as a tree: ``limits`` and ``parents`` of mentors, then of groups, smaller ones first."""

    limits: IntArray
    parents: IntArray
    child_starts: IntArray
    children: IntArray


def read_ceilings(given: Any, n_mentors: int) -> tuple[Ceiling, ...]:
    """Ceilings from pairs of (mentors, ceiling), or a mapping of groups to ceilings.

    Mentors are positions or a mask of all mentors.

    Examples
    --------
    >>> [(c.members.tolist(), c.most) for c in read_ceilings([([0, 1], 1), ([0, 1, 2], 2)], 3)]
    [([0, 1], 1), ([0, 1, 2], 2)]
    """
    if given is None:
        return ()
    entries = listed("ceilings", given.items() if isinstance(given, Mapping) else given, "pairs of mentors and ceiling")
    read = []
    for at, entry in enumerate(entries):
        if not isinstance(entry, Sequence) or len(entry) != 2:
            raise InputError(f"ceilings: expected pairs of mentors and ceiling, got {entry!r} in row {at}")
        read.append(Ceiling(_members(entry[0], n_mentors, at), _most(entry[1], at), f"row {at}"))
    _refuse_overlaps(read)
    return tuple(read)


def _members(given: Any, n_mentors: int, at: int) -> IntArray:
    try:
        members = np.asarray(list(given) if isinstance(given, (set, frozenset)) else given)
    except (ValueError, TypeError) as error:
        raise InputError(f"ceilings: mentors are not positions in row {at}") from error
    if members.ndim == 0:
        members = members[None]
    if members.dtype.kind == "b" and members.shape == (n_mentors,):
        members = np.flatnonzero(members)
    if members.size == 0:
        return np.zeros(0, dtype=np.int64)
    if members.dtype.kind not in "iu" or members.ndim != 1:
        raise InputError(f"ceilings: mentors are not positions in row {at}")
    if (members < 0).any() or (members >= n_mentors).any():
        raise InputError(f"ceilings: a mentor outside the table in row {at}")
    return np.unique(members).astype(np.int64)


def _most(given: Any, at: int) -> int:
    if isinstance(given, (bool, np.bool_)) or not isinstance(given, (int, np.integer)):
        raise InputError(f"ceilings: expected a whole number, got {given!r} in row {at}")
    if given < 0:
        raise InputError(f"ceilings: negative in row {at}")
    return int(min(given, MOST_PLACES))


def _refuse_overlaps(ceilings: Sequence[Ceiling]) -> None:
    """Smaller groups first, each has to hold whole ones of those before it."""
    outermost: dict[int, int] = {}
    for at in sorted(range(len(ceilings)), key=lambda each: len(ceilings[each].members)):
        members = ceilings[at].members.tolist()
        held = Counter(outermost[member] for member in members if member in outermost)
        for other, count in held.items():
            if count < len(ceilings[other].members):
                names = " and ".join(ceilings[each].name for each in sorted((at, other)))
                raise InputError(f"ceilings: the groups of {names} overlap without nesting")
        outermost.update(dict.fromkeys(members, at))


def group_ceilings(most: Mapping[str, int], mentors: Table, load: str | None = None) -> tuple[Ceiling, ...]:
    """One ceiling for each value of each column of the mentors; who has no value is in no group.

    ``load`` names the column of the pairs that mentors are in already: what is left under a ceiling is less by them.

    Examples
    --------
    >>> table = Table("mentors", {"id": [1, 2, 3], "team": ["a", "a", None], "load": [0, 1, 1]}, "id")
    >>> [(c.name, c.members.tolist(), c.most) for c in group_ceilings({"team": 2}, table)]
    [("team 'a'", [0, 1], 2)]
    >>> [c.most for c in group_ceilings({"team": 2}, table, "load")]
    [1]
    """
    taken = np.nan_to_num(mentors.numbers(load)) if load and most else np.zeros(len(mentors))
    read = []
    for column, limit in most.items():
        groups: dict[Any, list[int]] = {}
        cells = mentors.values(column)
        for at, value in enumerate(cells):
            if value is not None:
                groups.setdefault(key_of(value), []).append(at)
        for group in groups.values():
            members = np.array(group, dtype=np.int64)
            left = max(0, limit - int(taken[members].sum()))
            value = cells[group[0]]
            read.append(Ceiling(members, left, f"{column} {value!r}", (column, value)))
    _refuse_overlaps(read)
    return tuple(read)


def nest(capacity: IntArray, ceilings: Iterable[Ceiling]) -> Nest:
    """Seats and ceilings as one tree; a group is inside the smallest later one that holds it."""
    ordered = sorted((c for c in ceilings if len(c.members)), key=lambda ceiling: len(ceiling.members))
    n_mentors = len(capacity)
    parents = np.full(n_mentors + len(ordered), -1, dtype=np.int64)
    top = np.arange(n_mentors)
    for at, ceiling in enumerate(ordered):
        parents[np.unique(top[ceiling.members])] = n_mentors + at
        top[ceiling.members] = n_mentors + at
    inside = np.flatnonzero(parents >= 0)
    children = inside[np.argsort(parents[inside], kind="stable")]
    groups = parents[children] - n_mentors
    return Nest(
        limits=np.concatenate((capacity, [ceiling.most for ceiling in ordered])).astype(np.int64),
        parents=parents,
        child_starts=np.searchsorted(groups, np.arange(len(ordered) + 1)).astype(np.int64),
        children=children,
    )
