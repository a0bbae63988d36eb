"""Which results the letters are shown with while developing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import exists, select

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.services.cohorts import OVER
from app.core.db import session
from app.core.mail_previews import preview
from app.matching_runs.models import MatchRun, Unplaced
from app.pairings.models import Pairing, PairingState


@preview("not_placed")
def not_placed() -> dict[str, Any] | None:
    waiting = (
        select(Unplaced)
        .join(MatchRun, MatchRun.id == Unplaced.run_id)
        .join(Unplaced.enrolment)
        .where(MatchRun.published_at.is_not(None), ~_has_a_pair())
    )
    left = session().scalar(waiting.order_by(Unplaced.run_id.desc()).limit(1))
    return {"run_id": left.run_id, "enrolment_id": left.enrolment_id} if left else None


@preview("closed_unplaced")
def closed_unplaced() -> dict[str, Any] | None:
    left = select(Enrolment.id).join(Enrolment.cohort).where(Cohort.phase.in_(OVER), Enrolment.role == Side.MENTEE)
    is_in = left.where(Enrolment.state == EnrolmentState.SIGNED_UP, ~_has_a_pair())
    found = session().scalar(is_in.order_by(Enrolment.id.desc()).limit(1))
    return {"enrolment_id": found} if found else None


@preview("in_reserve")
def in_reserve() -> dict[str, Any] | None:
    found = (
        select(MatchRun.id, Enrolment.id)
        .join(Cohort, Cohort.id == MatchRun.cohort_id)
        .join(Enrolment, Enrolment.cohort_id == Cohort.id)
        .where(MatchRun.published_at.is_not(None), Enrolment.role == Side.MENTOR, ~_has_a_pair())
        .where(Enrolment.state == EnrolmentState.SIGNED_UP)
    )
    row = session().execute(found.order_by(MatchRun.id.desc()).limit(1)).one_or_none()
    return {"run_id": row[0], "enrolment_id": row[1]} if row else None


def _has_a_pair() -> Any:
    of_theirs = (Pairing.mentee_id == Enrolment.id) | (Pairing.mentor_id == Enrolment.id)
    return exists().where(of_theirs, Pairing.state == PairingState.OPEN)
