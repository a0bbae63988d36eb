"""How a cohort works beside its match: what its administrators say of it, each with what it means.

The lint reads it (``programs.lint``). A type says where its cohorts begin; the house says it for what a type leaves.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any, Self

from programs.rules import RuleBroken

__all__ = ["LONGEST", "MOST_SEATS", "SHORTEST", "TRAITS", "Answer", "Practice", "Trait"]

MOST_SEATS = 20
FARTHEST_APART = 92
SHORTEST, LONGEST = 15, 180
"""Days between two meetings, and minutes of one."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One way it can be; one that ``is_of_types`` is offered only where a type begins with it."""

    value: str
    label: str
    sentence: str
    is_of_types: bool = False


@dataclass(frozen=True, slots=True)
class Trait:
    """Something that a cohort says of itself, under the heading of its ``group``."""

    name: str
    group: str
    words: str
    answers: tuple[Answer, ...]

    def offered(self, usual: str) -> tuple[Answer, ...]:
        """What can be chosen where a type begins with ``usual``."""
        return tuple(each for each in self.answers if not each.is_of_types or each.value == usual)

    def answer(self, value: str) -> Answer:
        """The answer of this value. Raises KeyError for none of them."""
        return {each.value: each for each in self.answers}[value]


BETWEEN, WHOSE, WAYS = "What stays between the two", "Whose it is", "The way in and out"

