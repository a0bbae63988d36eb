"""What comes due with time."""

from __future__ import annotations

from datetime import timedelta

from app.core.due import due
from app.nominations.services import remind_of_talks, sweep


@due("nominations.sweep", every=timedelta(days=1))
def sweep_old() -> None:
    """Delete what has had its time."""
    sweep()


@due("nominations.talks", every=timedelta(days=1))
def remind_of_overdue_talks() -> None:
    """Write to whoever is to have a talk whose day is over."""
    remind_of_talks()
