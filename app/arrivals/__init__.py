"""Arrivals: hires taken in by themselves, proposals held for a day, changing mentor once, the end of the way."""

from __future__ import annotations

from flask import Flask

from app.arrivals import (
    closing,
    cohort_sections,
    copies,
    erasing,
    jobs,
    leaving,
    letters,
    moves,
    pair_sections,
    previews,
    promised,
    routes,
)
from app.arrivals.blueprint import bp

__all__ = [
    "closing",
    "cohort_sections",
    "copies",
    "erasing",
    "init_app",
    "jobs",
    "leaving",
    "letters",
    "moves",
    "pair_sections",
    "previews",
    "promised",
    "routes",
]


def init_app(app: Flask) -> None:
    """Serve the pages about arrivals."""
    app.register_blueprint(bp)
