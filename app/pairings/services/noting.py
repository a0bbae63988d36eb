"""What is noted along the way: that the mentor has written, and when the two first met. The caller commits."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.cohorts.models import Cohort
from app.core.clock import now, today
from app.core.db import session
from app.core.organisation import organisation
from app.core.outbox import send
from app.pairings.models import Origin, Pairing, PairingState
from app.pairings.pauses import paused_among
from app.pairings.services.locking import locked_pairings
from programs.phases import Phase
from programs.working_days import add_working_days

SILENT_DAYS = 5
"""Working days in which a mentor may be silent before the one reminder."""
AT_ONCE = 500


def note_wrote(pairing: Pairing) -> None:
    """Note that the mentor has written first, or offered times; later letters, and an ended pair, change nothing."""
    (row,) = locked_pairings([pairing])
    if row.wrote_at is None and row.is_open:
        row.wrote_at = now()
        session().flush()


def note_first_met(pairing: Pairing, on: date) -> None:
    """Note the day of the first meeting that was logged; from then on nobody but the two can end the pair."""
    (row,) = locked_pairings([pairing])
    if row.first_met_on is None or on < row.first_met_on:
        row.first_met_on = on
        session().flush()


def remind_to_write() -> int:
    """Write to mentors of whom nothing was heard for five working days, once in a pair’s life; how many.

    Never to the mentee. Those that do not fit into one round are due in the next one.
    """
    house = ZoneInfo(organisation().time_zone)
    day = today(house.key)
    late = [each for each in _unwritten() if add_working_days(each.made_at.astimezone(house).date(), SILENT_DAYS) < day]
    silent = [each for each in locked_pairings(late) if each.is_open and each.wrote_at is None]
    paused = paused_among({each.id for each in silent})
    silent = [each for each in silent if each.id not in paused]
    for pairing in silent:
        pairing.reminded_at = now()
        mentor = pairing.mentor.person
        if mentor.is_active and mentor.email:
            send("write_first_reminder", to=mentor.email, pairing_id=pairing.id, person_id=mentor.id)
    session().flush()
    return len(silent)


def _unwritten() -> list[Pairing]:
    running = select(Cohort.id).where(Cohort.phase.in_([Phase.SIGN_UP, Phase.MATCHING, Phase.RUNNING]))
    pairs = select(Pairing).where(
        Pairing.state == PairingState.OPEN,
        Pairing.origin != Origin.IMPORT,
        Pairing.wrote_at.is_(None),
        Pairing.reminded_at.is_(None),
        Pairing.first_met_on.is_(None),
        # Five working days are seven days at least.
        Pairing.made_at < now() - timedelta(days=SILENT_DAYS + 1),
        Pairing.cohort_id.in_(running),
    )
    return list(session().scalars(pairs.order_by(Pairing.made_at, Pairing.id).limit(AT_ONCE)))
