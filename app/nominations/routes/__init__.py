"""The pages of nominations."""

from __future__ import annotations

from app.nominations.routes import committee, own, putting_forward, settling, wish

__all__ = ["committee", "own", "putting_forward", "settling", "wish"]
