"""Who may see a run of the match: those who run its cohort, and nobody else, those who were matched included."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from app.cohorts.models import Cohort
from app.cohorts.policy import administers_cohort, cohorts_administered_by, takes_part
from app.core.access import Action, Rule, allow
from app.matching_runs.models import MatchRun, MatchTrial
from app.people.models import Person
from programs.phases import Phase

PUBLISHED = frozenset({Phase.RUNNING, Phase.CLOSING, Phase.CLOSED})


class RunAction(Action):
    """What one can do with a run."""

    VIEW = "run:view", "See what a match came to, and who is with whom"
    EXPORT = "run:export", "Take the pairs of a match away as a file"
    STOP = "run:stop", "Stop a match that is at work"
    DECIDE = "run:decide", "Say which pairs of a match are to be kept, and which never made"
    PUBLISH = "run:publish", "Publish the pairs of a match, and take a publication back"


class TrialAction(Action):
    """What one can do with the trial of points and rules that are not kept."""

    VIEW = "trial:view", "See what would come of points and rules that one has asked about"


class AskAction(Action):
    """What somebody may ask who takes part."""

    ASK = "cohort:ask-why-not", "Ask why one was not put together with somebody"


def asked_about_it(person: Person, obj: Any) -> bool:
    """Has asked for this trial, and runs its cohort still."""
    return isinstance(obj, MatchTrial) and obj.asked_by_id == person.id and administers_cohort(person, obj.cohort)


def took_part_in_a_match(person: Person, obj: Any) -> bool:
    """Is signed up, in a cohort whose pairs were published."""
    return isinstance(obj, Cohort) and obj.phase in PUBLISHED and takes_part(person, obj)


def administers_its_cohort(person: Person, obj: Any) -> bool:
    return isinstance(obj, MatchRun) and administers_cohort(person, obj.cohort)


POLICY: dict[Action, tuple[Rule, ...]] = {
    RunAction.VIEW: (administers_its_cohort,),
    RunAction.EXPORT: (administers_its_cohort,),
    RunAction.STOP: (administers_its_cohort,),
    RunAction.DECIDE: (administers_its_cohort,),
    RunAction.PUBLISH: (administers_its_cohort,),
    TrialAction.VIEW: (asked_about_it,),
    AskAction.ASK: (took_part_in_a_match,),
}
allow(POLICY)


def runs_visible_to(person: Person) -> Select[MatchRun]:
    """The runs that ``person`` may see: the same as ``RunAction.VIEW``, as a query."""
    mine = cohorts_administered_by(person).with_only_columns(Cohort.id)
    return select(MatchRun).where(MatchRun.cohort_id.in_(mine))
