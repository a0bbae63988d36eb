"""The first page after signing in: “what should I do now?”, made of the panels that the areas hand in."""

from __future__ import annotations

from flask import Flask

from app.home.routes import bp


def init_app(app: Flask) -> None:
    """Serve the home page."""
    app.register_blueprint(bp)
