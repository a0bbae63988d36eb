"""The library of a cohort: short pieces to read between two sessions, which its administrators may word anew."""

from __future__ import annotations

from flask import Flask

from app.library import copying, own_sections, pair_sections, routes, written
from app.library.blueprint import bp

__all__ = ["copying", "init_app", "own_sections", "pair_sections", "routes", "written"]


def init_app(app: Flask) -> None:
    """Serve the pages of libraries."""
    app.register_blueprint(bp)
