"""The pages of imports."""

from app.people_import.routes import consents, drafts, files
from app.people_import.routes.blueprint import bp

__all__ = ["bp", "consents", "drafts", "files"]
