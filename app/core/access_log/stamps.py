"""What vouches for lines and batches: stamps made with a key that lies in the keystore, apart from the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from flask import current_app
from sqlalchemy.exc import IntegrityError

from app.core.vault import Domain, Lock, Membership, NoKey, make_key, open_key, stamped

EXTENSION = "ithaca.access_log"
LOG = Lock(Domain.AUDIT, "access-log")
KEEPER = "ithaca"
"""Nobody’s public id: the log’s key belongs to the house and to no person."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Stamps:
    """The key of the log, which is opened once in the life of a process."""

    _key: bytes = field(repr=False)

    def line(self, at: datetime, person_id: str | None, what: str, by_id: str | None, why: str) -> bytes:
        """What vouches for one line, wherever it stands."""
        moment = (at - _EPOCH) // _MICROSECOND
        return stamped(self._key, "line", moment, person_id or "", what, by_id or "", why)

    def batch(self, number: int, previous: bytes, stamps: Iterable[bytes]) -> bytes:
        """What vouches for a batch: its lines in their order, after all batches before it."""
        return stamped(self._key, "batch", number, previous, b"".join(stamps))

    def anchor(self, number: int, mac: bytes, at: datetime) -> bytes:
        """What vouches for the place where the kept part begins."""
        return stamped(self._key, "anchor", number, mac, (at - _EPOCH) // _MICROSECOND)


def stamps() -> Stamps:
    """The stamps of this installation. Raises CannotBeOpened where the keystore was altered: nothing goes unnoted."""
    found: Stamps | None = current_app.extensions.get(EXTENSION)
    if found is None:
        found = current_app.extensions[EXTENSION] = Stamps(_opened())
    return found


def _opened() -> bytes:
    membership = Membership(LOG, KEEPER)
    try:
        key = open_key(membership, "access-log")
    except NoKey:
        _make()
        key = open_key(membership, "access-log")
    return key.derived_for("access-log")


def _make() -> None:
    try:
        make_key(LOG, {KEEPER})
    except IntegrityError:
        return  # another process was quicker, and its key is the one
