"""Which task the letters are shown with while developing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.core.db import session
from app.core.mail_previews import preview
from app.stretch.models import StretchTask
from programs.stretch import State


@preview("stretch_asked")
def asked() -> dict[str, Any] | None:
    newest = _newest(State.PROPOSED)
    return {"task_id": newest.id, "version": newest.version} if newest else None


@preview("stretch_agreed")
def agreed() -> dict[str, Any] | None:
    newest = _newest(State.AGREED)
    return {"task_id": newest.id} if newest else None


@preview("stretch_not_possible")
def not_possible() -> dict[str, Any] | None:
    newest = _newest(State.NOT_POSSIBLE)
    return {"task_id": newest.id} if newest else None


@preview("stretch_withdrawn")
def withdrawn() -> dict[str, Any] | None:
    newest = _newest(State.AGREED)
    return {"person_id": newest.sponsor_id} if newest else None


@preview("stretch_review_soon")
@preview("stretch_reviewed")
def to_sponsor() -> dict[str, Any] | None:
    newest = _newest(State.AGREED)
    return {"task_id": newest.id, "person_id": newest.sponsor_id} if newest else None


def _newest(state: State) -> StretchTask | None:
    found = select(StretchTask).where(StretchTask.state == state).order_by(StretchTask.id.desc())
    return session().scalar(found.limit(1))
