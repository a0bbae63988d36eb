"""The pages of coaching and performance advising."""

from app.coaching.routes import overview

__all__ = ["overview"]
