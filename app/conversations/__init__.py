"""What the two of a pair say to each other: theirs alone."""

from __future__ import annotations

from flask import Flask

from app.conversations import erasing, jobs, letters, models, pair_sections, panels, policy, routes
from app.conversations.blueprint import bp

__all__ = ["erasing", "init_app", "jobs", "letters", "models", "pair_sections", "panels", "policy", "routes"]


def init_app(app: Flask) -> None:
    """Serve the pages of rooms."""
    app.register_blueprint(bp)
