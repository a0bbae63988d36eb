"""A copy of one’s own, and what is left of the words once their time is over: nothing, in no file (C-20, C-21)."""

from __future__ import annotations

import threading
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import time_machine
from flask import Flask
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.conversations.models import Record, Room
from app.conversations.queries import own_strand, shared_strand
from app.conversations.services.ending import shred_rooms
from app.core.clock import today
from app.core.erasures import note_erasures, replay_erasures
from app.core.transactions import transaction
from app.core.vault.store import Recipient, keystore, reading, writing
from app.pairings.models import Pairing, PairingState
from app.people.models import Person
from app.people.services import erase_person
from tests.app.conversations.ends import OWN, SHARED, pass_days, the_room, told
from tests.app.conversations.test_pages import signed_in
from tests.client import PageClient


def test_a_copy_holds_what_one_may_read_and_nothing_else(app: Flask, ended: str, priya: Person) -> None:
    answer = signed_in(app, priya).get(f"{ended}/copy")

    file = ZipFile(BytesIO(answer.data))
    page = file.read("my copy.html").decode()
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert file.testzip() is None
    assert file.namelist() == ["my copy.html", "copy.css", "files/01 _plan_ draft_.csv"]
    assert file.read("files/01 _plan_ draft_.csv") == b"numbers"
    assert 'href="files/01%20_plan_%20draft_.csv"' in page
    assert (page.count(SHARED), f"{OWN} (Priya)" in page, f"{OWN} (Leila)" in page) == (2, True, False)


def test_a_copy_after_the_end_holds_what_is_ones_own(
    app: Flask, clock: time_machine.Traveller, ended: str, priya: Person, ruth: Person
) -> None:
    pass_days(clock, 91)

    page = ZipFile(BytesIO(signed_in(app, priya).get(f"{ended}/copy").data)).read("my copy.html").decode()

    assert (SHARED in page, f"{OWN} (Priya)" in page) == (False, True)
    assert signed_in(app, ruth).get(f"{ended}/copy").status_code == 404


def test_two_workers_who_shred_at_once_shred_once(
    app: Flask, session: Session, clock: time_machine.Traveller, ended: str
) -> None:
    pass_days(clock, 84)
    clock.shift(timedelta(days=7))
    counts: list[int] = []

    def shred() -> None:
        with app.app_context(), transaction():
            counts.append(shred_rooms())

    session.rollback()
    threads = [threading.Thread(target=shred) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)

    assert sorted(counts) == [0, 1]
    assert the_room(session).is_shredded


def test_what_was_written_down_and_not_done_is_done_by_a_replay(
    session: Session, app: Flask, clock: time_machine.Traveller, ended: str, leila: Person
) -> None:
    lock = shared_strand(the_room(session)).lock
    note_erasures("room", [the_room(session).public_id])  # and the power goes

    with transaction():
        first = replay_erasures()
    with transaction():
        second = replay_erasures()

    assert (first["room"], second["room"]) == (1, 0)
    assert the_room(session).is_shredded
    assert "gone for good" in signed_in(app, leila).get(ended).text
    with reading() as store:
        assert store.scalar(select(func.count()).select_from(Recipient).where(*lock.of(Recipient))) == 0


def test_a_restored_keystore_and_content_open_nothing_once_the_ledger_is_replayed(
    session: Session, app: Flask, clock: time_machine.Traveller, ended: str, leila: Person
) -> None:
    strand = shared_strand(the_room(session))
    kept = dict(session.execute(select(Record.__table__).where(Record.strand_id == strand.id)).mappings().first() or {})
    with reading() as store:
        keys = [dict(row) for row in store.execute(select(Recipient.__table__)).mappings()]
    pass_days(clock, 91)
    with writing() as store:
        store.execute(delete(Recipient))
        store.execute(insert(Recipient), keys)
    session.execute(insert(Record), [kept])
    session.execute(update(Room).values(shredded_at=None, closed_at=None, shred_on=None))
    session.execute(update(Pairing).values(state=PairingState.ENDED))
    session.commit()

    with transaction():
        replay_erasures()

    assert session.scalar(select(func.count()).select_from(Record).where(Record.strand_id == strand.id)) == 0
    with reading() as store:
        left = store.scalars(select(Recipient.owner)).all()
    assert sorted(left) == sorted(each["owner"] for each in keys if each["owner"])


def test_a_destroyed_key_is_in_no_file_of_the_keystore(
    session: Session, clock: time_machine.Traveller, ended: str
) -> None:
    if keystore().engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL reuses the space of dead rows; its files are not ours to look into")
    lock = shared_strand(the_room(session)).lock
    with reading() as store:
        wrapped = store.scalars(select(Recipient.wrapped).where(*lock.of(Recipient))).one()
    file = keystore().engine.url.database or ""
    pass_days(clock, 91)

    stored = [path.read_bytes() for path in Path(file).parent.glob(f"{Path(file).name}*")]
    assert stored
    assert not [each for each in stored if wrapped in each]


def test_whoever_is_erased_takes_what_was_only_theirs_and_leaves_the_other_what_was_shared(
    session: Session, app: Flask, clock: time_machine.Traveller, lived_in: str, priya: Person, leila: Person
) -> None:
    own = own_strand(the_room(session), priya)
    assert own is not None
    with transaction():
        erase_person(session.merge(priya), actor=None)

    page = signed_in(app, leila).get(lived_in).text
    hers = signed_in(app, leila).get(f"{lived_in}/mine").text
    with reading() as store:
        left = set(store.scalars(select(Recipient.owner)))

    assert (f"{SHARED} (Priya)" in page, "<b>Former member</b>" in page, "<b>Priya</b>" in page) == (True, True, False)
    assert f"{OWN} (Leila)" in hers
    assert left == {"", leila.public_id}
    assert session.scalar(select(func.count()).select_from(Record).where(Record.strand_id == own.id)) == 0
    pass_days(clock, 91)
    assert the_room(session).is_shredded


def test_an_erased_person_no_longer_keeps_what_both_wanted_kept(
    session: Session, app: Flask, clock: time_machine.Traveller, ended: str, both: list[PageClient], priya: Person
) -> None:
    for client in both:
        client.submit(f"{ended}/ending/keep", page=f"{ended}/ending", keeps="yes")
    with transaction():
        erase_person(session.merge(priya), actor=None)

    assert the_room(session).shred_on == today() + timedelta(days=90)
    assert told(session)[-1] == "room_closed leila"
