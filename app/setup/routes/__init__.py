"""The checklist, a page for each of its items, and the notices that everybody may read."""

from app.setup.routes import checklist, notices, settings
from app.setup.routes.blueprint import bp

__all__ = ["bp", "checklist", "notices", "settings"]
