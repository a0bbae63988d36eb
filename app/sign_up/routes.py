"""The pages about signing up."""

from __future__ import annotations

from app.sign_up import models
from app.sign_up.blueprint import bp

__all__ = ["bp", "models"]
