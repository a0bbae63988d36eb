"""The pages about pairs."""

from __future__ import annotations

from app.pairings.routes import imports, oversight, own, seats

__all__ = ["imports", "oversight", "own", "seats"]
