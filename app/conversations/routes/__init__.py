"""The pages of a room."""

from app.conversations.routes import files, items, regaining, rooms, search

__all__ = ["files", "items", "regaining", "rooms", "search"]
