"""What comes due with time: the one reminder before the close."""

from __future__ import annotations

from datetime import timedelta

from app.core.due import due
from app.sign_up.administration.services import remind_before_close


@due("sign_up.remind_before_close", every=timedelta(hours=1))
def remind_those_not_done() -> None:
    """Three days before sign-up closes, whoever was invited and is not done hears of it once."""
    remind_before_close()
