"""The road between programs: one's own, and how many of a cohort went on."""

from __future__ import annotations

from flask import Flask

from app.road import joining, routes
from app.road.blueprint import bp

__all__ = ["init_app", "joining", "routes"]


def init_app(app: Flask) -> None:
    """Serve the pages of the road."""
    app.register_blueprint(bp)
