"""What the two of a pair say to each other: theirs alone."""

from __future__ import annotations

from flask import Flask

from app.conversations import models, policy

__all__ = ["init_app", "models", "policy"]


def init_app(app: Flask) -> None:
    """Nothing is served yet; the tables and who may open them are known."""
