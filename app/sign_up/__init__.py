"""Signing up: what a mentee and a mentor are asked, kept while they answer, and what their administrator sees of it."""

from __future__ import annotations

from flask import Flask

from app.sign_up import administration, doors, erasing, letters, models, needs, own_sections, panels, previews, routes
from app.sign_up.blueprint import bp

__all__ = [
    "administration",
    "doors",
    "erasing",
    "init_app",
    "letters",
    "models",
    "needs",
    "own_sections",
    "panels",
    "previews",
    "routes",
]


def init_app(app: Flask) -> None:
    """Serve the pages about signing up."""
    app.register_blueprint(bp)
