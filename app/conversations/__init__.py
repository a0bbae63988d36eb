"""What the two of a pair say to each other: theirs alone."""

from __future__ import annotations

from flask import Flask

from app.conversations import (
    cohort_sections,
    erasing,
    jobs,
    letters,
    models,
    pair_sections,
    panels,
    policy,
    routes,
    ways,
)
from app.conversations.blueprint import bp

__all__ = [
    "cohort_sections",
    "erasing",
    "init_app",
    "jobs",
    "letters",
    "models",
    "pair_sections",
    "panels",
    "policy",
    "routes",
    "ways",
]


def init_app(app: Flask) -> None:
    """Serve the pages of rooms."""
    app.register_blueprint(bp)
