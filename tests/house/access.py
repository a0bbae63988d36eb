"""What the access matrix says about an address, and which row an address belongs to (``resources.txt``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from programs.access_matrix import RESOURCES, Cell, Scope, Viewer
from tests.house.matrix import Address
from tests.world import Who, Whose

TABLE = Path(__file__).with_name("resources.txt")
SIGNED_IN = (Viewer.ANYONE, Viewer.EVERYBODY)
VIEWERS: Mapping[Who, tuple[Viewer, ...]] = {
    Who.SIGNED_OUT: (Viewer.ANYONE,),
    Who.EMPLOYEE: SIGNED_IN,
    Who.MENTEE: (*SIGNED_IN, Viewer.MENTEE),
    Who.MENTOR: (*SIGNED_IN, Viewer.MENTOR),
    Who.MANAGER: (*SIGNED_IN, Viewer.MANAGER),
    Who.ADMINISTRATOR: (*SIGNED_IN, Viewer.ADMINISTRATOR),
    Who.OTHER_ADMINISTRATOR: (*SIGNED_IN, Viewer.ADMINISTRATOR),
    Who.EXECUTIVE: (*SIGNED_IN, Viewer.EXECUTIVE, Viewer.COMMITTEE),
    Who.HR_LEAD: (*SIGNED_IN, Viewer.HR_LEAD),
    Who.FORMER_MEMBER: SIGNED_IN,
}
SHUT = frozenset({401, 403, 404})
SIGN_IN_FIRST = 303


@dataclass(frozen=True, slots=True)
class Place:
    """The row of an endpoint; ``depends`` where the world of the tests may keep it shut to everybody."""

    resource: str
    depends: bool


def read_places(text: str) -> dict[str, Place]:
    """Which row each endpoint belongs to. Raises ValueError for one that stands there twice."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    places: dict[str, Place] = {}
    for paragraph in re.split(r"\n(?=\S)", "\n".join(lines)):
        slug, _, endpoints = paragraph.partition(":")
        for each in endpoints.split():
            if each.rstrip("?") in places:
                raise ValueError(f"{each} stands there twice")
            places[each.rstrip("?")] = Place(slug, each.endswith("?"))
    return places


PLACES = read_places(TABLE.read_text())


def lets_in(who: Who, address: Address) -> bool:
    """Whether the row of an address lets one of the ten in."""
    place = PLACES.get(address.endpoint)
    cells = RESOURCES[place.resource].cells if place else {}
    return any(_covers(cells[viewer], who, viewer, address) for viewer in VIEWERS[who] if viewer in cells)


def is_in(who: Who, status: int, *, is_for_anyone: bool) -> bool:
    """Whether an answer let them in; whoever is signed out is sent to sign in otherwise."""
    if who is Who.SIGNED_OUT and status == SIGN_IN_FIRST:
        return is_for_anyone
    return status not in SHUT


def _covers(cell: Cell, who: Who, viewer: Viewer, address: Address) -> bool:
    may = cell.reads if address.method == "GET" else cell.writes
    return may and (address.whose == "-" or _in_scope(cell.scope, who, viewer, address))


def _in_scope(scope: Scope, who: Who, viewer: Viewer, address: Address) -> bool:
    is_own = address.whose == Whose.OWN
    if scope is Scope.ALL:
        return True
    if scope in {Scope.OWN, Scope.PROGRAM}:
        return who is (Who.ADMINISTRATOR if is_own else Who.OTHER_ADMINISTRATOR)
    if scope is Scope.SELF and viewer is Viewer.EVERYBODY:
        return who is OWNERS.get((address.endpoint, address.whose), Who.MENTEE if is_own else None)
    return is_own


OWNERS = {("accounts.end_sign_in", str(Whose.FOREIGN)): Who.EMPLOYEE}
"""Whose the object of an address is, where it is not the mentee’s."""
