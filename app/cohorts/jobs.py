"""What comes due with time in this area."""

from __future__ import annotations

from datetime import timedelta

from app.cohorts.services import forget_old_drafts
from app.core.due import due


@due("cohorts.forget_sign_up_files", every=timedelta(hours=1))
def forget_sign_up_files() -> None:
    """Files that nobody confirmed within a day are thrown away."""
    forget_old_drafts()
