"""How many mentees a mentor has room for. The caller commits."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from app.cohorts.models import Enrolment
from app.core.audit import record
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.wording import spelled
from app.pairings.models import Pairing, PairingState, Seat
from app.pairings.services.locking import locked_enrolments
from app.people.models import Person
from app.sign_up.services import note_seats


def set_seats(enrolment: Enrolment, seats: int, *, actor: Person | None) -> None:
    """Offer so many seats from now on.

    Raises RuleBroken, at the field ``seats``, for fewer than are taken and for more than the program allows.
    """
    row = locked_enrolments([enrolment.id])[enrolment.id]
    pairs = _open_pairs(row)
    most = row.cohort.seats_cap
    if seats < len(pairs):
        raise RuleBroken(_too_few(len(pairs)), field="seats")
    if seats > max(most, row.seats):
        raise RuleBroken(
            _("In this program a mentor takes %(most)s mentees at most.", most=spelled(most)), field="seats"
        )
    if seats == row.seats:
        return
    before, row.seats = row.seats, seats
    _move_down(row, pairs, seats)
    session().flush()
    note_seats(row)
    record(actor, "enrolment.seats_set", row, before=before, after=seats)


def set_takes_more(enrolment: Enrolment, takes_more: bool, *, actor: Person | None) -> None:
    """Say whether the free seats may be given. Pairs that are there stay."""
    row = locked_enrolments([enrolment.id])[enrolment.id]
    if row.takes_more is takes_more:
        return
    row.takes_more = takes_more
    session().flush()
    record(actor, "enrolment.takes_more_set", row, takes_more=takes_more)


def _open_pairs(enrolment: Enrolment) -> Sequence[Pairing]:
    pairs = select(Pairing).where(Pairing.mentor_id == enrolment.id, Pairing.state == PairingState.OPEN)
    pairs = pairs.options(joinedload(Pairing.seat)).order_by(Pairing.id).with_for_update(of=Pairing, key_share=True)
    return session().scalars(pairs.execution_options(populate_existing=True)).all()


def _move_down(enrolment: Enrolment, pairs: Sequence[Pairing], seats: int) -> None:
    """Move pairs from the seats that go to free ones that stay, and take the others away: the rows are the room."""
    rows = select(Seat).where(Seat.mentor_id == enrolment.id).order_by(Seat.number)
    staying = [seat for seat in session().scalars(rows) if seat.number <= seats]
    taken = {pair.seat_id for pair in pairs}
    free = [seat for seat in staying if seat.id not in taken]
    for pair in pairs:
        if pair.seat is not None and pair.seat.number > seats:
            pair.seat = free.pop(0) if free else _new_seat(enrolment, {seat.number for seat in staying})
            staying.append(pair.seat)
    session().flush()
    session().execute(delete(Seat).where(Seat.mentor_id == enrolment.id, Seat.number > seats))


def _new_seat(enrolment: Enrolment, numbers: set[int]) -> Seat:
    number = next(each for each in range(1, len(numbers) + 2) if each not in numbers)
    return Seat(mentor_id=enrolment.id, number=number)


def _too_few(taken: int) -> str:
    return ngettext(
        "One mentee has a seat with you, so it cannot be fewer than one.",
        "%(words)s mentees have a seat with you, so it cannot be fewer.",
        taken,
        words=spelled(taken).capitalize(),
    )
