"""Whom administrators may write to because their pair has gone quiet."""

from __future__ import annotations

from sqlalchemy import Select, or_, select

from app.cohorts.audiences import audience
from app.cohorts.models import Cohort, Enrolment
from app.core.i18n import lazy_gettext as _l
from app.pairings.models import Pairing
from app.people.models import Person
from app.running.queries import quiet_pairs


@audience("quiet", _l("Both people of the quiet pairs"), order=60)
def quiet(cohort: Cohort) -> Select[Person]:
    """Both people of each pair that has gone quiet; somebody in two of them is written to once."""
    pairs = quiet_pairs(cohort, with_both=False).with_only_columns(Pairing.mentee_id, Pairing.mentor_id)
    rows = pairs.order_by(None).subquery()
    is_one = or_(Enrolment.id == rows.c.mentee_id, Enrolment.id == rows.c.mentor_id)
    return select(Person).where(Person.id.in_(select(Enrolment.person_id).join(rows, is_one)))
