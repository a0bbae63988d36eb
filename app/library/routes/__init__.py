"""The pages of libraries."""

from app.library.routes import editing, reading

__all__ = ["editing", "reading"]
