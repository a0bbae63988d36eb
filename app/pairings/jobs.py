"""What comes due for pairs."""

from __future__ import annotations

from datetime import timedelta

from app.core.due import due
from app.pairings.services import forget_old_pairs_files, remind_to_write


@due("pairings.remind_to_write", every=timedelta(hours=4))
def remind_silent_mentors() -> None:
    """Remind mentors who have not written yet."""
    remind_to_write()


@due("pairings.forget_files", every=timedelta(hours=1))
def forget_files() -> None:
    """Throw away files of running pairs that nobody confirmed."""
    forget_old_pairs_files()
