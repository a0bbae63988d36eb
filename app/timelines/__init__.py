"""Timelines: the milestones of a program from somebody’s own start, ticked by the mentee alone."""

from __future__ import annotations

from flask import Flask

from app.timelines import (
    cohort_sections,
    erasing,
    evidence,
    moves,
    pair_sections,
    panels,
    report_sections,
    routes,
    written,
)
from app.timelines.blueprint import bp

__all__ = [
    "cohort_sections",
    "erasing",
    "evidence",
    "init_app",
    "moves",
    "pair_sections",
    "panels",
    "report_sections",
    "routes",
    "written",
]


def init_app(app: Flask) -> None:
    """Serve the pages of timelines."""
    app.register_blueprint(bp)
