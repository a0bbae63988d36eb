"""What the home page says about runs to those who run a cohort: match it, look at its pairs, somebody waits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import func, select

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries import Counts, own_cohorts, own_counts
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.panels import Panel, Place, panels
from app.core.wording import number, spelled
from app.matching_runs.models import MatchRun, RunState
from app.matching_runs.queries import all_waiting
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase

WITH_RUNS = (Phase.DRAFT, Phase.SIGN_UP, Phase.MATCHING, Phase.RUNNING)
MATCH, LOOK, WAIT = 6, 4, 3


@panels("matching_runs.turn", order=15)
def cohorts_to_match(person: Person) -> Iterator[Panel]:
    """A turn for each cohort that has pairs to look at, or whose people wait; the first to begin comes first."""
    mine = [each for each in own_cohorts(person) if each.phase in WITH_RUNS]
    cohorts = sorted(mine, key=lambda each: (each.starts_on, each.id))
    results = _newest_results(cohorts)
    waiting = _waiting([each for each in cohorts if each.id in results and _is_rolling(each)])
    counts = own_counts(person)
    for cohort in cohorts:
        run = results.get(cohort.id)
        if run is not None and _is_to_look_at(run, cohort):
            yield _look_at(run, cohort)
        elif run is None and cohort.phase is Phase.MATCHING and counts.get(cohort.id, Counts()).is_matchable:
            yield _match(cohort)
        elif waiting.get(cohort.id):
            yield _waits(waiting[cohort.id], cohort)


def _is_to_look_at(run: MatchRun, cohort: Cohort) -> bool:
    """A draft; once a cohort runs, only one that would place somebody."""
    return run.published_at is None and (run.placed > 0 or cohort.phase is not Phase.RUNNING)


def _newest_results(cohorts: Sequence[Cohort]) -> dict[int, MatchRun]:
    """The newest run with a result of each of these cohorts; one query, none for none."""
    ids = [cohort.id for cohort in cohorts]
    done = select(func.max(MatchRun.id)).where(MatchRun.state == RunState.DONE, MatchRun.cohort_id.in_(ids))
    newest = select(MatchRun).where(MatchRun.id.in_(done.group_by(MatchRun.cohort_id)))
    return {run.cohort_id: run for run in session().scalars(newest)} if ids else {}


def _is_rolling(cohort: Cohort) -> bool:
    return PROGRAM_TYPES[cohort.program_type].rolling


def _waiting(cohorts: Sequence[Cohort]) -> dict[int, int]:
    """How many mentees wait in each of these cohorts; one query, none for none."""
    if not cohorts:
        return {}
    waiting = all_waiting([cohort.id for cohort in cohorts]).order_by(None)
    grouped = waiting.with_only_columns(Enrolment.cohort_id, func.count())
    rows = session().execute(grouped.group_by(Enrolment.cohort_id))
    return dict(rows.all())


def _look_at(run: MatchRun, cohort: Cohort) -> Panel:
    placed = _("%(placed)s of %(all)s mentees have a mentor.", placed=number(run.placed), all=number(run.mentees))
    return Panel(
        place=Place.TURN,
        title=_("The pairs of “%(cohort)s” wait for you to look at them.", cohort=cohort.name),
        text=f"{placed} {_('It is a draft: nobody has been told.')}",
        endpoint="matching_runs.show",
        values={"run_id": run.public_id},
        label=_("Look at the pairs"),
        urgency=LOOK,
    )


def _match(cohort: Cohort) -> Panel:
    return Panel(
        place=Place.TURN,
        title=_("Sign-up of “%(cohort)s” has ended. It can be matched.", cohort=cohort.name),
        text=_("Nobody is told: you look at the pairs first."),
        endpoint="cohorts.show",
        values={"cohort_id": cohort.public_id},
        label=_("Open the cohort"),
        urgency=MATCH,
    )


def _waits(count: int, cohort: Cohort) -> Panel:
    return Panel(
        place=Place.TURN,
        title=ngettext(
            "One person waits for a mentor in “%(cohort)s”.",
            "%(count)s people wait for a mentor in “%(cohort)s”.",
            count,
            count=spelled(count).capitalize(),
            cohort=cohort.name,
        ),
        text=_("A match begins by itself within the hour where a seat is free. More seats help most."),
        endpoint="cohorts.show",
        values={"cohort_id": cohort.public_id},
        label=_("Open the cohort"),
        urgency=WAIT,
    )
