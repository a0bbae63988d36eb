"""The people manager’s page: stand back, suggest, support; and what the other side shows of itself, and takes back."""

from __future__ import annotations

from flask import Flask

from app.managers import agreements, jobs, pair_sections, panels
from app.managers.routes import bp

__all__ = ["agreements", "init_app", "jobs", "pair_sections", "panels"]


def init_app(app: Flask) -> None:
    """Serve the pages of both sides."""
    app.register_blueprint(bp)
