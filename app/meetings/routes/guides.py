"""The questions that pairs of a cohort are offered: read, worded anew, put back to those of the program."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id
from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.meetings.blueprint import bp
from app.meetings.cohort_sections import when_it_is_asked
from app.meetings.forms import GuideForm
from app.meetings.services import change_guide, restore_guide
from app.meetings.services.guides import usual_questions
from app.people.queries import signed_in_person
from programs.guides import Guide, as_text


@bp.get("/cohorts/<pid:cohort_id>/settings/guides")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def guides(cohort: Cohort) -> ResponseReturnValue:
    rows = [(each, when_it_is_asked(each), each.name in cohort.own_guides) for each in cohort.guides]
    return render_template("meetings/guides.html", cohort=cohort, rows=rows)


@bp.get("/cohorts/<pid:cohort_id>/settings/guides/<word:guide>")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def guide(cohort: Cohort, guide: str) -> ResponseReturnValue:
    asked = _called(cohort, guide)
    return _page(cohort, asked, GuideForm(questions=as_text(asked)))


@bp.post("/cohorts/<pid:cohort_id>/settings/guides/<word:guide>")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def save_guide(cohort: Cohort, guide: str) -> ResponseReturnValue:
    form, asked, me = GuideForm(), _called(cohort, guide), signed_in_person()
    if not accepts(form, lambda: change_guide(cohort, asked, form.questions.data or "", actor=me)):
        return _page(cohort, asked, form)
    flash(_("Saved. Pairs read it from now on."), "good")
    return redirect(url_for(".guides", cohort_id=cohort.public_id))


@bp.post("/cohorts/<pid:cohort_id>/settings/guides/<word:guide>/restore")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def usual_guide(cohort: Cohort, guide: str) -> ResponseReturnValue:
    restore_guide(cohort, _called(cohort, guide), actor=signed_in_person())
    flash(_("The questions are those of the program again."), "good")
    return redirect(url_for(".guides", cohort_id=cohort.public_id))


def _called(cohort: Cohort, name: str) -> Guide:
    return next((each for each in cohort.guides if each.name == name), None) or abort(404)


def _page(cohort: Cohort, asked: Guide, form: GuideForm) -> ResponseReturnValue:
    usual = [_(each) for each in usual_questions(cohort, asked)]
    context = {"is_own": asked.name in cohort.own_guides, "usual": usual, "when": when_it_is_asked(asked)}
    return render("meetings/guide.html", form, cohort=cohort, guide=asked, **context)
