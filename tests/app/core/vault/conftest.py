"""Two people with words between them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.core.vault import Domain, Lock, Membership, Place, make_key
from app.core.vault.store import Canary, keystore, reading, writing

AMARA, TOMASZ, RUTH = "amara00000000000", "tomasz0000000000", "ruth000000000000"


@pytest.fixture
def lock(app: Flask, session: Session) -> Lock:
    """What Amara and Tomasz share."""
    made = Lock(Domain.CONVERSATIONS, "room000000000001")
    make_key(made, {AMARA, TOMASZ})
    return made


@pytest.fixture
def amara(lock: Lock) -> Membership:
    return Membership(lock, AMARA)


@pytest.fixture
def tomasz(lock: Lock) -> Membership:
    return Membership(lock, TOMASZ)


@pytest.fixture
def place() -> Place:
    """Where the record of these tests belongs."""
    return Place(table="record", column="sealed", row="row1", author=AMARA, version=1, sequence=1)


@pytest.fixture
def kept_root(app: Flask) -> Iterator[None]:
    """Whatever a test does to the root key, the next one finds the one before."""
    with app.app_context():
        store = keystore()
        setting, root = store.setting, store.root
        with reading() as session:
            canary = session.scalars(select(Canary.wrapped)).one()
        yield
        store.setting, store._root = setting, root
        with writing() as session:
            session.execute(update(Canary).values(wrapped=canary))
