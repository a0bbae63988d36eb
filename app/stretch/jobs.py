"""What comes due with time."""

from __future__ import annotations

from datetime import timedelta

from app.core.due import due
from app.stretch.services import lapse, remind, sweep


@due("stretch.days_are_over", every=timedelta(hours=1))
def days_are_over() -> None:
    """End what nobody said yes to, and write to those who look back soon."""
    lapse()
    remind()


@due("stretch.sweep", every=timedelta(days=1))
def sweep_old() -> None:
    """Delete what has had its time."""
    sweep()
