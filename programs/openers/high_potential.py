"""For those who look at a larger role."""

from programs.openers.words import COFFEE, Opener

__all__ = ["OPENERS"]

OPENERS = (
    COFFEE,
    Opener(
        "How I got here",
        "Shall we compare our ways?",
        "Dear {mentee}, I would like to hear where you want to go, and tell you where I took wrong turns. "
        "Shall we take three quarters of an hour for it? Kind regards, {mentor}",
    ),
    Opener(
        "One decision",
        "A decision that is on your mind",
        "Dear {mentee}, for our first talk, think of one decision that is on your mind these weeks. We need "
        "not solve it; it is a good place to begin. When would suit you? Kind regards, {mentor}",
    ),
)
