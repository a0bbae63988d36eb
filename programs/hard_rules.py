"""What makes a pair impossible, with the numbers that a cohort may choose, and the rules that all types have."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from programs.sentences import Sentence, in_words

__all__ = ["COMMON_RULES", "LEAST_FIT", "SEATS", "HardRule", "Number", "levels_above"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """The number of a rule that a cohort may choose.

    ``options`` are those of the policy, each so many times the number; ``sentence`` says the rule with it.
    """

    label: str
    least: int
    most: int
    usual: int
    options: Mapping[str, float] = field(hash=False)
    sentence: str

    def chosen(self, changes: Mapping[str, Any]) -> int:
        """The number behind what a cohort has stored."""
        option, times = next(iter(self.options.items()))
        return round(changes[option] / times) if option in changes else self.usual

    def as_options(self, number: int) -> dict[str, float]:
        """What a cohort stores for a number."""
        return {option: times * number for option, times in self.options.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class HardRule:
    """What makes a pair impossible. A rule that says why it is fixed holds in every cohort."""

    name: str
    label: str
    sentence: str
    why_fixed: str = ""
    number: Number | None = None

    @property
    def fixed(self) -> bool:
        """Whether no cohort can leave it out."""
        return bool(self.why_fixed)

    def said(self, changes: bool | Mapping[str, Any] | None) -> Sentence:
        """The rule as a cohort has it, with its number."""
        if self.number is None or not isinstance(changes, Mapping):
            return Sentence(self.sentence)
        number = self.number.chosen(changes)
        if number == self.number.usual:
            return Sentence(self.sentence)
        return Sentence(self.number.sentence, {"number": in_words(number)})


COMMON_RULES = (
    HardRule(
        name="not_oneself",
        label="Two different people",
        sentence="Nobody is their own mentor.",
        why_fixed="It would be no mentoring.",
    ),
    HardRule(
        name="not_in_line",
        label="Not in the same reporting line",
        sentence="A mentor is never above the mentee in the reporting line, nor up to two levels below, "
        "nor a dotted-line manager.",
        why_fixed="Nobody speaks freely with somebody who decides about them.",
    ),
    HardRule(
        name="common_language",
        label="A language in common",
        sentence="The two have a language in common.",
    ),
    HardRule(
        name="shared_hours",
        label="Working hours in common",
        sentence="Their working hours share at least one hour a week.",
        number=Number(
            label="Hours a week",
            least=1,
            most=20,
            usual=1,
            options={"hours": 0.2},
            sentence="Their working hours share at least {number} hours a week.",
        ),
    ),
    HardRule(
        name="not_previous",
        label="Not a former pair",
        sentence="Two who were a pair before are not put together again, unless both ask for it.",
    ),
    HardRule(
        name="consented",
        label="Both agreed to take part",
        sentence="Both have agreed to take part in the matching.",
        why_fixed="Nobody is put into a pair unasked.",
    ),
)


def levels_above(sentence: str, *, usual: int) -> Number:
    """The number of a rule on how many levels a mentor is above."""
    return Number(label="Levels above", least=1, most=5, usual=usual, options={"min": 1}, sentence=sentence)


LEAST_FIT = HardRule(
    name="floor",
    label="A least fit",
    sentence="A pair with fewer points than the least is not made.",
)

SEATS = HardRule(
    name="seats",
    label="Never more than the seats offered",
    sentence="A mentor is never given more mentees than they have offered to take.",
    why_fixed="They said so when they signed up.",
)
"""Kept by every match without being one of its rules."""
