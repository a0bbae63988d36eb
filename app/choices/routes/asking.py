"""A mentee looks through the mentors, and asks one."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.choices.blueprint import bp
from app.choices.browsing import Sought, mentor_shown
from app.choices.forms import AskForm
from app.choices.models import MentorRequest
from app.choices.opening import WHILE_ASKED, may_ask
from app.choices.pages import ask_page, mentors_page
from app.choices.policy import ChoiceAction
from app.choices.queries import enrolment_on_side, lines_of, request_by_public_id
from app.choices.services import ask_mentor, withdraw_request
from app.cohorts.models import Cohort, Enrolment, Side
from app.cohorts.queries import cohort_by_public_id
from app.core.access import guarded
from app.core.forms import render, result_of
from app.core.i18n import gettext as _
from app.core.pages import asked_page, asked_words
from app.core.transactions import transactional
from app.core.wording import day
from app.people.queries import signed_in_person


@bp.get("/cohorts/<pid:cohort_id>/mentors")
@guarded(ChoiceAction.LOOK, cohort=cohort_by_public_id)
def mentors(cohort: Cohort) -> ResponseReturnValue:
    form = cohort.form_of_choice
    if form is None or not form.has_wishes or cohort.phase not in WHILE_ASKED:
        return redirect(url_for("cohorts.show", cohort_id=cohort.public_id))
    page = mentors_page(_own(cohort), _sought(), asked_page())
    return render_template("choices/mentors.html", page=page, cohort=cohort)


@bp.get("/cohorts/<pid:cohort_id>/mentors/<pid:mentor_id>")
@guarded(ChoiceAction.LOOK, cohort=cohort_by_public_id)
def mentor(cohort: Cohort, mentor_id: str) -> ResponseReturnValue:
    asked = _shown(cohort, mentor_id)
    return _ask_page(cohort, asked, AskForm(words=lines_of(_own(cohort)).get(asked.id, "")))


@bp.post("/cohorts/<pid:cohort_id>/mentors/<pid:mentor_id>")
@guarded(ChoiceAction.LOOK, cohort=cohort_by_public_id)
@transactional
def ask(cohort: Cohort, mentor_id: str) -> ResponseReturnValue:
    asked, form = _shown(cohort, mentor_id), AskForm()
    made = result_of(form, lambda: ask_mentor(_own(cohort), asked, form.words.data or "", actor=signed_in_person()))
    if made is None:
        return _ask_page(cohort, asked, form)
    flash(_("Your request is on its way. You hear by %(day)s.", day=day(made.answer_by)), "good")
    return redirect(url_for(".show", request_id=made.public_id))


@bp.post("/requests/<pid:request_id>/withdraw")
@guarded(ChoiceAction.WITHDRAW, see=ChoiceAction.VIEW, request=request_by_public_id)
@transactional
def withdraw(request: MentorRequest) -> ResponseReturnValue:
    withdraw_request(request, actor=signed_in_person())
    flash(_("Taken back. You can ask somebody else."), "good")
    return redirect(url_for(".mentors", cohort_id=request.cohort.public_id))


def _own(cohort: Cohort) -> Enrolment:
    own = enrolment_on_side(signed_in_person(), cohort, Side.MENTEE)
    if own is None:
        raise LookupError("the guard lets mentees of this cohort through, and nobody else")
    return own


def _shown(cohort: Cohort, mentor_id: str) -> Enrolment:
    """A mentor who is shown; one who is not is like one who is not there."""
    found = mentor_shown(cohort, signed_in_person(), mentor_id) if may_ask(cohort) else None
    return found or abort(404)


def _ask_page(cohort: Cohort, asked: Enrolment, form: AskForm) -> ResponseReturnValue:
    return render("choices/mentor.html", form, page=ask_page(_own(cohort), asked), cohort=cohort)


def _sought() -> Sought:
    words = {name: asked_words(name) for name in ("skill", "site", "department", "language")}
    return Sought(words=asked_words(), is_free=request.args.get("free") == "1", **words)
