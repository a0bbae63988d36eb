"""Work that comes due with time: once per period, whichever worker notices, and once after a pause however long.

The bookkeeping row and the work share one transaction. A second scheduler waits for that row and then finds the
period taken; a worker that is killed in the middle leaves the period to the next one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy import String, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from app.core.classification import INTERNAL
from app.core.clock import now
from app.core.db import Base, db
from app.core.jobs import changed
from app.core.transactions import transaction

log = structlog.get_logger(__name__)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

DueFunction = Callable[[], None]


class DueWork(Base):
    """The last period for which a piece of work was done."""

    __tablename__ = "due_work"

    name: Mapped[str] = mapped_column(String(80), primary_key=True, info=INTERNAL)
    last_due_at: Mapped[datetime] = mapped_column(info=INTERNAL)


@dataclass(frozen=True, slots=True)
class Periodic:
    """A function, and how often it is due."""

    name: str
    every: timedelta
    function: DueFunction

    def period(self, moment: datetime) -> datetime:
        """When the period that holds ``moment`` began; periods are counted from 1970 in UTC."""
        return EPOCH + (moment - EPOCH) // self.every * self.every


PERIODIC: dict[str, Periodic] = {}


def due(name: str, *, every: timedelta) -> Callable[[DueFunction], DueFunction]:
    """Register a function to run once per period. It runs inside a transaction and does not commit."""

    def register(function: DueFunction) -> DueFunction:
        if name in PERIODIC and PERIODIC[name].function is not function:
            raise RuntimeError(f"Two functions are due as {name}.")
        PERIODIC[name] = Periodic(name, every, function)
        return function

    return register


def run_due() -> list[str]:
    """Do what is due; the names of what was done. A failure is logged, and due again at the next tick."""
    return [work.name for work in list(PERIODIC.values()) if _run_one(work)]


def _run_one(work: Periodic) -> bool:
    try:
        _introduce(work)
        with transaction():
            is_ours = _claim(work)
            if is_ours:
                work.function()
    except Exception:
        log.exception("due_work_failed", name=work.name)
        return False
    return is_ours


def _introduce(work: Periodic) -> None:
    """See that the row exists; work that is new is due at once."""
    try:
        with transaction() as session:
            if session.scalar(select(DueWork.name).where(DueWork.name == work.name)) is None:
                session.add(DueWork(name=work.name, last_due_at=EPOCH))
    except IntegrityError:
        log.debug("due_work_known", name=work.name)  # another worker was quicker


def _claim(work: Periodic) -> bool:
    moment = now()
    period = work.period(moment)
    # A time far ahead was written by a clock that was wrong: without this the work would rest until then.
    is_free = or_(DueWork.last_due_at < period, DueWork.last_due_at > moment + work.every)
    claim = update(DueWork).where(DueWork.name == work.name, is_free).values(last_due_at=period)
    return changed(db.session(), claim)
