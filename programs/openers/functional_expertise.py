"""For those who learn from an expert."""

from programs.openers.words import COFFEE, Opener

__all__ = ["OPENERS"]

OPENERS = (
    COFFEE,
    Opener(
        "What you want to learn",
        "What would you like to learn first?",
        "Dear {mentee}, I am looking forward to working with you. Which one thing would you like to be able "
        "to do by yourself in six months? Bring it to our first talk, and we start there. Kind regards, "
        "{mentor}",
    ),
    Opener(
        "A piece of work",
        "Bring something you are working on",
        "Dear {mentee}, for our first talk, bring a piece of work that you are stuck in or proud of, "
        "whichever you prefer. We look at it together. When would suit you? Kind regards, {mentor}",
    ),
)
