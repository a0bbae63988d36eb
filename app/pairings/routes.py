"""The pages about pairs."""

from __future__ import annotations

from app.pairings import models
from app.pairings.blueprint import bp

__all__ = ["bp", "models"]
