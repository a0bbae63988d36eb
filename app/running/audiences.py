"""Whom administrators may write to because their pair has gone quiet."""

from __future__ import annotations

from sqlalchemy import Select, select, union_all

from app.cohorts.audiences import audience
from app.cohorts.models import Cohort, Enrolment
from app.core.i18n import lazy_gettext as _l
from app.pairings.models import Pairing
from app.running.queries import quiet_pairs


@audience("quiet", _l("Both people of the quiet pairs"), order=60)
def quiet(cohort: Cohort) -> Select[int]:
    """Both people of each pair that has gone quiet; somebody in two of them is written to once."""
    pairs = quiet_pairs(cohort, with_both=False).with_only_columns(Pairing.mentee_id, Pairing.mentor_id)
    rows = pairs.order_by(None).cte("quiet_pairs")
    return select(Enrolment.person_id).where(
        Enrolment.id.in_(union_all(select(rows.c.mentee_id), select(rows.c.mentor_id)))
    )
