"""What protégé and executive write together. No template: a target, what is there, what is missing, and assignments."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Person
from app.succession.journal import Line, note
from app.succession.models import Candidate
from app.succession.papers import SLATE, OpenDrawer, OpenPaper, drop, rewrite, write
from app.succession.services.naming import READY, judgement
from programs.readiness import Band

PLAN, ASSIGNMENT = "plan", "assignment"
MOST_ASSIGNMENTS = 20


@dataclass(frozen=True, slots=True)
class Development:
    """The plan of one protégé, in their words and their executive’s."""

    target: str
    strengths: str = ""
    experience: str = ""
    skills: str = ""
    gaps: str = ""
    exposure: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A stretch assignment: what is to come of it, whose business it is, when, what may go wrong, who stands for it."""

    goal: str
    business_owner: str
    begins_on: date
    ends_on: date
    risk: str = ""
    sponsor: str = ""
    review: str = ""

    @property
    def words(self) -> dict[str, str]:
        """As it is kept in a paper."""
        return {**asdict(self), "begins_on": self.begins_on.isoformat(), "ends_on": self.ends_on.isoformat()}


def write_plan(together: OpenDrawer, development: Development, seen: int) -> None:
    """Write or change it; either may. Raises Conflict where the other was quicker."""
    paper = together.newest(PLAN)
    if paper is None:
        write(together, PLAN, **asdict(development))
    else:
        rewrite(together, paper.paper, seen, **asdict(development))


def judge_protege(
    together: OpenDrawer, candidate: Candidate, band: Band, evidence: str, seen_on: date, *, actor: Person
) -> None:
    """The executive writes down how ready the protégé is: for the two, and for the owners’ board. Raises RuleBroken."""
    words = judgement(band, evidence, seen_on, actor=actor)
    write(together, READY, **words)
    drop(candidate.plan, SLATE, READY, about=candidate.public_id, **words)
    note(candidate.plan, Line.JUDGED, actor, candidate.public_id)


def write_assignment(together: OpenDrawer, assignment: Assignment, there: OpenPaper | None, seen: int) -> None:
    """A new assignment, or other words for one. Raises RuleBroken where it ends before it begins, Conflict."""
    if assignment.ends_on < assignment.begins_on:
        raise RuleBroken(_("It ends before it begins."), field="ends_on")
    if there is not None:
        rewrite(together, there.paper, seen, **assignment.words)
        return
    if len(together.of_kind(ASSIGNMENT)) >= MOST_ASSIGNMENTS:
        raise RuleBroken(_("Twenty assignments are enough for two years. End one first."))
    write(together, ASSIGNMENT, **assignment.words)
