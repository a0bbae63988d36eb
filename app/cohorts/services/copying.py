"""A cohort made again from another one. The caller commits."""

from __future__ import annotations

from datetime import date

from app.cohorts.copies import copy_the_rest
from app.cohorts.models import Cohort
from app.cohorts.services.cohorts import Outline, create_cohort
from app.core.audit import record
from app.core.db import session
from app.people.models import Person

COPIED = (
    *("purpose", "audience", "questions", "privacy", "weights", "rules", "aims", "choice", "practice"),
    *("own_milestones", "own_guides"),
)


def copy_cohort(cohort: Cohort, name: str, starts_on: date, *, actor: Person) -> Cohort:
    """Make a cohort with the settings of another, as long as that one, and with nobody of it.

    Who copies it runs it, and is whom people may ask. Raises RuleBroken, naming the field, as ``create_cohort`` does.
    """
    lasts = cohort.ends_on - cohort.starts_on if cohort.has_end else None
    outline = Outline(
        program_type=cohort.program_type,
        name=name,
        starts_on=starts_on,
        ends_on=None if lasts is None else min(starts_on, date.max - lasts) + lasts,
        competencies=tuple(each.name for each in cohort.competencies),
    )
    copy = create_cohort(outline, actor=actor)
    for field in COPIED:
        value = getattr(cohort, field)
        setattr(copy, field, type(value)(value))
    session().flush()
    copy_the_rest(cohort, copy)
    record(actor, "cohort.copied", copy, source=cohort.public_id)
    return copy
