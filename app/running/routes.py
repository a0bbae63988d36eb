"""The pages about a running cohort."""

from __future__ import annotations

from app.running.blueprint import bp

__all__ = ["bp"]
