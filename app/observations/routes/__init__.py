"""The pages about observation reports."""

from __future__ import annotations

from app.observations.routes import deciding, levels, overview, regaining, reports

__all__ = ["deciding", "levels", "overview", "regaining", "reports"]
