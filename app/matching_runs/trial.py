"""What would come of points and rules that are not kept: worked out on those who have signed up, and told in figures.

Reading belongs to a transaction, the work to none. Pairs that somebody asked not to be made are not made here either,
and are counted nowhere, so that nobody can tell from a figure who asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from time import perf_counter
from typing import Any, Self

from app.cohorts.models import Cohort
from app.cohorts.services.matching import Proposal
from app.core.errors import RuleBroken
from app.core.i18n import say
from app.matching_runs.keeping import Kept, kept_in
from app.matching_runs.refused import refusal
from app.matching_runs.snapshot import Snapshot, on_free_seats, snapshot_of
from app.matching_runs.solving import solved
from matching import InputError, Match, Policy
from programs.catalogue import PROGRAM_TYPES
from programs.types import ProgramType
from programs.unplaced_groups import unplaced_groups

Progress = Callable[[str, int, int], object]


@dataclass(frozen=True, slots=True)
class Question:
    """What is tried out: nothing in it belongs to a transaction."""

    snapshot: Snapshot
    policy: Policy
    kind: ProgramType
    kept: Kept
    salt: int


@dataclass(frozen=True, slots=True)
class RuleLine:
    """How many of all possible pairs a rule excludes, how many only it excludes, how many it cannot judge."""

    name: str
    excluded: int
    alone: int
    unknown: int


@dataclass(frozen=True, slots=True)
class LeftLine:
    """How many stay without a mentor for the same reason, and what would help."""

    people: int
    why: str
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of it. ``missing`` says by criterion for how many possible pairs data is missing."""

    mentees: int
    mentors: int
    placed: int
    pairs: int
    possible: int
    seats: int
    weakest: float | None
    middle: float | None
    left: tuple[LeftLine, ...]
    rules: tuple[RuleLine, ...]
    missing: dict[str, int]
    seconds: float

    @property
    def without(self) -> int:
        """How many mentees stay without a mentor."""
        return self.mentees - self.placed

    def to_dict(self) -> dict[str, Any]:
        """As a row stores it."""
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> Self:
        """What `to_dict` gave."""
        left, rules = stored["left"], stored["rules"]
        lines = {"left": tuple(LeftLine(**each) for each in left), "rules": tuple(RuleLine(**each) for each in rules)}
        return cls(**{**stored, **lines})


def question_of(cohort: Cohort, proposal: Proposal) -> Question:
    """Read what is to be tried out. Raises RuleBroken for a proposal that no cohort can have."""
    kind = PROGRAM_TYPES[cohort.program_type]
    policy = on_free_seats(proposal.policy(kind))
    given = snapshot_of(cohort)
    return Question(given, policy, kind, kept_in(given), cohort.id)


def trial_of(question: Question, progress: Progress | None = None) -> Trial:
    """Work it out. Raises RuleBroken where it cannot be matched, by name and field."""
    given, began = question.snapshot, perf_counter()
    question.kept.refuse_impossible(given, question.policy)
    try:
        found = solved(given, question.policy, question.salt, progress)
    except InputError as error:
        raise RuleBroken(refusal(error, given)) from error
    return _told(found, question, began)


def _told(found: Match, question: Question, began: float) -> Trial:
    counted, scores = found.census(), sorted(map(float, found.scores))
    groups = unplaced_groups(found.unmatched, question.kind)
    return Trial(
        mentees=len(found.mentee_ids),
        mentors=len(found.mentor_ids),
        placed=len({mentee for mentee, _mentor in found.pairs}),
        pairs=len(found.pairs),
        possible=counted.pairs,
        seats=question.snapshot.seats,
        weakest=scores[0] if scores else None,
        middle=scores[len(scores) // 2] if scores else None,
        left=tuple(LeftLine(len(each.people), say(each.why), say(each.help)) for each in groups),
        rules=tuple(RuleLine(each.name, each.excluded, each.alone, each.unknown) for each in counted.rules),
        missing=dict(counted.unknown),
        seconds=round(perf_counter() - began, 2),
    )
