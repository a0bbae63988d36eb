"""The pages of officer and deputy."""

from app.safeguarding.routes import navigation, notes

__all__ = ["navigation", "notes"]
