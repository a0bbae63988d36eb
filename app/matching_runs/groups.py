"""Whom an administrator may write to: those without a mentor."""

from __future__ import annotations

from sqlalchemy import Select

from app.cohorts.audiences import audience
from app.cohorts.models import Cohort, Enrolment
from app.core.i18n import lazy_gettext as _l
from app.matching_runs.queries import reserve_mentors, waiting_mentees


@audience("unplaced", _l("Mentees without a mentor"), order=50)
def unplaced(cohort: Cohort) -> Select[int]:
    """Mentees who still need a mentor, or one more."""
    return _ids(waiting_mentees(cohort))


@audience("reserve", _l("Mentors in reserve"), order=55)
def reserve(cohort: Cohort) -> Select[int]:
    """Mentors with a free seat and nobody on any."""
    return _ids(reserve_mentors(cohort))


def _ids(enrolments: Select[Enrolment]) -> Select[int]:
    return enrolments.with_only_columns(Enrolment.person_id).order_by(None)
