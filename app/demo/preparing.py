"""Who has read the orientation: those who met did so before, the others find it on their home page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from app.core.db import session
from app.orientation.models import OrientationRead
from app.pairings.models import Pairing

BEFORE = timedelta(days=2)


def prepare(pairs: Sequence[Pairing]) -> None:
    """Note it for both of each pair that has met; mentors of several once. The caller commits."""
    met = {each: pair for pair in pairs if pair.first_met_on for each in (pair.mentee_id, pair.mentor_id)}
    session().add_all(OrientationRead(enrolment_id=each, read_at=pair.made_at + BEFORE) for each, pair in met.items())
    session().flush()
