"""What the steps of signing up are about, and how each opens."""

from collections.abc import Sequence
from enum import StrEnum

__all__ = ["MENTEE", "MENTOR", "Topic", "opening"]

MENTEE, MENTOR = "mentee", "mentor"


class Topic(StrEnum):
    """What a step of the form is about; the steps come in this order."""

    SUBJECT = "subject"
    PEOPLE = "people"
    TIME = "time"


TOPICS = {
    Topic.SUBJECT: {
        MENTEE: ("What would you like to get out of it?", "Nobody marks this, and you can change it later."),
        MENTOR: ("What can you give?", "As little or as much as you like: nobody marks this."),
    },
    Topic.PEOPLE: {
        MENTEE: ("With whom?", "Both questions are free to leave empty. Your manager never sees an answer."),
        MENTOR: ("With whom?", "Both questions are free to leave empty. Your manager never sees an answer."),
    },
    Topic.TIME: {
        MENTEE: ("When, and in which language?", "Taken from your profile. What you change here changes there too."),
        MENTOR: (
            "How much, when, and in which language?",
            "Languages and hours come from your profile. What you change here changes there too.",
        ),
    },
}
ALONE = {
    "wants": ("What would you like to get better at?", "One to three skills. Nobody marks this."),
    "offers": ("What can you pass on?", "What you name here counts. If you name nothing, your profile does."),
    "avoid": ("Is there anybody you would rather not be paired with?", "Most people leave this empty."),
}
"""How a step opens when this is its only question."""
ABOUT_ONESELF = ("A little about you", "What two people have in common makes the first talk easier.")
"""How a step opens that asks neither for skills nor for roles."""


def opening(topic: Topic, side: str, asked: Sequence[str]) -> tuple[str, str]:
    """Heading and lead of a step; one that asks a single question opens with it.

    Examples
    --------
    >>> opening(Topic.PEOPLE, "mentor", ["avoid"])[0]
    'Is there anybody you would rather not be paired with?'
    """
    if topic is Topic.SUBJECT and set(asked) <= {"interests", "values"}:
        return ABOUT_ONESELF
    only = asked[0] if len(asked) == 1 else ""
    return ALONE.get(only, TOPICS[topic][side])
