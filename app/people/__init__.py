"""People of the organisation: profile, directory, reporting lines, skills, appointments."""

from __future__ import annotations

from flask import Flask

from app.people import letters, panels
from app.people.routes import bp

__all__ = ["init_app", "letters", "panels"]


def init_app(app: Flask) -> None:
    """Serve the pages about people."""
    app.register_blueprint(bp)
