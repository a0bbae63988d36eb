"""First lines that a mentor may send to a new mentee, to take or to change; one’s own words are better."""

from programs.openers.words import COFFEE, USUAL, Opener

__all__ = ["COFFEE", "USUAL", "Opener"]
