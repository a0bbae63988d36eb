"""Pairs: who is with whom, on which seat, since when, and how it ends."""

from __future__ import annotations

from flask import Flask

from app.pairings import (
    apart,
    closing,
    cohort_sections,
    erasing,
    jobs,
    leavers,
    letters,
    pair_sections,
    panels,
    previews,
    routes,
    sign_ups,
)
from app.pairings.blueprint import bp

__all__ = [
    "apart",
    "closing",
    "cohort_sections",
    "erasing",
    "init_app",
    "jobs",
    "leavers",
    "letters",
    "pair_sections",
    "panels",
    "previews",
    "routes",
    "sign_ups",
]


def init_app(app: Flask) -> None:
    """Serve the pages about pairs."""
    app.register_blueprint(bp)
