"""Whether a result can be published now, and why not. What depends on single people, the making of pairs says."""

from __future__ import annotations

from itertools import pairwise

from app.cohorts.models import Cohort
from app.cohorts.moves import condition
from app.cohorts.services import refuse_when_over
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.wording import clock_time, day
from app.matching_runs.earlier import decisions_as_stored, decisions_of
from app.matching_runs.models import MatchRun, RunState
from app.matching_runs.queries import open_and_last
from app.matching_runs.snapshot import policy_of
from app.pairings.queries import open_pairings
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase, check_move


def refuse_unready(run: MatchRun, cohort: Cohort, *, reader: Person) -> None:
    """Raise Conflict or RuleBroken, with what to do instead, for a result that cannot be published now."""
    refuse_when_over(cohort)
    _refuse_second(run, reader)
    _refuse_older(run, cohort)
    for now, then in pairwise((cohort.phase, *road_to_running(cohort))):
        check_move(now, then)
    if not run.placed:
        raise RuleBroken(_("This result has no pair to publish. Look at what would help, then match again."))
    _refuse_changed(run, cohort)


def road_to_running(cohort: Cohort) -> list[Phase]:
    """The phases that a cohort goes through when its pairs are published.

    Where people join one by one, sign-up need not be closed before: the first publication goes through matching, and
    joining goes on.
    """
    if cohort.phase is Phase.RUNNING:
        return []
    is_rolling = PROGRAM_TYPES[cohort.program_type].rolling
    return [Phase.MATCHING, Phase.RUNNING] if is_rolling and cohort.phase is Phase.SIGN_UP else [Phase.RUNNING]


@condition
def needs_pairs(cohort: Cohort, then: Phase) -> None:
    """A cohort runs from its first pairs on. Raises RuleBroken before."""
    if then is not Phase.RUNNING or cohort.phase is not Phase.MATCHING:
        return
    if session().scalar(open_pairings(cohort).limit(1)) is None:
        raise RuleBroken(_("There are no pairs yet. Publish the pairs of a run: the cohort then runs by itself."))


def _refuse_second(run: MatchRun, reader: Person) -> None:
    if run.undone_at is not None:
        raise Conflict(_("This run was published and taken back. Match again: its pairs may be the same."))
    if run.published_at is None:
        return
    when = {"day": day(run.published_at), "time": clock_time(run.published_at)}
    if run.published_by is None:
        raise Conflict(_("Pairs of this run were published by themselves from %(day)s at %(time)s on.", **when))
    if run.published_by_id == reader.id:
        raise Conflict(_("You published this run on %(day)s at %(time)s. Nothing more needs to be done.", **when))
    name = run.published_by.name
    raise Conflict(_("Somebody was quicker: %(name)s published this run on %(day)s at %(time)s.", name=name, **when))


def _refuse_older(run: MatchRun, cohort: Cohort) -> None:
    if run.state is not RunState.DONE:
        raise RuleBroken(_("This run has no result."))
    at_work, newest = open_and_last(cohort)
    if newest is not None and newest.id != run.id:
        raise Conflict(_("Run %(number)s is newer. Look at that one.", number=newest.number))
    if at_work is not None and at_work.standing is RunState.OPEN:
        raise Conflict(_("A match is at work: run %(number)s. Wait for its result, or stop it.", number=at_work.number))


def _refuse_changed(run: MatchRun, cohort: Cohort) -> None:
    if decisions_as_stored(decisions_of(cohort)) != (run.decisions or decisions_as_stored({})):
        raise Conflict(_("It was decided since which pairs to keep or to part. Match again, then publish that result."))
    if policy_of(cohort).digest != run.policy_digest:
        raise Conflict(_("Weights or rules were changed since this match. Match again, then publish that result."))
