"""Choosing: mentees look for a mentor and ask, both sides rank, an administrator picks with a reason."""

from __future__ import annotations

from flask import Flask

from app.choices import (
    closing,
    cohort_sections,
    erasing,
    jobs,
    letters,
    own_sections,
    panels,
    previews,
    ranking_panels,
    routes,
)
from app.choices.blueprint import bp

__all__ = [
    "closing",
    "cohort_sections",
    "erasing",
    "init_app",
    "jobs",
    "letters",
    "own_sections",
    "panels",
    "previews",
    "ranking_panels",
    "routes",
]


def init_app(app: Flask) -> None:
    """Serve the pages about choosing."""
    app.register_blueprint(bp)
