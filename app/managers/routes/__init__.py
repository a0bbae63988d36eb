"""The pages of a manager, and of whoever has one."""

from app.managers.routes import own, team
from app.managers.routes.blueprint import bp

__all__ = ["bp", "own", "team"]
