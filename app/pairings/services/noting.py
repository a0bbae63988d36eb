"""What is noted along the way: that the mentor has written, and when the two first met. The caller commits."""

from __future__ import annotations

from datetime import date

from app.core.clock import now
from app.core.db import session
from app.pairings.models import Pairing
from app.pairings.services.locking import locked_pairings


def note_wrote(pairing: Pairing) -> None:
    """Note that the mentor has written first, or offered times; later letters change nothing."""
    (row,) = locked_pairings([pairing])
    if row.wrote_at is None:
        row.wrote_at = now()
        session().flush()


def note_first_met(pairing: Pairing, on: date) -> None:
    """Note the day of the first meeting that was logged; from then on nobody but the two can end the pair."""
    (row,) = locked_pairings([pairing])
    if row.first_met_on is None or on < row.first_met_on:
        row.first_met_on = on
        session().flush()
