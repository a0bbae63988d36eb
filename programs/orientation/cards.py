"""What the two read before they first meet: a few cards, each with one question to think about.

A cohort may have other words. They are written as plain text: ``## `` begins a card, ``? `` its question.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from programs.rules import RuleBroken

__all__ = [
    "COMMON",
    "EXIT",
    "EXIT_OF_MENTORS",
    "LONGEST_TITLE",
    "MENTEE",
    "MENTOR",
    "MOST_CARDS",
    "NOTHING_TO_REPORT",
    "STAYS",
    "STAYS_WITH_MENTORS",
    "YOUR_TIME",
    "Card",
    "Orientation",
    "as_text",
    "cards_in",
]

MENTEE, MENTOR = "mentee", "mentor"
MOST_CARDS, LONGEST_TITLE = 8, 120
HEADING, QUESTION = "## ", "? "


@dataclass(frozen=True, slots=True)
class Card:
    """A heading, a short text in Markdown, and one question that nobody asks for an answer to."""

    title: str
    text: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Orientation:
    """The cards of either side, as a program type has them; five minutes for one side."""

    mentee: tuple[Card, ...]
    mentor: tuple[Card, ...]
    minutes: int = 5

    def of(self, side: str) -> tuple[Card, ...]:
        """The cards of the mentees or of the mentors."""
        return {MENTEE: self.mentee, MENTOR: self.mentor}[side]


@dataclass(slots=True)
class _Begun:
    """A card that is being read."""

    title: str
    lines: list[str] = field(default_factory=list)
    question: str = ""

    def card(self) -> Card:
        return Card(self.title, "\n".join(self.lines).strip(), self.question)


def as_text(cards: Iterable[Card]) -> str:
    """The cards as they are changed in a form; ``cards_in`` reads them back.

    Examples
    --------
    >>> print(as_text([Card("Hello", "Say it.", "How?")]))
    ## Hello
    Say it.
    ? How?
    """
    return "\n\n".join(
        "\n".join(part for part in (f"## {each.title}", each.text, each.question and f"? {each.question}") if part)
        for each in cards
    )


def cards_in(text: str) -> tuple[Card, ...]:
    r"""The cards of a text. Raises RuleBroken for one that has none, too many, or a card without words.

    Examples
    --------
    >>> cards_in("## Hello\nSay it.\n\n? How?")
    (Card(title='Hello', text='Say it.', question='How?'),)
    """
    cards = [each.card() for each in _begun(text.splitlines())]
    for card in cards:
        if not card.title or not card.text:
            raise RuleBroken("The card “{title}” needs a heading and a few lines below it.", "text", title=card.title)
        if len(card.title) > LONGEST_TITLE:
            raise RuleBroken("The heading “{title} …” is too long: 120 letters at most.", "text", title=card.title[:30])
    if not 1 <= len(cards) <= MOST_CARDS:
        raise RuleBroken("Write one card at least and eight at most: this is to be read in five minutes.", "text")
    return tuple(cards)


def _begun(lines: Iterable[str]) -> list[_Begun]:
    found: list[_Begun] = []
    for line in (each.rstrip() for each in lines):
        if line.startswith(HEADING) or line == HEADING.strip():
            found.append(_Begun(line.removeprefix(HEADING.strip()).strip()))
        elif found and line.startswith(QUESTION):
            found[-1].question = line.removeprefix(QUESTION).strip()
        elif found:
            found[-1].lines.append(line)
        elif line:
            raise RuleBroken("Begin with a heading: a line that starts with ## and a space.", "text")
    return found


STAYS = Card(
    "What stays between the two of you",
    "All of it. What you say and what you write in your room is read by the two of you and nobody else. Your manager, "
    "HR and those who run this program see that you are a pair and whether it has begun, never what about.\n\n"
    "One thing goes further, and you decide on it: if somebody may come to harm, “I need help” in your room reaches a "
    "person who can act.",
    "What would you only say if you were sure that it stays here?",
)
STAYS_WITH_MENTORS = Card(
    "What stays between the two of you",
    "All of it, and from you most of all: your mentee has more to lose. No word to their manager, to HR, to those who "
    "run this program, not even a kind one.\n\n"
    "If you hear that somebody may come to harm, say openly that you cannot keep this to yourself, and use “I need "
    "help” in your room. It reaches a person whose task it is.",
    "How would you feel if somebody passed on what you said on a bad day, and meant well?",
)
YOUR_TIME = Card(
    "It is your time",
    "You say what you want to talk about, and you may change your mind. Bring one thing to each meeting: a decision, "
    "a worry, something that went well and you do not know why. Your mentor answers, asks and tells of their own way; "
    "what you do is up to you.",
    "What would you like to be different half a year from now?",
)
EXIT = Card(
    "If it is not the right pair",
    "Then end it. Either of you can, with one click and without a reason. The other reads a kind word, nobody asks, "
    "and it is held against nobody. Two people who do not fit have done nothing wrong.",
    "What would make you stay out of politeness, and how will you notice?",
)
EXIT_OF_MENTORS = Card(
    "If it is not the right pair",
    "Then let it end. Either of you can, with one click and without a reason, and nobody asks. Say so in the first "
    "meeting: whoever knows the way out speaks more freely. And when your mentee takes it, it says nothing about you.",
    "How will you say in your own words that leaving is fine?",
)
NOTHING_TO_REPORT = Card(
    "What a mentor does not do",
    "You do not rate, report, recommend or decide. You are not asked for a mark or a summary, and if somebody asks "
    "all the same, the answer is: ask them yourself.\n\n"
    "You do not solve it for them either. A question that helps somebody think is worth three good pieces of advice.",
    "What will you answer when somebody asks you how your mentee is doing?",
)

COMMON = Orientation(
    mentee=(
        Card(
            "What mentoring is, and what it is not",
            "Somebody with more of a way behind them takes time for you. It is no training, no assessment and no "
            "second manager: nobody tells you what to do, and nobody finds out how you did.",
            "Whom have you learned most from so far, and how did they do it?",
        ),
        STAYS,
        Card(
            "How a first meeting goes",
            "Tell each other how you came here, what you are good at and what you find hard. Then say what you would "
            "like to get out of it, as far as you know by now. At the end, agree when you meet next. That is enough.",
            "Which question would you be glad to be asked in the first ten minutes?",
        ),
        YOUR_TIME,
        EXIT,
    ),
    mentor=(
        Card(
            "What mentoring is, and what it is not",
            "You lend somebody your experience, your questions and your time. You are not their manager, their "
            "trainer or their judge. What they make of it is theirs.",
            "Who did this for you, and what exactly helped?",
        ),
        STAYS_WITH_MENTORS,
        Card(
            "How a first meeting goes",
            "Begin with yourself: where you come from, where you went wrong once. Then ask, and listen longer than "
            "feels natural. Agree on how often you meet, and that it stays between you. Leave the plan for the second "
            "time.",
            "Which of your own wrong turns can you tell in two minutes?",
        ),
        NOTHING_TO_REPORT,
        EXIT_OF_MENTORS,
    ),
)
"""For a type that has no words of its own."""
