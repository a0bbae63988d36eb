"""Sign-ups that nobody finished do not lie about: a month after the close, they and the answers in them go."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, or_, select

from app.cohorts.models import Cohort
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.sign_up.models import SignUp
from app.sign_up.queries import UNFINISHED
from app.sign_up.windows import local_today

KEPT_AFTER_CLOSE = timedelta(days=30)
TOUCHED = (SignUp.created_at, SignUp.invited_at, SignUp.opened_at, SignUp.started_at, SignUp.reminded_at)


def tidy_unfinished() -> int:
    """Delete those whose sign-up closed, and which were last touched, more than 30 days ago; how many that were.

    Somebody who was asked to come in late has their month from then. Who takes part is not touched.
    """
    closed = Cohort.sign_up_closes_on < local_today() - KEPT_AFTER_CLOSE
    return sum(_tidy(cohort) for cohort in session().scalars(select(Cohort).where(closed).order_by(Cohort.id)).all())


def _tidy(cohort: Cohort) -> int:
    limit = now() - KEPT_AFTER_CLOSE
    untouched = (or_(moment.is_(None), moment < limit) for moment in TOUCHED)
    left = delete(SignUp).where(SignUp.cohort_id == cohort.id, SignUp.state.in_(UNFINISHED), *untouched)
    gone = session().scalars(left.returning(SignUp.id).execution_options(synchronize_session=False)).all()
    if gone:
        record(None, "sign_up.tidied", cohort, sign_ups=len(gone))
    return len(gone)
