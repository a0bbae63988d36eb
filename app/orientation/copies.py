"""A cohort made again from another one has its words, and nobody who has read them."""

from __future__ import annotations

from sqlalchemy import select

from app.cohorts.copies import copied
from app.cohorts.models import Cohort
from app.core.db import session
from app.orientation.models import OrientationText


@copied
def copy_words(cohort: Cohort, copy: Cohort) -> None:
    """Take the cohort’s own words over."""
    own = select(OrientationText).where(OrientationText.cohort_id == cohort.id)
    session().add_all(
        OrientationText(cohort_id=copy.id, side=each.side, text=each.text) for each in session().scalars(own)
    )
