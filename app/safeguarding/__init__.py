"""Calls for help: a sealed note from a room to the officer and the deputy named then, who are the only ones to read it.

The area stands before the rooms: a call may come from any of them, and whoever reads it knows none of them.
"""

from __future__ import annotations

from flask import Flask

from app.safeguarding import jobs, letters, models, panels, policy, routes
from app.safeguarding.blueprint import bp

__all__ = ["init_app", "jobs", "letters", "models", "panels", "policy", "routes"]


def init_app(app: Flask) -> None:
    """Serve the pages of the officer and the deputy."""
    app.register_blueprint(bp)
