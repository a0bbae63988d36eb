"""Setting up an installation: the first administrator's checklist, its settings, and the pages everybody may read."""

from __future__ import annotations

from flask import Flask

from app.setup import letters, panels
from app.setup.routes import bp

__all__ = ["init_app", "letters", "panels"]


def init_app(app: Flask) -> None:
    """Serve the checklist, the settings and the notices."""
    app.register_blueprint(bp)
