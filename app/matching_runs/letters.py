"""Letters to whoever has no mentor after a publication, and to mentors in reserve."""

from __future__ import annotations

from app.cohorts.models import Enrolment, EnrolmentState
from app.cohorts.services.cohorts import OVER
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.i18n import say
from app.core.mail import Letter, link, mail
from app.matching_runs.models import MatchRun, Unplaced
from app.matching_runs.queries import is_in_a_pair
from programs.waiting import told


@mail("not_placed")
def not_placed(*, run_id: int, enrolment_id: int) -> Letter | None:
    """To a mentee without a mentor: why in kind words, what they can change, when the next run is."""
    run, enrolment = _still_waiting(run_id, enrolment_id)
    left = session().get(Unplaced, (run_id, enrolment_id))
    if run is None or enrolment is None or left is None:
        return None
    return not_placed_letter(left)


def not_placed_letter(left: Unplaced) -> Letter:
    """The same, so that it can be looked at before."""
    said = told(left.reason["reason"], left.reason["facts"])
    context = _common(left.enrolment) | {"why": say(said.why), "change": say(said.change)}
    return Letter(subject=_("No mentor for you yet"), template="not_placed", context=context)


@mail("in_reserve")
def in_reserve(*, run_id: int, enrolment_id: int) -> Letter | None:
    """To a mentor who has nobody on a seat yet."""
    run, enrolment = _still_waiting(run_id, enrolment_id)
    return in_reserve_letter(enrolment) if run is not None and enrolment is not None else None


def in_reserve_letter(enrolment: Enrolment) -> Letter:
    """The same, so that it can be looked at before."""
    return Letter(subject=_("You are in reserve"), template="in_reserve", context=_common(enrolment))


@mail("closed_unplaced")
def closed_unplaced(*, enrolment_id: int) -> Letter | None:
    """To a mentee who still had no mentor when the cohort began to close."""
    enrolment = session().get(Enrolment, enrolment_id)
    if enrolment is None or enrolment.cohort.phase not in OVER or not _is_without(enrolment):
        return None
    context = _common(enrolment) | {"url": link("home.index")}
    return Letter(subject=_("No mentor this time"), template="closed_unplaced", context=context)


def _common(enrolment: Enrolment) -> dict[str, object]:
    cohort = enrolment.cohort
    return {
        "name": enrolment.person.first_name,
        "cohort": cohort,
        "next_run_on": cohort.next_run_on,
        "url": link("cohorts.show", cohort_id=cohort.public_id),
    }


def _still_waiting(run_id: int, enrolment_id: int) -> tuple[MatchRun | None, Enrolment | None]:
    """Both, or neither when the run was taken back, the person left, or a pair has come about meanwhile."""
    run, enrolment = session().get(MatchRun, run_id), session().get(Enrolment, enrolment_id)
    if run is None or enrolment is None or not run.is_published:
        return None, None
    return (run, enrolment) if _is_without(enrolment) else (None, None)


def _is_without(enrolment: Enrolment) -> bool:
    is_here = enrolment.state is EnrolmentState.SIGNED_UP and enrolment.person.is_active
    return is_here and not is_in_a_pair(enrolment)
