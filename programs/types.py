"""What a program type is, as data. The four are in modules of their own; `programs.catalogue` lists them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from matching import Policy
from programs.arrivals import Arrivals
from programs.choice import Choice
from programs.library import Library
from programs.orientation import COMMON, Orientation
from programs.practice import Practice
from programs.reasons import Reason, hold_the_same, shares_hours
from programs.road import Road
from programs.sentences import Sentence, in_words
from programs.timeline import Milestone

__all__ = [
    "ALIKE_IN_WORK",
    "COMMON_RULES",
    "COMMON_VISIBILITY",
    "LEAST_FIT",
    "SAME_PLACE",
    "SEATS",
    "Cadence",
    "Criterion",
    "HardRule",
    "Milestone",
    "Number",
    "ProgramType",
    "Sees",
    "levels_above",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What counts for a match: its weight out of 100, in plain words, and the sentence it gives a pair."""

    name: str
    weight: float
    label: str
    sentence: str
    reason: Reason | None = None


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


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often a pair is asked to meet, up to and including a day of the program."""

    until_day: int
    every_days: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Sees:
    """Who can see something, unless the mentee shares it further."""

    what: str
    who: str


ALIKE_IN_WORK = Criterion(
    name="values",
    weight=10,
    label="Alike in how they work",
    sentence="The two named some of the same values and ways of working.",
    reason=hold_the_same,
)

SAME_PLACE = Criterion(
    name="place",
    weight=5,
    label="Same site or shared hours",
    sentence="The two work at the same site, or their working days overlap.",
    reason=shares_hours,
)

COMMON_VISIBILITY = (
    Sees("Notes and messages", "The two of you"),
    Sees("Goals", "The mentee, and the mentor when the mentee shares them"),
    Sees("Meeting dates", "The two of you; the cohort’s administrators see only whether a pair has begun"),
    Sees("Reasons for the match", "The two of you and the cohort’s administrators"),
)

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramType:
    """One kind of mentoring program.

    Parameters
    ----------
    slug, name, purpose, audience, entry, who_chooses : str
        In plain words; ``purpose`` is one sentence.
    arrivals : Arrivals, optional
        How hires are taken in by themselves; None: nobody takes part without having signed up.
    policy : Policy
        How the criteria and rules below are computed, from the columns the application hands over.
    criteria : tuple of Criterion
        Weights add up to 100.
    rules : tuple of HardRule
    seats, seats_cap : int
        Mentees per mentor, unless the mentor says otherwise, and the most a mentor may take.
    needs : int
        Mentors per mentee.
    duration_days, duration_days_most : int
        Planned length, and the longest.
    cadence : tuple of Cadence
    milestones : tuple of Milestone
    visibility : tuple of Sees
    manager_sees : tuple of str
        All that the mentee's manager ever sees.
    road : Road, optional
        How one comes to it; without it, nothing is said of it on the road.
    rolling : bool
        Whether people join one by one, with a run each, instead of at one date.
    by_invitation : bool
        Whether only people who were invited can sign up; otherwise every colleague may.
    choice : Choice, optional
        Who may choose whom; None where the type has a way of its own.
    is_discreet : bool
        Whether letters leave out which program it is: that somebody takes part is known to few.
    library : Library, optional
        What is there to read between two sessions; without it, its cohorts have no library.
    orientation : Orientation
        What the two read before they first meet.
    practice : Practice
        How its cohorts work, unless they say otherwise.
    privacy : mapping of setting name to choice
        Where its cohorts begin with `programs.privacy`; a setting that is not named begins with the tightest choice.
    spared : mapping of lint code to str
        What `programs.lint` does not look for here, and why.
    """

    slug: str
    name: str
    purpose: str
    audience: str
    entry: str
    who_chooses: str
    policy: Policy
    criteria: tuple[Criterion, ...]
    rules: tuple[HardRule, ...]
    seats: int
    seats_cap: int
    needs: int = 1
    duration_days: int
    duration_days_most: int
    cadence: tuple[Cadence, ...]
    arrivals: Arrivals | None = None
    milestones: tuple[Milestone, ...] = ()
    visibility: tuple[Sees, ...] = COMMON_VISIBILITY
    manager_sees: tuple[str, ...]
    wishes_at_most: int = 0
    road: Road | None = None
    rolling: bool = False
    by_invitation: bool = False
    choice: Choice | None = None
    is_discreet: bool = False
    library: Library | None = None
    orientation: Orientation = COMMON
    practice: Practice = Practice()  # noqa: RUF009  it never changes
    privacy: Mapping[str, str] = field(default_factory=dict, hash=False)
    spared: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def weights(self) -> dict[str, float]:
        """Default weight of each criterion."""
        return {criterion.name: criterion.weight for criterion in self.criteria}

    @property
    def reasons(self) -> dict[str, Reason]:
        """What turns each criterion's facts into sentences."""
        return {criterion.name: criterion.reason for criterion in self.criteria if criterion.reason}

    def cadence_by(self, practice: Practice) -> tuple[Cadence, ...]:
        """How often the two meet in a cohort that works so."""
        if len(practice.cadence) != len(self.cadence):
            return self.cadence
        chosen = zip(self.cadence, practice.cadence, strict=True)
        return tuple(Cadence(step.until_day, every, minutes) for step, (every, minutes) in chosen)

    def rule_label(self, name: str) -> str:
        """A rule's name in plain words."""
        return next((rule.label for rule in (*self.rules, LEAST_FIT) if rule.name == name), name)
