"""What comes due: notes that were done long ago, and notes that those have who are not named any more."""

from __future__ import annotations

from datetime import timedelta

from app.core.due import due
from app.safeguarding.services import remind_former_readers, shred_old


@due("safeguarding.shred", every=timedelta(days=1))
def shred() -> None:
    """Shred notes that were done longer ago than they are kept."""
    shred_old()


@due("safeguarding.remind", every=timedelta(days=7))
def remind() -> None:
    """Write to those who were officer or deputy and have open notes to hand over; nobody else could."""
    remind_former_readers()
