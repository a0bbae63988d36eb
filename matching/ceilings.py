"""Ceilings: groups of mentors who may have no more than so many mentees together; groups nest or lie apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from matching.arrays import IntArray
from matching.errors import InputError
from matching.tables import Table, key_of

__all__ = ["Ceiling", "Nest", "group_ceilings", "nest", "read_ceilings"]


@dataclass(frozen=True, slots=True, eq=False)
class Ceiling:
    """Mentors by position, how many pairs they may be in together, and what messages call the group."""

    members: IntArray
    most: int
    name: str


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
    entries = list(given.items()) if isinstance(given, Mapping) else list(given)
    read = []
    for at, entry in enumerate(entries):
        if not isinstance(entry, Sequence) or len(entry) != 2:
            raise InputError(f"ceilings: expected pairs of mentors and ceiling, got {entry!r} in row {at}")
        read.append(Ceiling(_members(entry[0], n_mentors, at), _most(entry[1], at), f"row {at}"))
    _refuse_overlaps(read)
    return tuple(read)


def _members(given: Any, n_mentors: int, at: int) -> IntArray:
    members = np.asarray(list(given) if isinstance(given, (set, frozenset)) else given)
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
    return int(given)


def _refuse_overlaps(ceilings: Sequence[Ceiling]) -> None:
    for at, one in enumerate(ceilings):
        for other in ceilings[:at]:
            common = len(np.intersect1d(one.members, other.members))
            if common and common < min(len(one.members), len(other.members)):
                raise InputError(f"ceilings: the groups of {other.name} and {one.name} overlap without nesting")


def group_ceilings(most: Mapping[str, int], mentors: Table) -> tuple[Ceiling, ...]:
    """One ceiling for each value of each column of the mentors; who has no value is in no group.

    Examples
    --------
    >>> table = Table("mentors", {"id": [1, 2, 3], "team": ["a", "a", None]}, "id")
    >>> [(c.name, c.members.tolist(), c.most) for c in group_ceilings({"team": 2}, table)]
    [("team 'a'", [0, 1], 2)]
    """
    read = []
    for column, limit in most.items():
        groups: dict[Any, list[int]] = {}
        for at, value in enumerate(mentors.cells(column)):
            if value is not None:
                groups.setdefault(key_of(value), []).append(at)
        cells = mentors.cells(column)
        read += [
            Ceiling(np.array(members, dtype=np.int64), limit, f"{column} {cells[members[0]]!r}")
            for members in groups.values()
        ]
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
