"""What a first line is, and the three of a program type that brings none of its own."""

from dataclasses import dataclass

from programs.sentences import Sentence

__all__ = ["COFFEE", "USUAL", "Opener"]


@dataclass(frozen=True, slots=True)
class Opener:
    """A subject and a few lines, with places for the first names ``mentee`` and ``mentor``."""

    name: str
    subject: str
    text: str

    def words(self, mentee: str, mentor: str) -> Sentence:
        """The lines with both names in them.

        Examples
        --------
        >>> str(Opener("Short", "Hello", "Dear {mentee}, shall we meet? {mentor}").words("Priya", "Leila"))
        'Dear Priya, shall we meet? Leila'
        """
        return Sentence(self.text, {"mentee": mentee, "mentor": mentor})


COFFEE = Opener(
    "Short and easy",
    "Shall we meet?",
    "Dear {mentee}, we have been put together, and I am glad of it. Shall we take half an hour to get to know each "
    "other? Tell me which of these times suits you, or offer one of your own. Kind regards, {mentor}",
)

USUAL = (
    COFFEE,
    Opener(
        "What you would like",
        "What would you like to talk about?",
        "Dear {mentee}, I am looking forward to meeting you. What would you like to talk about first? Bring it to our "
        "first talk, big or small. When would suit you? Kind regards, {mentor}",
    ),
    Opener(
        "My own first days",
        "Shall I tell you how it was for me?",
        "Dear {mentee}, I remember well how it was when somebody first took time for me. Shall I tell you about it, "
        "and then you ask whatever you like? Kind regards, {mentor}",
    ),
)
"""For every program type that has no others."""
