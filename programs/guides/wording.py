"""The questions of a guide in the words of one cohort: one a line, three at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from programs.guides.moments import AT_ONCE, Guide
from programs.rules import RuleBroken

__all__ = ["LONGEST_QUESTION", "MOST_QUESTIONS", "as_text", "in_own_words", "questions_in"]

MOST_QUESTIONS = 4 * AT_ONCE
LONGEST_QUESTION = 200
_POINTS = "-*• \t"


def in_own_words(guides: Iterable[Guide], own: Mapping[str, Sequence[str]]) -> tuple[Guide, ...]:
    """The guides of a type, with the questions that a cohort has put in other words.

    Examples
    --------
    >>> from programs.guides.moments import USUAL
    >>> in_own_words(USUAL, {"first": ["Who?", "What?", "Why?"]})[0].questions
    ('Who?', 'What?', 'Why?')
    """
    return tuple(replace(each, questions=tuple(own[each.name])) if each.name in own else each for each in guides)


def as_text(guide: Guide) -> str:
    """Its questions, one a line."""
    return "\n".join(guide.questions)


def questions_in(text: str) -> tuple[str, ...]:
    r"""The questions of a text, one a line.

    Raises RuleBroken, at the field ``questions``, unless they make whole sets of three that one can read at a glance.

    Examples
    --------
    >>> questions_in("- Who?\n- What?\n\n- Why?")
    ('Who?', 'What?', 'Why?')
    """
    questions = tuple(words for line in text.splitlines() if (words := line.strip(_POINTS)))
    if not questions or len(questions) % AT_ONCE or len(questions) > MOST_QUESTIONS:
        raise RuleBroken("Three questions make a set. Write three, six, nine or twelve, one a line.", field="questions")
    if any(len(each) > LONGEST_QUESTION for each in questions):
        raise RuleBroken("Keep each question shorter than 200 characters: it is read at a glance.", field="questions")
    if len(set(questions)) < len(questions):
        raise RuleBroken("One question stands there twice.", field="questions")
    return questions
