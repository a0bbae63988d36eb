"""The works council reads settings, register and what is made of it; of people it sees what everybody here does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from app.core.db import db
from app.core.transactions import transaction
from app.people.models import Appointment, Role
from tests.house.matrix import Site, addresses, expected, open_site
from tests.world import Who

THEIRS = {"setup.what_is_stored", "setup.stored_fields", "setup.stored_file"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The world of the matrix, with the works council’s role for somebody who takes part in nothing."""
    with open_site(tmp_path_factory.mktemp("council")) as site:
        with site.app.app_context():
            with transaction() as session:
                session.add(Appointment(person_id=site.world[Who.EMPLOYEE].id, role=Role.WORKS_COUNCIL))
            with db.engine.connect() as connection:
                connection.execute(text("COMMIT"))
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            db.session.remove()
            db.engine.dispose()
        for database, kept in site.copies.items():
            shutil.copyfile(database, kept)
        site.is_written = site.is_refused = False
        yield site


def test_no_address_opens_but_their_own(site: Site) -> None:
    column = list(Who).index(Who.EMPLOYEE)

    other = {
        str(address): status
        for address in addresses(site.app)
        if (status := site.ask(Who.EMPLOYEE, address).status_code) != expected()[address][column]
        and address.endpoint not in THEIRS
    }

    assert other == {}


def test_their_own_page_names_nobody(site: Site) -> None:
    own = [each for each in addresses(site.app) if each.endpoint in THEIRS]
    pages = [site.ask(Who.EMPLOYEE, each) for each in own]
    names = [each.name for who, each in site.world.people.items() if who is not Who.EMPLOYEE]

    assert {page.status_code for page in pages} == {200}
    assert [name for name in names for page in pages if f">{name}<" in page.text] == []
    assert [page for page in pages if "<form" in page.text] == []
