"""Which requests the letters are shown with while developing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.choices.models import MentorRequest, RequestState
from app.core.db import session
from app.core.mail_previews import preview


def _newest(state: RequestState) -> dict[str, Any] | None:
    newest = select(MentorRequest.id).where(MentorRequest.state == state).order_by(MentorRequest.id.desc())
    found = session().scalar(newest.limit(1))
    return {"request_id": found} if found else None


@preview("request_arrived")
def arrived() -> dict[str, Any] | None:
    return _newest(RequestState.OPEN)


@preview("request_reminder")
def reminder() -> dict[str, Any] | None:
    return _newest(RequestState.OPEN)


@preview("request_talk")
def talk() -> dict[str, Any] | None:
    return _newest(RequestState.OPEN)


@preview("request_not_possible")
def not_possible() -> dict[str, Any] | None:
    return _newest(RequestState.OVER)
