"""Whether a cohort is mentoring, by its word and by what it really has; it is not launched before it is."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.moves import condition
from app.cohorts.written import in_a_sentence, written_of
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from programs.catalogue import PROGRAM_TYPES, policy_for
from programs.lint import Check, Working, lint
from programs.phases import Phase
from programs.questions import questions_of


def working_of(cohort: Cohort) -> Working:
    """What the lint looks at: how it works, and its own words."""
    kind = PROGRAM_TYPES[cohort.program_type]
    policy = policy_for(kind, cohort.weights, cohort.rules, cohort.aims)
    asked = {each.key for each in questions_of(policy, Side.MENTEE.value, cohort.questions)}
    has_wishes = cohort.form_of_choice is not None and cohort.form_of_choice.has_wishes
    lasts = (cohort.ends_on - cohort.starts_on).days
    return Working(
        kind=kind,
        practice=cohort.practised,
        left_out=[name for name, chosen in cohort.rules.items() if chosen is False],
        asked=asked | ({"wishes"} if has_wishes else set()),
        days=min(kind.duration_days, lasts) if kind.rolling else lasts,
        most_seats=max(cohort.seats_cap, _most_offered(cohort)),
        written=written_of(cohort),
    )


def findings(cohort: Cohort) -> Sequence[Check]:
    """What tells that it is no mentoring, then what will make it poor."""
    return lint(working_of(cohort))


@condition
def is_mentoring(cohort: Cohort, then: Phase) -> None:
    """A draft that is put away, or that is coaching under another name, is not launched."""
    if cohort.phase is not Phase.DRAFT or then is not Phase.SIGN_UP:
        return
    if cohort.archived_at is not None:
        raise RuleBroken(_("This cohort has been put away. Bring it back first."))
    for check in findings(cohort):
        if check.is_error:
            raise RuleBroken(in_a_sentence(check))


def _most_offered(cohort: Cohort) -> int:
    mentors = (Enrolment.cohort_id == cohort.id) & (Enrolment.state == EnrolmentState.SIGNED_UP)
    return session().scalar(select(func.max(Enrolment.seats)).where(mentors)) or 0
