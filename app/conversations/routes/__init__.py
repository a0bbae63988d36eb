"""The pages of a room."""

from app.conversations.routes import ending, files, items, regaining, rooms, search

__all__ = ["ending", "files", "items", "regaining", "rooms", "search"]
