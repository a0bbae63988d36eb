"""For those who have just joined."""

from programs.openers.words import COFFEE, Opener

__all__ = ["OPENERS"]

OPENERS = (
    COFFEE,
    Opener(
        "A walk around",
        "Shall I show you around?",
        "Dear {mentee}, welcome. I remember how many names one hears in the first weeks. Shall I show you "
        "around for half an hour, and you ask whatever you have not dared to ask yet? Kind regards, {mentor}",
    ),
    Opener(
        "One question",
        "What has surprised you so far?",
        "Dear {mentee}, I am your mentor for the first months. What has surprised you most so far? Bring it "
        "to our first talk, big or small. When would suit you? Kind regards, {mentor}",
    ),
)