_TRAITS = (
    Trait("reports", BETWEEN, "What does the mentor tell others about the mentee?", (
        Answer("nothing", "Nothing", "Administrators see only whether a pair has begun."),
        Answer("signed", "Only what stands in a report that the mentee has signed",
               "An observation report is a paper of its own, apart from the conversations: the mentee reads it first, "
               "names its readers and signs it.", is_of_types=True),
        Answer("told", "How it goes, to the manager or to HR",
               "The mentor reports, or sums it up, to somebody who decides about the mentee."),
    )),
    Trait("rating", BETWEEN, "Does anybody rate the mentee?", (
        Answer("nobody", "Nobody does", "The mentee looks back for themselves."),
        Answer("mentor", "The mentor does", "The mentor gives marks, a level or a recommendation."),
    )),
    Trait("notes", BETWEEN, "Who needs their notes?", (
        Answer("own", "Only the two of them", "They write down what they like, or nothing."),
        Answer("required", "The program does", "Notes of a meeting have to be written, or to say certain things."),
    )),
    Trait("meetings", BETWEEN, "Who is invited to their meetings?", (
        Answer("two", "The two, and whom they ask themselves", "A manager may know when, never what about."),
        Answer("manager", "The manager as well", "Every meeting, or the first and the last, is a meeting of three."),
    )),
    Trait("goals", WHOSE, "Whose are the goals?", (
        Answer("mentee", "The mentee’s", "A manager may suggest something; the mentee takes it or leaves it."),
        Answer("approved", "The mentee’s, once the manager approves them", "No goal counts before a manager said yes."),
        Answer("set", "The manager’s", "The manager sets what the two work on."),
    )),
    Trait("topics", WHOSE, "What do the two talk about?", (
        Answer("free", "What the mentee brings", "Guides ask questions. Nothing has to be covered."),
        Answer("checklist", "What the mentee brings, beside a checklist of the first months",
               "The mentee ticks what is done, when it is done. No meeting has a topic of its own.", is_of_types=True),
        Answer("required", "Topics that have to be covered", "Each meeting has a topic that the program asks for."),
    )),
    Trait("outcome", WHOSE, "What is it used for, how a pair turned out?", (
        Answer("nothing", "For nothing that is decided about the mentee", "Unless they show some of it themselves."),
        Answer("rating", "For ratings, pay or promotion", "HR or a manager takes it into account."),
        Answer("plan", "For a performance plan", "It shows whether somebody has improved."),
    )),
    Trait("line", WAYS, "May a mentor be above or below the mentee in the reporting line?", (
        Answer("never", "Never", "Nobody is put together with somebody who decides about them."),
        Answer("may", "Yes, where it fits", "A manager may be the mentor of somebody who reports to them."),
    )),
    Trait("entry", WAYS, "How do people come to it?", (
        Answer("wish", "They wish to, or are invited for what they could become",
               "Nobody reads anything bad from somebody taking part."),
        Answer("shortfall", "They are sent because their work fell short", "Taking part is the answer to poor work."),
    )),
    Trait("joining", WAYS, "Does one have to take part?", (
        Answer("free", "No, people sign up", "Both sides say yes for themselves, and can withdraw."),
        Answer("leaving", "Everybody new is in, and can leave with one click",
               "Those who gain most seldom volunteer; leaving needs no reason.", is_of_types=True),
        Answer("must", "Yes", "Taking part is expected of everybody who is chosen."),
    )),
    Trait("training", WAYS, "What do the two learn before they first meet?", (
        Answer("both", "What this is and what it is not, in a few minutes", "A short orientation for either side."),
        Answer("none", "Nothing", "They begin as they are."),
    )),
    Trait("exit", WAYS, "How does a pair end before its time?", (
        Answer("free", "Either of the two ends it, without a reason", "The other reads a kind word and no blame."),
        Answer("none", "Nothing is said about that", "The two are expected to go on until the last day."),
    )),
)  # fmt: skip
TRAITS: Mapping[str, Trait] = MappingProxyType({each.name: each for each in _TRAITS})
"""By name, in the order in which they are asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """An answer to each of `TRAITS`, how many mentees a mentor takes, and how often the two meet.

    ``seats_cap`` 0: as many as the type says. ``cadence`` holds, for each step of the type's, every how many days and
    for how many minutes; empty: as the type says.

    Examples
    --------
    >>> Practice(goals="set").changed_by({"goals": "mentee", "seats_cap": 4}).seats_cap
    4
    """

    reports: str = "nothing"
    rating: str = "nobody"
    notes: str = "own"
    meetings: str = "two"
    goals: str = "mentee"
    topics: str = "free"
    outcome: str = "nothing"
    line: str = "never"
    entry: str = "wish"
    joining: str = "free"
    training: str = "both"
    exit: str = "free"
    seats_cap: int = 0
    cadence: tuple[tuple[int, int], ...] = ()

    def answers(self) -> tuple[tuple[str, Answer], ...]:
        """Each question with what it is answered by."""
        return tuple((trait.words, trait.answer(getattr(self, trait.name))) for trait in TRAITS.values())

    def changed_by(self, changes: Mapping[str, Any]) -> Self:
        """This one with what a cohort has changed.

        Raises
        ------
        RuleBroken
            Names the trait, "seats_cap" or "cadence", that has no such answer.
        """
        chosen: dict[str, Any] = {
            name: _steps(value) if name == "cadence" else value for name, value in changes.items()
        }
        for name, value in chosen.items():
            if name == "cadence":
                continue
            if name == "seats_cap":
                if type(value) is not int or not 1 <= value <= MOST_SEATS:
                    raise RuleBroken("A whole number from 1 to {most}.", field=name, most=str(MOST_SEATS))
            elif name not in TRAITS or value not in [each.value for each in TRAITS[name].offered(getattr(self, name))]:
                raise RuleBroken("Choose one of the answers.", field=name)
        return replace(self, **chosen)

    def different_from(self, usual: "Practice") -> dict[str, Any]:
        """What is not as in the other, as a cohort stores it."""
        names = [each.name for each in fields(self)]
        return {name: getattr(self, name) for name in names if getattr(self, name) != getattr(usual, name)}


def _steps(value: Iterable[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    steps = tuple((every, minutes) for every, minutes in value)
    if any(not 1 <= every <= FARTHEST_APART or not SHORTEST <= minutes <= LONGEST for every, minutes in steps):
        sentence = "Every {most} days at least, for {shortest} to {longest} minutes."
        numbers = {"most": str(FARTHEST_APART), "shortest": str(SHORTEST), "longest": str(LONGEST)}
        raise RuleBroken(sentence, field="cadence", **numbers)
    return steps
