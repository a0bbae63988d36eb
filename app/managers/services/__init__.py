"""What changes about suggestions and agreements."""

from app.managers.services.agreements import agree_to_busy_times, end_agreement, end_agreements_of
from app.managers.services.suggestions import (
    CHANGED_WITHIN,
    LONGEST_SUGGESTION,
    can_be_changed,
    change_suggestion,
    leave_suggestion,
    put_away,
    show_no_longer,
    show_to_mentor,
    take_back,
)

__all__ = [
    "CHANGED_WITHIN",
    "LONGEST_SUGGESTION",
    "agree_to_busy_times",
    "can_be_changed",
    "change_suggestion",
    "end_agreement",
    "end_agreements_of",
    "leave_suggestion",
    "put_away",
    "show_no_longer",
    "show_to_mentor",
    "take_back",
]
