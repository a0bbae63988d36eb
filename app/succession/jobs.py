"""What comes due with time."""

from __future__ import annotations

from datetime import timedelta

from app.core.due import due
from app.succession.services.reminding import remind_owners


@due("succession.remind", every=timedelta(days=1))
def remind() -> None:
    """Write to owners that something waits on the page of their plan."""
    remind_owners()
