"""Which support fits me? A few questions that nobody is told the answers to, and what is different about each kind."""

from __future__ import annotations

from flask import Flask

from app.support.routes import bp


def init_app(app: Flask) -> None:
    """Serve the two pages, and the words that an organisation can change on them."""
    app.register_blueprint(bp)
