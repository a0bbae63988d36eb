"""The pages about choosing."""

from __future__ import annotations

from app.choices.routes import answering, asking, listing, picking, settling

__all__ = ["answering", "asking", "listing", "picking", "settling"]
