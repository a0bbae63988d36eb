"""First lines that a mentor may send to a new mentee, to take or to change; one’s own words are better."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from programs.sentences import Sentence

__all__ = ["OPENERS", "Opener", "openers"]


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


_COFFEE = Opener(
    "Short and easy",
    "Shall we meet?",
    "Dear {mentee}, we have been put together, and I am glad of it. Shall we take half an hour to get to know each "
    "other? Tell me which of these times suits you, or offer one of your own. Kind regards, {mentor}",
)

OPENERS: Mapping[str, tuple[Opener, ...]] = MappingProxyType(
    {
        "onboarding": (
            _COFFEE,
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
        ),
        "functional-expertise": (
            _COFFEE,
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
        ),
        "high-potential": (
            _COFFEE,
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
        ),
        "succession": (
            _COFFEE,
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
        ),
    }
)
"""Three for each program type, by its slug."""


def openers(program_type: str) -> tuple[Opener, ...]:
    """The three of a program type.

    Examples
    --------
    >>> [each.name for each in openers("onboarding")]
    ['Short and easy', 'A walk around', 'One question']
    """
    return OPENERS[program_type]
