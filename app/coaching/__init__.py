"""Coaching and performance advising: the opposite rules of mentoring, with nothing in common but the people."""

from __future__ import annotations

from flask import Flask

from app.coaching import erasing, jobs, leavers, models, panels, policy, reports, routes, ways, with_coach
from app.coaching.blueprint import bp
from app.coaching.reports import routes as report_routes
from app.coaching.with_coach import forgetting, letters
from app.coaching.with_coach import panels as coach_panels
from app.coaching.with_coach import routes as coach_routes

__all__ = [
    "coach_panels",
    "coach_routes",
    "erasing",
    "forgetting",
    "init_app",
    "jobs",
    "leavers",
    "letters",
    "models",
    "panels",
    "policy",
    "report_routes",
    "reports",
    "routes",
    "ways",
    "with_coach",
]


def init_app(app: Flask) -> None:
    """Serve the pages of coaching and advising."""
    app.register_blueprint(bp)
