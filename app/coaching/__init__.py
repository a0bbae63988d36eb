"""Coaching and performance advising: the opposite rules of mentoring, with nothing in common but the people."""

from __future__ import annotations

from flask import Flask

from app.coaching import models, policy, routes
from app.coaching.blueprint import bp

__all__ = ["init_app", "models", "policy", "routes"]


def init_app(app: Flask) -> None:
    """Serve the pages of coaching and advising."""
    app.register_blueprint(bp)
