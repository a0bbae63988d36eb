"""People from HR: a file is chosen, its columns are settled, what it would change is shown, and then it is applied."""

from __future__ import annotations

from flask import Flask

from app.people_import import erasing, jobs
from app.people_import.routes import bp

__all__ = ["erasing", "init_app", "jobs"]


def init_app(app: Flask) -> None:
    """Serve the pages of imports."""
    app.register_blueprint(bp)
