"""What the two read before they first meet, by program type and side; each type’s words are in a module of its own."""

from programs.orientation.cards import (
    COMMON,
    MENTEE,
    MENTOR,
    MOST_CARDS,
    Card,
    Orientation,
    as_text,
    cards_in,
)

__all__ = ["COMMON", "MENTEE", "MENTOR", "MOST_CARDS", "Card", "Orientation", "as_text", "cards_in"]
