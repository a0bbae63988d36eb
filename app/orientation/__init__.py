"""Orientation: what mentees and mentors read before they first meet, in the words of the program or of their cohort."""

from __future__ import annotations

from flask import Flask

from app.orientation import cohort_sections, copies, erasing, greetings, own_sections, panels, routes, written
from app.orientation.blueprint import bp

__all__ = [
    "cohort_sections",
    "copies",
    "erasing",
    "greetings",
    "init_app",
    "own_sections",
    "panels",
    "routes",
    "written",
]


def init_app(app: Flask) -> None:
    """Serve the pages of orientation."""
    app.register_blueprint(bp)
