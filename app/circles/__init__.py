"""Peer circles: five or six mentees of a cohort who meet among themselves. Members and dates, and no words."""

from __future__ import annotations

from flask import Flask

from app.circles import leaving, letters, previews, routes, sections
from app.circles.blueprint import bp

__all__ = ["init_app", "leaving", "letters", "previews", "routes", "sections"]


def init_app(app: Flask) -> None:
    """Serve the pages about circles."""
    app.register_blueprint(bp)
