"""Which sign-ups the letters are shown with while developing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.cohorts.models import Side
from app.core.db import session
from app.core.mail_previews import preview
from app.sign_up.models import SignUp, SignUpState
from app.sign_up.queries import UNFINISHED


def _newest(*states: SignUpState) -> SignUp | None:
    return session().scalar(select(SignUp).where(SignUp.state.in_(states)).order_by(SignUp.id.desc()).limit(1))


def _unfinished() -> dict[str, Any] | None:
    found = _newest(*UNFINISHED)
    return {"cohort_id": found.cohort_id, "person_id": found.person_id} if found else None


preview("sign_up_open")(_unfinished)
preview("sign_up_reminder")(_unfinished)


@preview("sign_up_receipt")
def received() -> dict[str, Any] | None:
    found = _newest(SignUpState.DONE)
    return {"sign_up_id": found.id} if found else None


@preview("sign_up_confirm_please")
def entered() -> dict[str, Any] | None:
    found = _newest(SignUpState.ENTERED)
    return {"sign_up_id": found.id} if found else None


@preview("sign_up_removed")
def removed() -> dict[str, Any] | None:
    found = _newest(*SignUpState)
    if found is None:
        return None
    return {"cohort_id": found.cohort_id, "person_id": found.person_id, "is_mentor": found.side is Side.MENTOR}
