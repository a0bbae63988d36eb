"""A running cohort as its administrators see it: five figures, and what needs a hand today."""

from __future__ import annotations

from flask import Flask

from app.running import audiences, cohort_sections, routes
from app.running.blueprint import bp

__all__ = ["audiences", "cohort_sections", "init_app", "routes"]


def init_app(app: Flask) -> None:
    """Serve the pages about a running cohort."""
    app.register_blueprint(bp)
