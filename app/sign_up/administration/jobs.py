"""What comes due with time: the one reminder before the close, and what is left unfinished long after it."""

from __future__ import annotations

from datetime import timedelta

from app.core.due import due
from app.sign_up.administration.services import remind_before_close, tidy_unfinished


@due("sign_up.remind_before_close", every=timedelta(hours=1))
def remind_those_not_done() -> None:
    """Three days before sign-up closes, whoever was invited and is not done hears of it once."""
    remind_before_close()


@due("sign_up.tidy_unfinished", every=timedelta(days=1))
def tidy_what_nobody_finished() -> None:
    """A month after sign-up closed, what was begun and not finished is thrown away."""
    tidy_unfinished()
