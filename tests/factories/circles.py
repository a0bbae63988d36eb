"""A peer circle that its people were told of."""

from __future__ import annotations

from datetime import timedelta

from app.circles.models import CircleDate, CircleMember, PeerCircle
from app.cohorts.models import Cohort, Enrolment
from app.core.clock import now
from app.core.db import db


def peer_circle(cohort: Cohort, *mentees: Enrolment) -> dict[str, str]:
    """A circle with a date in a week; the public ids of both."""
    members = [CircleMember(enrolment=each) for each in mentees]
    date = CircleDate(starts_at=now() + timedelta(days=7), minutes=60)
    circle = PeerCircle(cohort=cohort, number=1, told_at=now(), members=members, dates=[date])
    db.session.add(circle)
    db.session.flush()
    return {"circle_id": circle.public_id, "date_id": date.public_id}
