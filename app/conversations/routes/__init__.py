"""The pages of a room."""

from app.conversations.routes import files, items, rooms, search

__all__ = ["files", "items", "rooms", "search"]
