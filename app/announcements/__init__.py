"""Letters that an administrator writes to the people of a cohort: chosen, previewed, sent once."""

from __future__ import annotations

from flask import Flask

from app.announcements import groups, letters, routes, sections
from app.announcements.blueprint import bp

__all__ = ["groups", "init_app", "letters", "routes", "sections"]


def init_app(app: Flask) -> None:
    """Serve the pages about writing to people."""
    app.register_blueprint(bp)
