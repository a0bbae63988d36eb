"""Meetings of a pair: proposed, confirmed, moved, cancelled, and logged."""

from __future__ import annotations

from flask import Flask

from app.meetings import cohort_sections, jobs, letters, pair_sections, panels, previews, routes, turns, written
from app.meetings.blueprint import bp

__all__ = [
    "cohort_sections",
    "init_app",
    "jobs",
    "letters",
    "pair_sections",
    "panels",
    "previews",
    "routes",
    "turns",
    "written",
]


def init_app(app: Flask) -> None:
    """Serve the pages about meetings."""
    app.register_blueprint(bp)
