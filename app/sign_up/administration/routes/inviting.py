"""Whom to invite, and their letters: chosen, looked at, sent."""

from __future__ import annotations

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort
from app.cohorts.policy import UNTOLD, CohortAction
from app.cohorts.queries import cohort_by_public_id
from app.core.access import guarded
from app.core.db import session
from app.core.forms import render, result_of
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.pages import asked_words
from app.core.transactions import transactional
from app.core.wording import number
from app.people.queries import people_found, person_by_public_id, signed_in_person
from app.sign_up.administration.forms import ChooseForm, PlaceForm, SeenForm, choose_form
from app.sign_up.administration.pages import invitations_page
from app.sign_up.administration.queries import chosen_count, departments
from app.sign_up.administration.services import (
    choose as choose_people,
)
from app.sign_up.administration.services import (
    choose_person,
    forget_chosen,
    send_invitations,
    why_not_invited,
)
from app.sign_up.blueprint import bp

FOUND = 8


@bp.get("/cohorts/<pid:cohort_id>/sign-up/choose")
@guarded(CohortAction.INVITE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def choose(cohort: Cohort) -> ResponseReturnValue:
    return _choose_page(cohort, choose_form(departments()))


@bp.post("/cohorts/<pid:cohort_id>/sign-up/choose")
@guarded(CohortAction.INVITE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def choose_many(cohort: Cohort) -> ResponseReturnValue:
    form = choose_form(departments())
    made = result_of(form, lambda: choose_people(cohort, form.chosen(), actor=signed_in_person()))
    if made is None:
        return _choose_page(cohort, form)
    flash(ngettext("One is chosen.", "%(count)s are chosen.", made, count=number(made)), "good")
    return _to_letters(cohort)


@bp.post("/cohorts/<pid:cohort_id>/sign-up/choose-person")
@guarded(CohortAction.INVITE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def choose_one(cohort: Cohort) -> ResponseReturnValue:
    form = PlaceForm()
    person = person_by_public_id(form.person.data or "") if form.validate_on_submit() else None
    if person is None:
        abort(404)
    choose_person(cohort, person, form.chosen_side(), actor=signed_in_person())
    flash(_("%(name)s is chosen.", name=person.name), "good")
    return _to_letters(cohort)


@bp.get("/cohorts/<pid:cohort_id>/sign-up/letters")
@guarded(CohortAction.INVITE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def letters(cohort: Cohort) -> ResponseReturnValue:
    return _letters_page(cohort, SeenForm())


@bp.post("/cohorts/<pid:cohort_id>/sign-up/letters")
@guarded(CohortAction.INVITE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def send_letters(cohort: Cohort) -> ResponseReturnValue:
    form = SeenForm()
    sent = result_of(form, lambda: send_invitations(cohort, form.seen.data or "", actor=signed_in_person()))
    if sent is None:
        return _letters_page(cohort, form)
    flash(
        ngettext("One letter is on its way.", "%(count)s letters are on their way.", sent, count=number(sent)), "good"
    )
    return redirect(url_for(".overview", cohort_id=cohort.public_id))


@bp.post("/cohorts/<pid:cohort_id>/sign-up/forget")
@guarded(CohortAction.INVITE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def forget(cohort: Cohort) -> ResponseReturnValue:
    forget_chosen(cohort, actor=signed_in_person())
    flash(_("Nobody is chosen now. Nothing has left."), "quiet")
    return redirect(url_for(".choose", cohort_id=cohort.public_id))


def _to_letters(cohort: Cohort) -> ResponseReturnValue:
    return redirect(url_for(".launch" if cohort.phase is UNTOLD else ".letters", cohort_id=cohort.public_id))


def _choose_page(cohort: Cohort, form: ChooseForm) -> ResponseReturnValue:
    words = asked_words()
    found = session().scalars(people_found(signed_in_person(), words).limit(FOUND)).all() if words else []
    context = {"words": words, "found": found, "chosen": chosen_count(cohort), "why_not": why_not_invited(cohort)}
    return render("sign_up/administration/choose.html", form, cohort=cohort, **context)


def _letters_page(cohort: Cohort, form: SeenForm) -> ResponseReturnValue:
    page = invitations_page(cohort, signed_in_person())
    form.seen.data = page.seen
    return render("sign_up/administration/letters.html", form, cohort=cohort, page=page)
