"""Reading the whole log against its stamps, seals, anchor and the keystore: what does not fit is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hmac import compare_digest
from itertools import groupby
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.access_log.models import ONLY_ROW, AccessAnchor, AccessLine, AccessSeal
from app.core.access_log.sealing import end_of
from app.core.access_log.stamps import LOG, Stamps, stamps
from app.core.i18n import gettext as _
from app.core.vault import Head, is_whole

AT_ONCE = 10_000
MOST_NAMED = 20
Row = Any
"""A line as it is read here: a row of `_COLUMNS`, faster than an object."""
_COLUMNS = (
    AccessLine.seal_number,
    AccessLine.at,
    AccessLine.person_id,
    AccessLine.what,
    AccessLine.by_id,
    AccessLine.why,
    AccessLine.stamp,
    AccessLine.id,
)


@dataclass(slots=True)
class Check:
    """What was found: how many lines were read, and sentences about what does not fit, none where all is well."""

    lines: int = 0
    waiting: int = 0
    faults: list[str] = field(default_factory=list)

    def found(self, sentence: str) -> None:
        """Name a fault; a log that is altered throughout is told by its first ones."""
        if len(self.faults) < MOST_NAMED:
            self.faults.append(sentence)


def check(session: Session) -> Check:
    """Read the log once, from its front to its end."""
    result, vouch = Check(), stamps()
    previous = _front(session, vouch, result)
    seals = {seal.number: seal for seal in session.scalars(select(AccessSeal))}
    newest = max(seals, default=previous.length)
    expected = previous.length
    for number, rows in groupby(_lines(session, newest), key=lambda row: row[0]):
        listed = [_stamp(row, vouch, result) for row in rows]
        expected = _skip_missing(expected, number, result)
        seal = seals.pop(number, None)
        if seal is None:
            result.found(_("The seal of batch %(number)s is missing.", number=number))
            continue
        mac = vouch.batch(number, previous.tag, listed)
        if not compare_digest(mac, seal.mac) or seal.line_count != len(listed):
            result.found(_batch_fault(seal, len(listed)))
        previous = Head(number, bytes(seal.mac))
    for number in sorted(seals):
        result.found(_("All lines of batch %(number)s are missing.", number=number))
    _end(session, result)
    return result


def _lines(session: Session, newest: int) -> Iterator[Row]:
    # What is sealed while this reads belongs to the next check; a number without a seal does not.
    sealed = select(*_COLUMNS).where(AccessLine.seal_number <= newest)
    ordered = sealed.order_by(AccessLine.seal_number, AccessLine.id).execution_options(yield_per=AT_ONCE)
    yield from session.execute(ordered)


def _stamp(row: Row, vouch: Stamps, result: Check) -> bytes:
    """The stamp that the line should have; a batch is compared by it, so that a copied stamp helps nobody."""
    result.lines += 1
    _number, at, person_id, what, by_id, why, stamp, line_id = row
    right = vouch.line(at, person_id, what, by_id, why)
    if not compare_digest(right, stamp):
        result.found(_("Line %(id)s of %(day)s was altered.", id=line_id, day=f"{at:%Y-%m-%d %H:%M}"))
    return right


def _skip_missing(expected: int, number: int, result: Check) -> int:
    for missing in range(expected + 1, min(number, expected + 1 + MOST_NAMED)):
        result.found(_("Batch %(number)s is missing.", number=missing))
    return number


def _batch_fault(seal: AccessSeal, found: int) -> str:
    at = f"{seal.at:%Y-%m-%d %H:%M}"
    if found != seal.line_count:
        words = _("Batch %(number)s of %(at)s has %(found)s lines, and was sealed with %(count)s.")
        return words % {"number": seal.number, "at": at, "found": found, "count": seal.line_count}
    return _("Batch %(number)s of %(at)s is not as it was sealed.", number=seal.number, at=at)


def _front(session: Session, vouch: Stamps, result: Check) -> Head:
    anchor = session.get(AccessAnchor, ONLY_ROW)
    if anchor is None:
        return Head()
    if not compare_digest(anchor.signature, vouch.anchor(anchor.number, anchor.mac, anchor.at)):
        result.found(_("The mark where the log begins was not made here."))
    return Head(anchor.number, bytes(anchor.mac))


def _end(session: Session, result: Check) -> None:
    # Asked twice, for a batch may be sealed between the two halves of the question.
    if not is_whole(LOG, end_of(session)) and not is_whole(LOG, end_of(session)):
        result.found(_("The log does not end where it should: lines were cut off, or it was turned back."))
    unsealed = AccessLine.seal_number.is_(None)
    vouch = stamps()
    for row in session.execute(select(*_COLUMNS).where(unsealed).execution_options(yield_per=AT_ONCE)):
        _stamp(row, vouch, result)
        result.waiting += 1
    twice = select(func.count()).select_from(AccessLine).group_by(AccessLine.stamp).having(func.count() > 1)
    if copies := session.scalars(twice).all():
        result.found(_("%(count)s lines stand in the log more than once.", count=sum(copies)))
