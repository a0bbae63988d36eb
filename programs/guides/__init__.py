"""Three questions for each session of a pair, by program type and moment; a module for each type."""

from programs.guides.moments import AT_ONCE, USUAL, Guide, Moment, Where, guide_at, three_of, turns_of
from programs.guides.wording import as_text, in_own_words, questions_in

__all__ = [
    "AT_ONCE",
    "USUAL",
    "Guide",
    "Moment",
    "Where",
    "as_text",
    "guide_at",
    "in_own_words",
    "questions_in",
    "three_of",
    "turns_of",
]
