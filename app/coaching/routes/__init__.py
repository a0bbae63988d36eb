"""The pages of coaching and performance advising."""

from app.coaching.routes import case, closing, desk, judging, overview, planning, referring, regaining

__all__ = ["case", "closing", "desk", "judging", "overview", "planning", "referring", "regaining"]
