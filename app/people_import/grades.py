"""Turns grades into levels: numbers that grow with seniority."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from app.people.fields import HIGHEST_LEVEL
from app.people_import.headings import compact

# The grades of the UK Civil Service, lowest first; each row holds the ways to write one grade.
CIVIL_SERVICE: tuple[tuple[str, ...], ...] = (
    ("aa", "administrative assistant"),
    ("ao", "administrative officer"),
    ("eo", "executive officer"),
    ("heo", "higher executive officer", "heo d", "faststream"),
    ("seo", "senior executive officer"),
    ("grade 7", "g 7"),
    ("grade 6", "g 6"),
    ("scs 1", "deputy director"),
    ("scs 2", "director"),
    ("scs 3", "director general"),
    ("scs 4", "permanent secretary"),
)
_CIVIL_SERVICE = {compact(word): level for level, row in enumerate(CIVIL_SERVICE, start=1) for word in row}
# Grades that nobody else uses; “Grade 7” alone may be a seventh level anywhere.
_UNMISTAKABLE = frozenset(map(compact, ("aa", "ao", "eo", "heo", "seo", "scs 1", "scs 2", "scs 3", "scs 4")))
_NUMBERED = re.compile(r"(?:level|lvl|l|joblevel|grade|jobgrade|band|g|b|stufe|ebene|niveau)?0*([0-9]{1,2})")


def ladder_of(grades: Iterable[str]) -> Callable[[str], int | None]:
    """How to read the grades of one column: by the Civil Service's ladder where its words occur, else by number.

    >>> level = ladder_of(["AA", "Grade 7", "SCS1"])
    >>> level("AA"), level("Grade 7"), level("Grade 6"), level("SCS1"), level("Wizard")
    (1, 6, 7, 8, None)
    >>> ladder_of(["Grade 7"])("Grade 7"), ladder_of(["L4"])("L4")
    (7, 4)
    """
    if any(compact(grade) in _UNMISTAKABLE for grade in grades):
        return lambda grade: _CIVIL_SERVICE.get(compact(grade))
    return _numbered


def _numbered(grade: str) -> int | None:
    found = _NUMBERED.fullmatch(compact(grade))
    return int(found[1]) if found and int(found[1]) <= HIGHEST_LEVEL else None
