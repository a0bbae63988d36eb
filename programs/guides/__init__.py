"""Three questions for each session of a pair, by program type and moment; a module for each type."""

from programs.guides.moments import AT_ONCE, USUAL, Guide, Moment, Where, guide_at, three_of, turns_of

__all__ = ["AT_ONCE", "USUAL", "Guide", "Moment", "Where", "guide_at", "three_of", "turns_of"]
