"""What comes due for requests."""

from __future__ import annotations

from datetime import timedelta

from app.choices.services import end_unanswered, remind_mentors
from app.core.due import due


@due("choices.end_unanswered", every=timedelta(hours=1))
def end_requests() -> None:
    """End requests whose days are over, and remind mentors whose days are almost over."""
    end_unanswered()
    remind_mentors()
