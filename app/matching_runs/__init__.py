"""Runs of the match: started, watched, stored with their proof, and shown to the cohort’s administrators."""

from __future__ import annotations

from flask import Flask

from app.matching_runs import (
    closing,
    cohort_sections,
    erasing,
    groups,
    jobs,
    letters,
    own_sections,
    panels,
    previews,
    publishable,
    routes,
    trial_jobs,
    why_not,
)
from app.matching_runs.blueprint import bp
from app.matching_runs.what_if import routes as what_if

__all__ = [
    "closing",
    "cohort_sections",
    "erasing",
    "groups",
    "init_app",
    "jobs",
    "letters",
    "own_sections",
    "panels",
    "previews",
    "publishable",
    "routes",
    "trial_jobs",
    "what_if",
    "why_not",
]


def init_app(app: Flask) -> None:
    """Serve the pages about runs."""
    app.register_blueprint(bp)
