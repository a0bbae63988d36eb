"""For those who prepare for a role that somebody holds."""

from programs.openers.words import COFFEE, Opener

__all__ = ["OPENERS"]

OPENERS = (
    COFFEE,
    Opener(
        "A look behind the role",
        "A look behind the role",
        "Dear {mentee}, I would like to show you what this work looks like from the inside: the days nobody "
        "sees. Shall we take three quarters of an hour? Kind regards, {mentor}",
    ),
    Opener(
        "Your questions",
        "What would you like to ask?",
        "Dear {mentee}, before we meet, write down two or three questions that you would ask somebody who "
        "has been there. I will answer them as openly as I can. When would suit you? Kind regards, {mentor}",
    ),
)
