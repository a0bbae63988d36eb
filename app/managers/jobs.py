"""Suggestions do not lie around for ever."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select

from app.core.clock import now
from app.core.db import session
from app.core.due import due
from app.managers.models import ShownSuggestion, Suggestion

KEPT_FOR = timedelta(days=365)


@due("managers.sweep", every=timedelta(days=1))
def sweep() -> None:
    """Delete what was left a year ago."""
    old = select(Suggestion.id).where(Suggestion.left_at < now() - KEPT_FOR)
    session().execute(delete(ShownSuggestion).where(ShownSuggestion.suggestion_id.in_(old)))
    session().execute(delete(Suggestion).where(Suggestion.left_at < now() - KEPT_FOR))
