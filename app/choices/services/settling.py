"""The form of choice of a cohort, settled before its people are told. The caller commits."""

from __future__ import annotations

from app.cohorts.models import Cohort
from app.cohorts.services import change_questions, locked
from app.cohorts.services.settings import questions_on_offer
from app.core.audit import record
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase
from programs.privacy import MENTEES

LIST_SHOWN, WISHES = "wish_list_shown", "wishes"


def choose_form(cohort: Cohort, wanted: str, *, actor: Person) -> None:
    """Let a cohort use this form of choice, and no other.

    Where mentees choose, mentors are told at sign-up that they are shown to them; where the match does it alone, nobody
    is asked for wishes. Raises RuleBroken after the launch, and for a form that the program type does not have.
    """
    locked(cohort)
    if cohort.phase is not Phase.DRAFT:
        raise RuleBroken(
            _("People have read how they find each other. Take the cohort back to preparation to change that."),
            field="form",
        )
    choice = PROGRAM_TYPES[cohort.program_type].choice
    form = next((each for each in (choice.forms if choice else ()) if each == wanted), None)
    if form is None:
        raise RuleBroken(_("Choose one of the forms that are offered."), field="form")
    before, cohort.choice = cohort.form_of_choice, form.value
    if form.has_wishes:
        cohort.privacy = {**cohort.privacy, LIST_SHOWN: MENTEES}
    if before is not None and before.has_wishes is not form.has_wishes:
        asked = {
            each.key for each in questions_on_offer(cohort) if not cohort.questions or each.key in cohort.questions
        }
        change_questions(cohort, asked | {WISHES} if form.has_wishes else asked - {WISHES}, actor=actor)
    session().flush()
    record(actor, "cohort.choice_settled", cohort, form=form.value)
