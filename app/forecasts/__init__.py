"""How many roles HR expects to come free, and by that how many places a cohort of a program has."""

from __future__ import annotations

from flask import Flask

from app.forecasts import limits, routes, sections
from app.forecasts.blueprint import bp

__all__ = ["init_app", "limits", "routes", "sections"]


def init_app(app: Flask) -> None:
    """Serve the page of forecasts."""
    app.register_blueprint(bp)
