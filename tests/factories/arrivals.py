"""Proposals, as a run has made them."""

from __future__ import annotations

from sqlalchemy import select

from app.arrivals.models import Proposal
from app.cohorts.models import Cohort, Enrolment
from app.core.db import db
from app.matching_runs.models import MatchRun


def proposal(cohort: Cohort, mentee: Enrolment, mentor: Enrolment) -> str:
    """The public id of a proposal of these two by the first run of the cohort. The caller commits."""
    run = db.session.scalars(select(MatchRun).where(MatchRun.cohort_id == cohort.id)).first()
    made = Proposal(cohort=cohort, run=run, mentee=mentee, mentor=mentor)
    db.session.add(made)
    db.session.flush()
    return made.public_id
