"""“Which support fits me?”: a question, follow-ups, and one or two ways for each answer.

Whoever asks answers in their own browser: nothing here is made to be sent, counted or kept. What a way says are
defaults that an organisation can put in its own words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["CONTACTS", "START", "WAYS", "Answer", "Question", "Way", "ways_of"]


@dataclass(frozen=True, slots=True)
class Way:
    """Where an answer leads: a name, what it says, and the slug of its kind in the role chart."""

    name: str
    title: str
    words: str
    kind: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer leads to a follow-up, or to a first and a second way."""

    label: str
    ways: tuple[str, ...] = ()
    then: "Question | None" = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answers, one of which fits."""

    text: str
    answers: tuple[Answer, ...]


CONTACTS: Mapping[str, str] = MappingProxyType(
    {
        "eap_hours": "When somebody answers the assistance program’s phone",
        "hr_contact": "Whom to call in HR: name and number",
        "ombudsperson": "The ombudsperson: name and number",
    }
)
"""Names and numbers that only an organisation knows, by name, with what is asked for."""

_WAYS = (
    Way("onboarding-mentor", "An onboarding mentor", "Somebody who knows the house and its unwritten rules, for your "
         "first months. A newcomer is offered one; ask if you were not.", "mentor"),
    Way("manager", "A talk with your manager", "What is expected, what comes first, whom to know: that is theirs to "
         "say, and a fair thing to ask.", "manager"),
    Way("expert", "A mentor who knows the craft", "Four to six months with somebody who can do what you want to "
         "learn: they show, you try. Sign up when a program opens.", "mentor"),
    Way("learning", "Learning on your own, in working time", "Agree with your manager on an hour or two that are kept "
         "free, and write down what you tried. “I don’t know yet” is a good enough reason."),
    Way("coach", "A coach", "Somebody who asks rather than tells, for three to six months, to make more of what you "
         "are good at.", "coach"),
    Way("mentor", "A mentor", "Somebody with more experience and no say over you, to think aloud with.", "mentor"),
    Way("expert-track", "A mentor on the expert’s way", "One can drive things and teach others without a team of "
         "one’s own. Look for somebody who went that way.", "mentor"),
    Way("high-potential", "The program for larger roles", "You may name yourself; nobody has to do it for you. A "
         "committee decides with written reasons.", "mentor"),
    Way("reflection", "A quiet half hour first", "What would you do on a Tuesday in that role, and would you like it? "
         "Write it down for yourself. Saying no later costs nothing."),
    Way("mentor-or-coach", "A mentor, or a coach", "If nobody has told you so, it may be a doubt rather than a fault. "
         "Think it through with somebody who does not judge you.", "mentor"),
    Way("advisor", "A performance advisor", "Somebody who works with you on a plan: what is expected, in which steps, "
         "by when. You can ask for one yourself; what your manager sees of it is agreed with you.",
         "performance-advisor"),
    Way("hr-rights", "Your rights in a formal case", "You may see what is said about you, answer in writing, and "
         "bring somebody along. HR tells you how.", contact="hr_contact"),
    Way("eap", "Somebody trained to help", "The number stands on top of this page. You need no reason and no "
         "permission, and we do not record that you were here.", "therapy", "eap_hours"),
    Way("trusted-person", "Somebody you trust", "A friend, a doctor, a colleague. A mentor can listen, but is no "
         "substitute for help with health."),
    Way("hr", "HR or the ombudsperson", "They hear both sides and are bound to keep what you tell them to "
         "themselves, as far as the law lets them.", contact="ombudsperson"),
    Way("mentor-outside", "A mentor outside your line", "Nobody above you becomes your mentor: you can speak freely.",
         "mentor"),
    Way("plans", "A talk about your plans", "Write down what you want and why, what a taste of it would be, and by "
         "when you would like an answer. You choose who joins: your manager, a mentor, HR."),
    Way("peers", "A few colleagues who learn too", "Three to six people, an hour every other week, one question each. "
         "It needs no program."),
)  # fmt: skip
WAYS: Mapping[str, Way] = MappingProxyType({each.name: each for each in _WAYS})
"""All ways by name."""

START = Question(
    "What is this about?",
    (
        Answer("I am new here", then=Question(
            "How long have you been here?",
            (
                Answer("Less than six months", ("onboarding-mentor", "manager")),
                Answer("Longer, but this place is new to me", ("expert", "manager")),
            ),
        )),
        Answer("I want to get better at my craft", then=Question(
            "What would help most?",
            (
                Answer("Somebody here who can do it well", ("expert", "learning")),
                Answer("Making more of a strength I have", ("coach", "expert")),
            ),
        )),
        Answer("Where I am going, or whether to lead", then=Question(
            "Do you want to lead?",
            (
                Answer("Yes", ("high-potential", "reflection")),
                Answer("No", ("expert-track", "reflection")),
                Answer("I am not sure", ("mentor", "reflection")),
            ),
        )),
        Answer("My work has to improve", then=Question(
            "Who says so?",
            (
                Answer("My manager, or a formal plan", ("advisor", "hr-rights")),
                Answer("Nobody told me; it is my own feeling", ("mentor-or-coach", "advisor")),
            ),
        )),
        Answer("I am not well, or something weighs on me", ("eap", "trusted-person")),
        Answer("I am at odds", then=Question(
            "With what?",
            (
                Answer("With my manager", ("hr", "mentor-outside")),
                Answer("My own plans and what the firm wants differ", ("plans", "mentor")),
            ),
        )),
        Answer("I simply want to learn", ("learning", "peers")),
    ),
)  # fmt: skip


def ways_of(question: Question) -> Iterator[tuple[str, ...]]:
    """The ways at the end of each path through the questions, in order.

    Examples
    --------
    >>> next(ways_of(START))
    ('onboarding-mentor', 'manager')
    """
    for answer in question.answers:
        if answer.then is not None:
            yield from ways_of(answer.then)
        else:
            yield answer.ways
