"""The rule on reporting lines: nobody is mentored by, or mentors, their own line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

import numpy as np
from scipy.sparse import csr_array

from matching import options
from matching.arrays import BoolArray, IntArray
from matching.incidence import sparse_table
from matching.rules.base import Rule
from matching.tables import Cell, Table, key_of

__all__ = ["NotInLine", "superiors"]

EVERY_LEVEL = 10**9


def levels(value: Any) -> int:
    """A number of levels, or "all"."""
    if value == "all":
        return EVERY_LEVEL
    if options.whole(value) < 0:
        raise ValueError('expected a number of levels, or "all"')
    return int(value)


def superiors(person: Cell, manager_of: Mapping[Cell, Cell]) -> Iterator[Cell]:
    """Climb the solid line from a person, the direct manager first; it must lead nobody back to themselves.

    Examples
    --------
    >>> list(superiors("ana", {"ana": "ben", "ben": "cem"}))
    ['ben', 'cem']
    """
    while (person := manager_of.get(person)) is not None:
        yield person


def in_circles(manager_of: Mapping[Cell, Cell]) -> set[Cell]:
    """Who comes back to themselves when they climb.

    Examples
    --------
    >>> sorted(in_circles({"ana": "ben", "ben": "cem", "cem": "ben"}))
    ['ben', 'cem']
    """
    found: set[Cell] = set()
    seen: set[Cell] = set()
    for start in manager_of:
        person, line = start, dict[Cell, int]()
        while person in manager_of and person not in seen:
            seen.add(person)
            line[person] = len(line)
            person = manager_of[person]
        found.update(list(line)[line.get(person, len(line)) :])
    return found


class NotInLine(Rule):
    """The mentor must not stand in the mentee's line.

    Parameters
    ----------
    person, manager : str
        Columns of ids: who somebody is, and whom they report to.
    dotted : str, optional
        Column of lists of dotted-line managers; only the direct one counts, either way.
    line : str, optional
        Column of lists of all superiors, nearest first, where the tables do not hold everybody in between.
    up, down : int or "all"
        How many levels above the mentee, and below, are out; all of them unless given.
    """

    kind = "not_in_line"
    sides = ()
    options: ClassVar = {
        "person": options.text,
        "manager": options.text,
        "dotted": options.text,
        "line": options.text,
        "up": levels,
        "down": levels,
    }
    required = ("person", "manager")

    def __init__(self, mentees: Table, mentors: Table, *, person: str, manager: str, **given: Any):
        tables = mentees, mentors
        people = [[key_of(value) for value in table.values(person)] for table in tables]
        solid = _solid_lines(tables, people, manager, given.get("line"))
        upward = _among(solid[0], people[1], given.get("up", EVERY_LEVEL))
        downward = _among(solid[1], people[0], given.get("down", EVERY_LEVEL))
        self._out = csr_array(upward + downward.T)
        if given.get("dotted"):
            bosses = [_keyed(table.ranks(given["dotted"])) for table in tables]
            self._out = csr_array(self._out + _among(bosses[0], people[1]) + _among(bosses[1], people[0]).T)
        self._known = [np.array([bool(line) for line in side], dtype=bool) for side in solid]

    def listed(self) -> csr_array:
        return self._out

    def check(self, rows: IntArray, columns: IntArray) -> tuple[BoolArray, BoolArray]:
        out = self._out[rows][:, columns].toarray() > 0
        missing = ~(self._known[0][rows][:, None] & self._known[1][columns][None, :])
        return out, missing & ~out


def _solid_lines(
    tables: tuple[Table, Table], people: list[list[Cell]], manager: str, line: str | None
) -> list[list[list[Cell]]]:
    """The superiors of each person of each table, nearest first."""
    manager_of: dict[Cell, Cell] = {}
    for table, names in zip(tables, people, strict=True):
        for name, boss in zip(names, table.values(manager), strict=True):
            if name is not None and boss is not None:
                manager_of[name] = key_of(boss)
    circles = in_circles(manager_of)
    for table, names in zip(tables, people, strict=True):
        rows = (row for row, name in enumerate(names) if name in circles)
        table.refuse(manager, "a reporting line that leads back to itself", rows)
    climbed = [[list(superiors(name, manager_of)) for name in names] for names in people]
    if line is None:
        return climbed
    given = [_keyed(table.ranks(line)) for table in tables]
    return [[own or other for own, other in zip(*side, strict=True)] for side in zip(given, climbed, strict=True)]


def _keyed(lists: Iterable[Sequence[Cell] | None]) -> list[list[Cell]]:
    return [[key_of(item) for item in cell or ()] for cell in lists]


def _among(lines: Sequence[Sequence[Cell]], people: Sequence[Cell], most: int = EVERY_LEVEL) -> csr_array:
    """Where the first ``most`` of each line stand among some people."""
    place: dict[Cell, list[int]] = {}
    for at, person in enumerate(people):
        place.setdefault(person, []).append(at)
    entries = [(row, at, 1.0) for row, line in enumerate(lines) for boss in line[:most] for at in place.get(boss, ())]
    return sparse_table(entries, (len(lines), len(people)))
