"""What comes due with time."""

from __future__ import annotations

from datetime import timedelta

from app.core.due import due
from app.nominations.services import sweep


@due("nominations.sweep", every=timedelta(days=1))
def sweep_old() -> None:
    """Delete what has had its time."""
    sweep()
