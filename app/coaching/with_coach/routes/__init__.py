"""The pages of coaching."""

from app.coaching.with_coach.routes import agreement, asking, going_on, offers

__all__ = ["agreement", "asking", "going_on", "offers"]
