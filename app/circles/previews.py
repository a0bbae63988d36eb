"""Which circle the letters are shown with while developing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.circles.models import CircleDate, CircleMember
from app.core.db import session
from app.core.mail_previews import preview


@preview("circle_made")
def made() -> dict[str, Any] | None:
    newest = session().scalars(select(CircleMember).order_by(CircleMember.enrolment_id.desc()).limit(1)).first()
    return {"circle_id": newest.circle_id, "enrolment_id": newest.enrolment_id} if newest else None


@preview("circle_date")
def date() -> dict[str, Any] | None:
    newest = session().scalars(select(CircleDate).order_by(CircleDate.id.desc()).limit(1)).first()
    if newest is None or not newest.circle.members:
        return None
    enrolment_id = newest.circle.members[0].enrolment_id
    return {"circle_id": newest.circle_id, "enrolment_id": enrolment_id, "date_id": newest.id}
