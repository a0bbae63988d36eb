"""What a cohort lets its people read before they meet, as the look before the launch reads it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from app.cohorts.models import Cohort, Side
from app.cohorts.written import writes
from app.core.db import session
from app.core.i18n import gettext as _
from app.orientation.models import OrientationText
from programs.lint import Written


@writes
def own_orientation(cohort: Cohort) -> Iterable[Written]:
    """The words of its own, for either side."""
    called = {Side.MENTEE: _("Orientation of the mentees"), Side.MENTOR: _("Orientation of the mentors")}
    for row in session().scalars(select(OrientationText).where(OrientationText.cohort_id == cohort.id)):
        yield Written(called[row.side], row.text, "orientation.overview")
