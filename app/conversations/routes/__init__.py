"""The pages of a room."""

from app.conversations.routes import ending, files, helping, items, regaining, rooms, search

__all__ = ["ending", "files", "helping", "items", "regaining", "rooms", "search"]
