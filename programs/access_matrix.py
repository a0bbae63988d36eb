"""Who may know and do what, as data: ``access_matrix.toml``. Tests and two pages are made of it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

__all__ = ["HATS", "RESOURCES", "VIEWERS", "Cell", "Hats", "Resource", "Right", "Scope", "Viewer", "read_matrix"]


class Viewer(StrEnum):
    """From where somebody looks; ``EVERYBODY`` is whoever is signed in, ``OPERATOR`` a shell without a role."""

    ANYONE = "anyone"
    EVERYBODY = "everybody"
    MENTEE = "mentee"
    MENTOR = "mentor"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"
    EXECUTIVE = "executive"
    COACH = "coach"
    HR_LEAD = "hr_lead"
    COUNCIL = "council"
    COMMITTEE = "committee"
    OFFICER = "officer"
    OPERATOR = "operator"


class Right(StrEnum):
    """What a cell gives. ``KNOW``: they come across it, without a page of its own; ``FIGURE``: a state or a count."""

    READ = "R"
    KNOW = "L"
    CREATE = "C"
    UPDATE = "U"
    DELETE = "D"
    EXPORT = "X"
    FIGURE = "A"


class Scope(StrEnum):
    """Of which of them."""

    SELF = "self"
    PAIR = "pair"
    OWN = "own"
    REPORTS = "reports"
    CLIENTS = "clients"
    PROGRAM = "program"
    COLLEAGUES = "colleagues"
    ALL = "all"


READING = frozenset({Right.READ, Right.EXPORT, Right.FIGURE})
WRITING = frozenset({Right.CREATE, Right.UPDATE, Right.DELETE, Right.EXPORT})

VIEWERS: Mapping[Viewer, str] = MappingProxyType(
    {
        Viewer.ANYONE: "Everybody, signed in or not",
        Viewer.EVERYBODY: "Everybody who signs in here",
        Viewer.MENTEE: "The mentee",
        Viewer.MENTOR: "The mentor",
        Viewer.MANAGER: "The mentee’s manager",
        Viewer.ADMINISTRATOR: "Administrators",
        Viewer.EXECUTIVE: "Executives",
        Viewer.COACH: "Coaches and advisors",
        Viewer.HR_LEAD: "HR leads",
        Viewer.COUNCIL: "The works council",
        Viewer.COMMITTEE: "Who sits on the selection committee",
        Viewer.OFFICER: "The safeguarding officer",
        Viewer.OPERATOR: "The people who run the servers",
    }
)
"""What a viewer is called on pages."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one viewer may do to one resource; ``words`` say it more exactly than letters can."""

    rights: frozenset[Right]
    scope: Scope
    words: str = ""

    @property
    def reads(self) -> bool:
        """Whether an address that shows something is open."""
        return bool(self.rights & READING)

    @property
    def writes(self) -> bool:
        """Whether an address that changes something, or gives a file out, is open."""
        return bool(self.rights & WRITING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A row: something that is kept or can be done. ``held`` is what the people who run the servers have of it."""

    slug: str
    what: str
    cells: Mapping[Viewer, Cell] = field(default_factory=dict)
    held: str = ""
    why: str = ""
    missing: str = ""

    @property
    def is_built(self) -> bool:
        """Whether the application has it already."""
        return not self.missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Hats:
    """Somebody with two roles at once: whether they may open a resource of whom ``of`` names."""

    hats: tuple[str, ...]
    resource: str
    of: str
    may: bool
    missing: str = ""


def read_cell(text: str) -> Cell:
    """Read a cell. Raises ValueError for a letter or a scope that does not exist.

    >>> read_cell("RX program: the list").scope
    <Scope.PROGRAM: 'program'>
    """
    short, _, words = text.partition(":")
    rights, scope = short.split()
    return Cell(frozenset(Right(each) for each in rights), Scope(scope), words.strip())


def read_matrix(text: str) -> tuple[Mapping[str, Resource], tuple[Hats, ...]]:
    """Read the file. Raises ValueError or TypeError for a row that is not well formed."""
    rows = tomllib.loads(text)
    hats = tuple(Hats(**{**each, "hats": tuple(each["hats"])}) for each in rows.pop("hats"))
    return MappingProxyType({slug: _resource(slug, row) for slug, row in rows.items()}), hats


def _resource(slug: str, row: dict[str, Any]) -> Resource:
    held = row.pop(Viewer.OPERATOR, "")
    cells = {Viewer(name): read_cell(row.pop(name)) for name in list(row) if name in set(Viewer)}
    return Resource(slug=slug, cells=MappingProxyType(cells), held=held, **row)


RESOURCES, HATS = read_matrix(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
