"""The access log: its lines, its chain, and everything that somebody with the database could do to it (L-02, T-20)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.core.access_log import AccessLine, check, forget_old_lines, note_access, phrase, seal_lines
from app.core.access_log.models import AccessAnchor, AccessSeal
from app.core.clock import now
from app.core.transactions import transaction
from tests.factories.people import person

READ = phrase("test.read", "read a report about you")
NAMED = phrase("test.named", "you named them as a reader")
BATCHES, LINES = 4, 5


@pytest.fixture
def log(session: Session) -> Session:
    """Four batches of five lines."""
    amara, ruth = person("Amara Diallo"), person("Ruth Baptiste")
    for _batch in range(BATCHES):
        for _line in range(LINES):
            with transaction():
                note_access(amara, READ, by=ruth, why=NAMED)
        seal_lines()
    session.commit()
    return session


def test_a_log_that_nobody_touched_is_whole(log: Session) -> None:
    with transaction():
        note_access(None, READ, by=None, why=NAMED)

    found = check(log)

    assert (found.faults, found.lines, found.waiting) == ([], BATCHES * LINES + 1, 1)


def test_what_somebody_does_with_their_own_is_not_noted(session: Session) -> None:
    amara = person("Amara Diallo")

    note_access(amara, READ, by=amara, why=NAMED)

    assert session.scalar(select(func.count(AccessLine.id))) == 0


def _altered(session: Session) -> None:
    session.execute(update(AccessLine).where(AccessLine.id == _line(session, 7).id).values(by_id="0000000000000000"))


def _taken_out(session: Session) -> None:
    session.execute(delete(AccessLine).where(AccessLine.id == _line(session, 7).id))


def _taken_out_with_its_count(session: Session) -> None:
    line = _line(session, 7)
    session.execute(update(AccessSeal).where(AccessSeal.number == line.seal_number).values(line_count=LINES - 1))
    session.execute(delete(AccessLine).where(AccessLine.id == line.id))


def _batch_taken_out(session: Session) -> None:
    session.execute(delete(AccessLine).where(AccessLine.seal_number == 2))
    session.execute(delete(AccessSeal).where(AccessSeal.number == 2))


def _moved(session: Session) -> None:
    one, other = _line(session, 6), _line(session, 8)
    moment, stamp = one.at, one.stamp
    session.execute(update(AccessLine).where(AccessLine.id == one.id).values(at=other.at, stamp=other.stamp))
    session.execute(update(AccessLine).where(AccessLine.id == other.id).values(at=moment, stamp=stamp))


def _put_in(session: Session) -> None:
    session.execute(insert(AccessLine).values({**_values(_line(session, 7)), "what": "test.invented"}))


def _copied(session: Session) -> None:
    session.execute(insert(AccessLine).values({**_values(_line(session, 7)), "seal_number": None}))


def _cut_off(session: Session) -> None:
    session.execute(delete(AccessLine).where(AccessLine.seal_number == BATCHES))
    session.execute(delete(AccessSeal).where(AccessSeal.number == BATCHES))


def _front_cut_off(session: Session) -> None:
    front = session.scalars(select(AccessSeal).where(AccessSeal.number == 1)).one()
    session.add(AccessAnchor(number=1, mac=front.mac, signature=b"made by hand"))
    session.execute(delete(AccessLine).where(AccessLine.seal_number == 1))
    session.execute(delete(AccessSeal).where(AccessSeal.number == 1))


def _unsealed(session: Session) -> None:
    session.execute(update(AccessLine).where(AccessLine.id == _line(session, 7).id).values(seal_number=None))


TAMPERS = (
    _altered,
    _taken_out,
    _taken_out_with_its_count,
    _batch_taken_out,
    _moved,
    _put_in,
    _copied,
    _cut_off,
    _front_cut_off,
    _unsealed,
)


@pytest.mark.parametrize("tamper", TAMPERS, ids=lambda tamper: tamper.__name__.strip("_"))
def test_every_tampering_is_found(log: Session, tamper: Callable[[Session], None]) -> None:
    tamper(log)
    log.commit()

    assert check(log).faults


def test_writing_on_does_not_cover_up_a_cut_tail(log: Session) -> None:
    _cut_off(log)
    log.commit()
    with transaction():
        note_access(None, READ, by=None, why=NAMED)

    seal_lines()

    assert check(log).faults


def test_old_lines_go_and_the_rest_is_still_whole(log: Session) -> None:
    with time_machine.travel(now() + timedelta(days=200), tick=True):
        with transaction():
            note_access(None, READ, by=None, why=NAMED)
        seal_lines()

    with time_machine.travel(now() + timedelta(days=370), tick=True):
        with transaction():
            forget_old_lines()
        found = check(log)

    assert (found.faults, found.lines) == ([], 1)


def test_writers_and_sealers_at_once_leave_a_whole_log(app: Flask, session: Session) -> None:
    def write() -> None:
        with app.app_context():
            for _each in range(10):
                with transaction():
                    note_access(None, READ, by=None, why=NAMED)

    def seal() -> None:
        with app.app_context():
            for _each in range(10):
                seal_lines()

    with ThreadPoolExecutor(5) as pool:
        at_once = [pool.submit(each) for each in (write, write, write, seal, seal)]
    for each in at_once:
        each.result()
    seal_lines()

    found = check(session)
    assert (found.faults, found.lines, found.waiting) == ([], 30, 0)


def _line(session: Session, number: int) -> AccessLine:
    return session.scalars(select(AccessLine).order_by(AccessLine.id).offset(number - 1).limit(1)).one()


def _values(line: AccessLine) -> dict[str, object]:
    names = ("at", "person_id", "what", "by_id", "why", "stamp", "seal_number")
    return {name: getattr(line, name) for name in names}
