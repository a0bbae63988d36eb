"""Pairs: who is with whom, on which seat, since when, and how it ends."""

from __future__ import annotations

from flask import Flask

from app.pairings import letters, routes
from app.pairings.blueprint import bp

__all__ = ["init_app", "letters", "routes"]


def init_app(app: Flask) -> None:
    """Serve the pages about pairs."""
    app.register_blueprint(bp)
