"""What a program type is, as data. The four are in modules of their own; `programs.catalogue` lists them."""

from dataclasses import dataclass

from matching import Policy
from programs.reasons import Reason, hold_the_same, shares_hours

__all__ = [
    "ALIKE_IN_WORK",
    "COMMON_RULES",
    "COMMON_VISIBILITY",
    "SAME_PLACE",
    "Cadence",
    "Criterion",
    "HardRule",
    "Milestone",
    "ProgramType",
    "Sees",
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
class HardRule:
    """What makes a pair impossible. A fixed rule holds in every cohort."""

    name: str
    label: str
    sentence: str
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often a pair is asked to meet, up to and including a day of the program."""

    until_day: int
    every_days: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something to have done by a day of the program; day 0 is the start."""

    day: int
    title: str


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
    Sees("Survey answers", "Only the person who gave them; results from five answers on"),
    Sees("Reasons for the match", "The two of you and the cohort’s administrators"),
)

COMMON_RULES = (
    HardRule(
        name="not_oneself",
        label="Two different people",
        sentence="Nobody is their own mentor.",
        fixed=True,
    ),
    HardRule(
        name="not_in_line",
        label="Not in the same reporting line",
        sentence="A mentor is never above the mentee in the reporting line, nor up to two levels below, "
        "nor a dotted-line manager.",
        fixed=True,
    ),
    HardRule(
        name="common_language",
        label="A language in common",
        sentence="The two have a language in common.",
    ),
    HardRule(
        name="shared_hours",
        label="An hour a week in common",
        sentence="Their working hours share at least one hour a week.",
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
        fixed=True,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramType:
    """One kind of mentoring program.

    Parameters
    ----------
    slug, name, purpose, audience, entry, who_chooses : str
        In plain words; ``purpose`` is one sentence.
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
    rolling : bool
        Whether people join one by one, with a run each, instead of at one date.
    by_invitation : bool
        Whether only people who were invited can sign up; otherwise every colleague may.
    is_discreet : bool
        Whether letters leave out which program it is: that somebody takes part is known to few.
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
    milestones: tuple[Milestone, ...] = ()
    visibility: tuple[Sees, ...] = COMMON_VISIBILITY
    manager_sees: tuple[str, ...]
    wishes_at_most: int = 0
    rolling: bool = False
    by_invitation: bool = False
    is_discreet: bool = False

    @property
    def weights(self) -> dict[str, float]:
        """Default weight of each criterion."""
        return {criterion.name: criterion.weight for criterion in self.criteria}

    @property
    def reasons(self) -> dict[str, Reason]:
        """What turns each criterion's facts into sentences."""
        return {criterion.name: criterion.reason for criterion in self.criteria if criterion.reason}

    def rule_label(self, name: str) -> str:
        """A rule's name in plain words."""
        return next((rule.label for rule in self.rules if rule.name == name), name)
