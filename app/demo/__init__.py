"""Northmere, the invented company with which an installation can be looked at."""

from __future__ import annotations

from flask import Flask

from app.core.config import config_of
from app.demo import faces


def init_app(app: Flask) -> None:
    """Offer the people of the tour for signing in as, in the demonstration only."""
    if config_of(app).demo:
        faces.offer()
