"""Three questions for this session: which moment of a pair it is, and what is worth asking then."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["AT_ONCE", "SILENCE", "USUAL", "Guide", "Moment", "Where", "guide_at", "three_of"]

AT_ONCE = 3
FEW = 2


class Moment(StrEnum):
    """Where a pair is on its way."""

    FIRST = "first"
    EARLY = "early"
    WORKING = "working"
    MILESTONE = "milestone"
    HALFWAY = "halfway"
    LATER = "later"
    SILENCE = "silence"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Guide:
    """Questions for one moment, three at a time; those of a milestone are for the session ``around`` its day."""

    moment: Moment
    title: str
    questions: tuple[str, ...]
    around: int = 0

    @property
    def name(self) -> str:
        """What it is called in addresses, and what a cohort keeps its own questions under.

        >>> Guide(Moment.MILESTONE, "After the first month", (), around=30).name
        'milestone-30'
        """
        return f"{self.moment.value}-{self.around}" if self.around else self.moment.value


@dataclass(frozen=True, slots=True)
class Where:
    """Where a pair is with one session: how often it met before, on which day of its way, how long after the last time.

    ``every`` is the cadence by then, ``length`` all the days of its way.
    """

    met: int
    day: int
    gap: int
    every: int
    length: int


def guide_at(guides: Sequence[Guide], where: Where) -> Guide:
    """The guide for this session. The last one goes before a silence, a silence before a milestone.

    Examples
    --------
    >>> guide_at(USUAL, Where(met=0, day=40, gap=40, every=14, length=180)).moment.value
    'first'
    >>> guide_at(USUAL, Where(met=5, day=80, gap=50, every=14, length=180)).moment.value
    'silence'
    """
    moment = _moment(where)
    if moment in {Moment.FIRST, Moment.LAST, Moment.SILENCE}:
        return _of(guides, moment)
    near = [each for each in guides if each.moment is Moment.MILESTONE and _is_around(each.around, where)]
    return min(near, key=lambda each: abs(each.around - where.day)) if near else _of(guides, moment)


def turns_of(guide: Guide) -> int:
    """How many times it has three questions that were not asked before."""
    return len(guide.questions) // AT_ONCE


def three_of(guide: Guide, turn: int) -> tuple[str, ...]:
    """Three of its questions; every turn the next three, and after the last the first again.

    Examples
    --------
    >>> three_of(Guide(Moment.FIRST, "", ("a", "b", "c", "d", "e", "f")), 3)
    ('d', 'e', 'f')
    """
    first = turn % turns_of(guide) * AT_ONCE
    return guide.questions[first : first + AT_ONCE]


def _moment(where: Where) -> Moment:
    if where.met == 0:
        return Moment.FIRST
    if where.day + where.every > where.length:
        return Moment.LAST
    if where.gap > 2 * where.every + 7:
        return Moment.SILENCE
    if where.met <= FEW:
        return Moment.EARLY
    if _is_around(where.length // 2, where):
        return Moment.HALFWAY
    return Moment.WORKING if where.day < where.length / 2 else Moment.LATER


def _is_around(day: int, where: Where) -> bool:
    return 2 * abs(day - where.day) <= max(where.every, 7)


def _of(guides: Sequence[Guide], moment: Moment) -> Guide:
    return next(each for each in guides if each.moment is moment)


SILENCE = Guide(
    Moment.SILENCE,
    "After a silence",
    (
        "What has happened since we last spoke that I should know of?",
        "What would make it easier to keep the next time we agree on?",
        "Is what we wanted to work on still what you need?",
        "What got in the way, and what does that tell us about when and how we meet?",
        "Which one thing from last time is still open, and may we let it go?",
        "Shall we go on as before, meet less often, or end it well?",
    ),
)

USUAL = (
    Guide(
        Moment.FIRST,
        "Your first meeting",
        (
            "How did you come to be where you are, and which turn was not planned?",
            "What would have to happen for you to say afterwards that it was worth the time?",
            "How do you like to be told something uncomfortable?",
            "What do people come to you for, and what do you wish they came for?",
            "What have you tried already, so that we need not begin there?",
            "What should stay between us, and is there anything you are unsure about?",
        ),
    ),
    Guide(
        Moment.EARLY,
        "While you get to know each other",
        (
            "What have you thought about since last time?",
            "Which part of your work would you talk about if nobody minded?",
            "What do you want to be able to do that you cannot do yet?",
            "When did you last feel that you were really good at something?",
            "What should I ask you that I have not asked?",
            "What would a small step look like that you can take before we meet again?",
        ),
    ),
    Guide(
        Moment.WORKING,
        "While you work on it",
        (
            "What did you try, and what happened?",
            "What is the hardest part of it, and what makes it hard?",
            "What would you do if you were not afraid of getting it wrong?",
            "Who else is affected by it, and what do they want?",
            "What have you learned that you would not have guessed?",
            "Which of the options have you not looked at because it is unpleasant?",
        ),
    ),
    Guide(
        Moment.HALFWAY,
        "Halfway",
        (
            "What has changed since we began, for you?",
            "Which of our talks helped, and which did not?",
            "What do you want from the second half?",
            "Which goal can we strike because it is reached or was never yours?",
            "What should I do more of, and what should I stop?",
            "What would you regret not having talked about?",
        ),
    ),
    Guide(
        Moment.LATER,
        "In the second half",
        (
            "What do you do now without thinking that used to take effort?",
            "Where do you still wait for permission that nobody has to give?",
            "Who could you pass something on to of what you have learned?",
            "What is the next thing that will be hard, and how will you meet it?",
            "Whom else should you know before we part?",
            "What would you advise somebody who stands where you stood when we began?",
        ),
    ),
    SILENCE,
    Guide(
        Moment.LAST,
        "Your last meeting",
        (
            "What will you do differently because of these months?",
            "What did each of us get out of it, and have we said it?",
            "What would you like to go on with, and with whom?",
            "Which moment of these months will you remember?",
            "What remained open, and is it all right that it did?",
            "How would we like to stay in touch, if at all?",
        ),
    ),
)
"""For a type that has no questions of its own."""
