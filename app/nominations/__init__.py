"""Nominations: put forward by the program, a manager or oneself; a committee that sees what the nominee approved."""

from __future__ import annotations

from flask import Flask

from app.nominations import cohort_sections, entrances, erasing, jobs, leaving, letters, panels, report_sections, routes
from app.nominations.blueprint import bp

__all__ = [
    "cohort_sections",
    "entrances",
    "erasing",
    "init_app",
    "jobs",
    "leaving",
    "letters",
    "panels",
    "report_sections",
    "routes",
]


def init_app(app: Flask) -> None:
    """Serve the pages of nominations."""
    app.register_blueprint(bp)
