"""Stretch tasks: one for each mentee at a time, with a sponsor who agreed to it. Nobody is rated by it."""

from __future__ import annotations

from flask import Flask

from app.stretch import (
    cohort_sections,
    jobs,
    leads,
    leaving,
    letters,
    moves,
    own_sections,
    pair_sections,
    panels,
    previews,
    routes,
)
from app.stretch.blueprint import bp

__all__ = [
    "cohort_sections",
    "init_app",
    "jobs",
    "leads",
    "leaving",
    "letters",
    "moves",
    "own_sections",
    "pair_sections",
    "panels",
    "previews",
    "routes",
]


def init_app(app: Flask) -> None:
    """Serve the pages about stretch tasks."""
    app.register_blueprint(bp)
