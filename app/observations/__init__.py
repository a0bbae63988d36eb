"""Observation reports: what an expert saw, read first by whom it is about, and apart from any conversation."""

from __future__ import annotations

from flask import Flask

from app.observations import (
    evidence,
    jobs,
    letters,
    pair_sections,
    panels,
    report_sections,
    routes,
)
from app.observations.blueprint import bp
from app.observations.services import erasing, regaining

__all__ = [
    "erasing",
    "evidence",
    "init_app",
    "jobs",
    "letters",
    "pair_sections",
    "panels",
    "regaining",
    "report_sections",
    "routes",
]


def init_app(app: Flask) -> None:
    """Serve the pages of observation reports."""
    app.register_blueprint(bp)
