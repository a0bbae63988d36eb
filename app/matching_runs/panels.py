"""What the home page says about runs to those who run a cohort: match it, or look at its pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import func, select

from app.cohorts.models import Cohort
from app.cohorts.policy import cohorts_administered_by
from app.cohorts.queries import Counts, counts_by_cohort
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.panels import Panel, Place, panels
from app.core.wording import number
from app.matching_runs.models import MatchRun, RunState
from app.people.models import Person
from programs.phases import Phase

BEFORE_PAIRS = (Phase.DRAFT, Phase.SIGN_UP, Phase.MATCHING)
MATCH, LOOK = 6, 4


@panels("matching_runs.turn", order=15)
def cohorts_to_match(person: Person) -> Iterator[Panel]:
    """A turn for each cohort that has pairs to look at, or whose sign-up has ended; the first to begin comes first."""
    before_pairs = cohorts_administered_by(person).where(Cohort.phase.in_(BEFORE_PAIRS))
    cohorts = session().scalars(before_pairs.order_by(Cohort.starts_on, Cohort.id)).all()
    results, counts = _newest_results(cohorts), counts_by_cohort(cohort.id for cohort in cohorts)
    for cohort in cohorts:
        if (run := results.get(cohort.id)) is not None:
            yield _look_at(run, cohort)
        elif cohort.phase is Phase.MATCHING and counts.get(cohort.id, Counts()).is_matchable:
            yield _match(cohort)


def _newest_results(cohorts: Sequence[Cohort]) -> dict[int, MatchRun]:
    """The newest run with a result of each of these cohorts; one query."""
    done = select(func.max(MatchRun.id)).where(MatchRun.state == RunState.DONE).group_by(MatchRun.cohort_id)
    ids = [cohort.id for cohort in cohorts]
    runs = session().scalars(select(MatchRun).where(MatchRun.cohort_id.in_(ids), MatchRun.id.in_(done)))
    return {run.cohort_id: run for run in runs}


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
