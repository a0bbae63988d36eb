"""Succession: critical roles, slates that only named people open, and executives who bring others on."""

from __future__ import annotations

from flask import Flask

from app.succession import erasing, jobs, letters, models, panels, policy, routes
from app.succession.blueprint import bp
from app.succession.services import regaining

__all__ = ["erasing", "init_app", "jobs", "letters", "models", "panels", "policy", "regaining", "routes"]


def init_app(app: Flask) -> None:
    """Serve the pages of succession."""
    app.register_blueprint(bp)
