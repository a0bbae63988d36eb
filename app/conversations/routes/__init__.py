"""The pages of a room."""

from app.conversations.routes import agreement, ending, files, helping, items, regaining, rooms, search

__all__ = ["agreement", "ending", "files", "helping", "items", "regaining", "rooms", "search"]
