"""The pages about meetings."""

from __future__ import annotations

from app.meetings import models
from app.meetings.blueprint import bp

__all__ = ["bp", "models"]
