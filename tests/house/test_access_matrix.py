"""The access matrix of ``programs/access_matrix.toml`` against the application, cell by cell.

``test_matrix.py`` asks every address as everybody and compares with ``matrix.txt``; here what stands there is compared
with the row that the address belongs to. Neither table can say more than the other.
"""

from __future__ import annotations

import pytest

from programs.access_matrix import RESOURCES, Viewer
from tests.house.access import PLACES, VIEWERS, is_in, lets_in
from tests.house.matrix import Address, expected
from tests.world import Who

ROWS = expected()
BUILT = [each.slug for each in RESOURCES.values() if each.is_built]
BY_COMMAND = {each.slug for each in RESOURCES.values() if not each.cells}


def test_every_address_belongs_to_a_row_and_no_other_does() -> None:
    endpoints = {address.endpoint for address in ROWS}

    assert sorted(endpoints - PLACES.keys()) == []
    assert sorted(PLACES.keys() - endpoints) == []
    assert sorted({place.resource for place in PLACES.values()} - RESOURCES.keys()) == []


def test_what_is_not_built_has_no_address_and_what_is_built_has_one() -> None:
    """A row cannot stay “not built yet” once an address belongs to it."""
    with_address = {place.resource for place in PLACES.values()}

    assert sorted(with_address & {each.slug for each in RESOURCES.values() if each.missing}) == []
    assert sorted(set(BUILT) - with_address - BY_COMMAND) == []


@pytest.mark.parametrize("who", Who)
@pytest.mark.parametrize("slug", sorted(set(BUILT) - BY_COMMAND))
def test_cell(slug: str, who: Who) -> None:
    addresses = {address: answers for address, answers in ROWS.items() if _is_of(address, slug)}
    at = list(Who).index(who)

    wrong = [each for address, answers in addresses.items() if (each := _fault(who, address, answers[at]))]

    assert wrong == []


def _is_of(address: Address, slug: str) -> bool:
    return address.endpoint in PLACES and PLACES[address.endpoint].resource == slug


def _fault(who: Who, address: Address, status: int) -> str:
    may = lets_in(who, address)
    came_in = is_in(who, status, is_for_anyone=may)
    if came_in and not may:
        return f"{address} lets in whom the row keeps out ({status})"
    if may and not came_in and not PLACES[address.endpoint].depends:
        return f"{address} keeps out whom the row lets in ({status})"
    return ""


def test_whoever_runs_the_house_has_no_cell_in_what_a_pair_says() -> None:
    """The promise, in one line: a row of the two is the two’s."""
    sealed = [each for each in RESOURCES.values() if each.slug in {"conversation", "private-notes"}]

    assert [set(each.cells) for each in sealed] == [{Viewer.MENTEE, Viewer.MENTOR}] * 2
    assert [each.held for each in sealed] == ["sealed", "sealed"]


def test_every_row_says_why_or_what_is_missing() -> None:
    assert [each.slug for each in RESOURCES.values() if bool(each.why) == bool(each.missing) and not each.missing] == []


def test_every_kind_of_person_is_a_viewer() -> None:
    assert set(VIEWERS) == set(Who)
