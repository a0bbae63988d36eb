"""Cohorts: their program type, their administrators, who signed up, and in which phase they are."""

from __future__ import annotations

from flask import Flask

from app.cohorts import apart, erasing, jobs, panels, workings
from app.cohorts.routes import bp

__all__ = ["apart", "erasing", "init_app", "jobs", "panels", "workings"]


def init_app(app: Flask) -> None:
    """Serve the pages about cohorts."""
    app.register_blueprint(bp)
