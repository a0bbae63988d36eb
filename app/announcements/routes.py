"""The pages about writing to people."""

from __future__ import annotations

from app.announcements import models
from app.announcements.blueprint import bp

__all__ = ["bp", "models"]
