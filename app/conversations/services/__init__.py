"""What changes in the room of a pair."""

from app.conversations.services.rooms import enter, side_of
from app.conversations.services.writing import add, change, take_away

__all__ = ["add", "change", "enter", "side_of", "take_away"]
