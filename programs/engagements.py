"""The two kinds of engagement that are not mentoring: coaching and performance advising, one table of rules each.

What differs between them is data here: who sets the agenda, who judges progress, who may ask for it, how long it lasts,
when it is judged, how it ends, who reads a report. A kind never turns into the other: one is closed, another opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from programs.rules import RuleBroken


class EngagementKind(StrEnum):
    """What kind of support an engagement is, for good."""

    COACHING = "coaching"
    ADVISING = "performance-advising"


class Party(StrEnum):
    """Who can have a part in an engagement."""

    CLIENT = "client"
    GUIDE = "guide"
    """The coach or the advisor."""
    MANAGER = "manager"
    SPONSOR = "sponsor"
    HR = "hr"
    NOBODY = "nobody"


class EngagementState(StrEnum):
    """Where an engagement stands."""

    REFERRED = "referred"
    """The client reads what was written, and may add a word, before anybody else does."""
    WAITING = "waiting"
    """The desk looks for a coach or an advisor, for the first time or after one has left."""
    OFFERED = "offered"
    """Somebody is found; the client says yes, or not."""
    AGREEING = "agreeing"
    """Coaching: what it is for and what its sponsor is told is agreed before it begins."""
    UNDER_WAY = "under-way"
    CLOSED = "closed"
    NOT_TAKEN_UP = "not-taken-up"
    """For whatever reason: none is asked, none is kept."""

    @property
    def is_over(self) -> bool:
        """Whether nothing follows."""
        return self in {EngagementState.CLOSED, EngagementState.NOT_TAKEN_UP}


class Outcome(StrEnum):
    """How an engagement that began has ended."""

    MET = "met"
    NOT_MET = "not-met"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    """The client has another job now, to which what was expected does not belong."""


class Judgement(StrEnum):
    """How far somebody is in one area of a plan, in the order of progress."""

    BELOW = "below"
    APPROACHING = "approaching"
    MEETS = "meets"
    SUSTAINED = "sustained"
    """Meets it, and has for four weeks."""


STATE = EngagementState
Moves = Mapping[EngagementState, tuple[EngagementState, ...]]


class Standing(StrEnum):
    """What it is formally that somebody is referred with."""

    INFORMAL = "informal"
    PLAN = "improvement-plan"
    OTHER = "other"


class Cause(StrEnum):
    """What stands behind it: asked before there is a plan, so that the plan is about the right thing."""

    SKILL = "skill"
    CLARITY = "clarity"
    RESOURCES = "resources"
    WORKLOAD = "workload"
    ELSE = "something-else"
    """Not to be written down: the page names the employee assistance program and asks no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngagementRules:
    """Everything that is decided by the kind of an engagement."""

    kind: EngagementKind
    sets_agenda: tuple[Party, ...]
    judges: Party
    """Whose judgement closes it. Where a manager judges and the client keeps it from them, the client does."""
    may_refer: tuple[Party, ...]
    may_read_reports: tuple[Party, ...]
    """Whom a client may name as readers of a report, each as a person."""
    moves: Moves
    outcomes: tuple[Outcome, ...]
    most_areas: int
    """Goals or areas of a plan."""
    least_examples: int
    """Dated examples without which nobody else may refer somebody."""
    days: tuple[int, ...]
    """How long it may be agreed to last."""
    milestones: tuple[int, ...]
    """On which days after the beginning progress is judged."""
    check_in_days: int
    """How many days lie between two talks at most."""
    longest_extension: int
    """Days; an engagement is extended once. 0: never."""
    asked_again_after: int | None
    """Days after the end when it is asked once whether the client still meets what was expected."""

    def allows(self, before: EngagementState, after: EngagementState) -> bool:
        """Whether one state follows another."""
        return after in self.moves.get(before, ())

    def check_move(self, before: EngagementState, after: EngagementState) -> None:
        """Raise RuleBroken unless one state follows another."""
        if not self.allows(before, after):
            raise RuleBroken("This has moved on in the meantime. Look at the page once more.")


OUT = (STATE.NOT_TAKEN_UP,)

COACHING = EngagementRules(
    kind=EngagementKind.COACHING,
    sets_agenda=(Party.CLIENT,),
    judges=Party.CLIENT,
    may_refer=(Party.CLIENT, Party.MANAGER),
    may_read_reports=(Party.SPONSOR, Party.MANAGER, Party.HR),
    moves=MappingProxyType(
        {
            # No desk: the client asks a coach, who says yes or leaves it to another.
            STATE.OFFERED: (STATE.AGREEING, *OUT),
            # Back to asking where the coach leaves the organisation.
            STATE.AGREEING: (STATE.UNDER_WAY, STATE.OFFERED, STATE.CLOSED, *OUT),
            STATE.UNDER_WAY: (STATE.CLOSED, STATE.OFFERED),
        }
    ),
    outcomes=(Outcome.MET, Outcome.WITHDRAWN, Outcome.MOVED),
    most_areas=3,
    least_examples=0,
    days=(90, 180),
    milestones=(90, 180),
    check_in_days=21,
    longest_extension=0,
    asked_again_after=None,
)

ADVISING = EngagementRules(
    kind=EngagementKind.ADVISING,
    sets_agenda=(Party.MANAGER, Party.CLIENT, Party.GUIDE),
    judges=Party.MANAGER,
    may_refer=(Party.CLIENT, Party.MANAGER, Party.HR),
    may_read_reports=(Party.MANAGER, Party.HR),
    moves=MappingProxyType(
        {
            STATE.REFERRED: (STATE.WAITING, *OUT),
            STATE.WAITING: (STATE.OFFERED, *OUT),
            STATE.OFFERED: (STATE.UNDER_WAY, STATE.WAITING, *OUT),
            STATE.UNDER_WAY: (STATE.CLOSED, STATE.WAITING),
        }
    ),
    outcomes=(Outcome.MET, Outcome.NOT_MET, Outcome.WITHDRAWN, Outcome.MOVED),
    most_areas=3,
    least_examples=2,
    days=(30, 60, 90),
    milestones=(30, 60, 90),
    check_in_days=7,
    longest_extension=30,
    asked_again_after=90,
)

RULES: Mapping[EngagementKind, EngagementRules] = MappingProxyType({each.kind: each for each in (COACHING, ADVISING)})

APART = timedelta(days=365)
"""Nobody is coach and advisor of one person, nor mentor and advisor, within this time: before or after."""

KEPT = timedelta(days=365)
"""How long the words of an engagement are kept after its end; then only that there was one, and how it ended."""


def milestones_of(rules: EngagementRules, begins_on: date, ends_on: date) -> list[date]:
    """The days on which progress is judged: those of the kind before the end, and the end itself.

    >>> [str(day) for day in milestones_of(ADVISING, date(2027, 1, 1), date(2027, 3, 2))]
    ['2027-01-31', '2027-03-02']
    >>> [str(day) for day in milestones_of(ADVISING, date(2027, 1, 1), date(2027, 3, 22))]
    ['2027-01-31', '2027-03-02', '2027-03-22']
    """
    days = (begins_on + timedelta(days=each) for each in rules.milestones)
    return [*(each for each in days if each < ends_on), ends_on]


def talks_due(rules: EngagementRules, begins_on: date, until: date) -> int:
    """How many talks there were to be from the beginning until a day.

    >>> talks_due(ADVISING, date(2027, 1, 1), date(2027, 1, 21))
    2
    """
    return max(0, (until - begins_on).days) // rules.check_in_days
