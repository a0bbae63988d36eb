"""What a program type is, as data. The four are in modules of their own; `programs.catalogue` lists them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from matching import Policy
from programs.agreement import Agreement
from programs.arrivals import Arrivals
from programs.choice import Choice
from programs.circles import Circles
from programs.forecast import Forecast
from programs.guides import USUAL, Guide
from programs.hard_rules import COMMON_RULES, LEAST_FIT, SEATS, HardRule, Number, levels_above
from programs.library import Library
from programs.nominations import Nominations
from programs.observations import Observations
from programs.openers import USUAL as USUAL_OPENERS
from programs.openers import Opener
from programs.orientation import COMMON, Orientation
from programs.practice import Practice
from programs.reasons import Reason, hold_the_same, shares_hours
from programs.road import Road
from programs.stretch import Stretch
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramType:
    """One kind of mentoring program.

    Parameters
    ----------
    slug, name, purpose, audience, entry, who_chooses : str
        In plain words; ``purpose`` is one sentence.
    agreement : Agreement
        The words that a pair’s agreement begins with.
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
    nominations : Nominations, optional
        How people are taken in by nomination; None: nobody is nominated.
    road : Road, optional
        How one comes to it; without it, nothing is said of it on the road.
    rolling : bool
        Whether people join one by one, with a run each, instead of at one date.
    by_invitation : bool
        Whether only people who were invited can sign up; otherwise every colleague may.
    choice : Choice, optional
        Who may choose whom; None where the type has a way of its own.
    circles : Circles, optional
        How large the peer circles of a cohort are; None: it has none.
    forecast : Forecast, optional
        How many places a cohort has by what HR expects; None: as many as can be invited.
    guides : tuple of Guide
        Three questions for each session, by the moment at which a pair is.
    is_discreet : bool
        Whether letters leave out which program it is: that somebody takes part is known to few.
    library : Library, optional
        What is there to read between two sessions; without it, its cohorts have no library.
    observations : Observations, optional
        That its mentors also write observation reports; None: there are none.
    openers : tuple of Opener
        Three first lines that a mentor may send to a new mentee.
    orientation : Orientation
        What the two read before they first meet.
    practice : Practice
        How its cohorts work, unless they say otherwise.
    privacy : mapping of setting name to choice
        Where its cohorts begin with `programs.privacy`; a setting that is not named begins with the tightest choice.
    spared : mapping of lint code to str
        What `programs.lint` does not look for here, and why.
    stretch : Stretch, optional
        That each mentee takes on one stretch task with a sponsor, and by which days; None: there are none.
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
    agreement: Agreement = Agreement()  # noqa: RUF009  it never changes
    arrivals: Arrivals | None = None
    milestones: tuple[Milestone, ...] = ()
    visibility: tuple[Sees, ...] = COMMON_VISIBILITY
    manager_sees: tuple[str, ...]
    nominations: Nominations | None = None
    wishes_at_most: int = 0
    road: Road | None = None
    rolling: bool = False
    by_invitation: bool = False
    choice: Choice | None = None
    circles: Circles | None = None
    forecast: Forecast | None = None
    guides: tuple[Guide, ...] = USUAL
    is_discreet: bool = False
    library: Library | None = None
    observations: Observations | None = None
    openers: tuple[Opener, ...] = USUAL_OPENERS
    orientation: Orientation = COMMON
    practice: Practice = Practice()  # noqa: RUF009  it never changes
    privacy: Mapping[str, str] = field(default_factory=dict, hash=False)
    spared: Mapping[str, str] = field(default_factory=dict, hash=False)
    stretch: Stretch | None = None

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
