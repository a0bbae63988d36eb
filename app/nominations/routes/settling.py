"""Those who run a cohort: until when people can be put forward, who sits on the committee, whom the program names."""

from __future__ import annotations

from datetime import timedelta

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id
from app.core.access import guarded
from app.core.forms import accepts, render, result_of
from app.core.i18n import gettext as _
from app.core.pages import asked_page
from app.core.transactions import transactional
from app.nominations.blueprint import bp
from app.nominations.forms import MemberForm, ProgramForm, TermsForm
from app.nominations.models import Origin, Selection
from app.nominations.pages import settle_page
from app.nominations.policy import NominationAction
from app.nominations.queries import day_here, members_of, most_places, people_here, selection_by_public_id, selection_of
from app.nominations.services import name_member, open_selection, put_forward, settle, take_off_committee
from app.people.queries import signed_in_person
from app.people.services import colleague_with

PROGRAM = "program-"
settling = guarded(NominationAction.SETTLE, selection=selection_by_public_id)


@bp.get("/cohorts/<pid:cohort_id>/nominations")
@guarded(NominationAction.BEGIN, see=CohortAction.OVERSEE, cohort=cohort_by_public_id)
def begin(cohort: Cohort) -> ResponseReturnValue:
    there = selection_of(cohort)
    if there is not None:
        return redirect(url_for(".settle_it", selection_id=there.public_id))
    places = most_places(cohort)
    usual = {
        "places": places or None,
        "closes_on": max(day_here(), cohort.starts_on - timedelta(days=30)),
        "audience": people_here(),
    }
    return render("nominations/open.html", TermsForm(data=usual), cohort=cohort, most=places)


@bp.post("/cohorts/<pid:cohort_id>/nominations")
@guarded(NominationAction.BEGIN, see=CohortAction.OVERSEE, cohort=cohort_by_public_id)
@transactional
def begin_now(cohort: Cohort) -> ResponseReturnValue:
    form = TermsForm()
    made = result_of(form, lambda: open_selection(cohort, form.terms(), actor=signed_in_person()))
    if made is None:
        return render("nominations/open.html", form, cohort=cohort, most=most_places(cohort))
    return _back(made, _("Nominations are open. Name the committee next."))


@bp.get("/selections/<pid:selection_id>/settings")
@settling
def settle_it(selection: Selection) -> ResponseReturnValue:
    return _page(selection, terms=_terms_of(selection))


@bp.post("/selections/<pid:selection_id>/settings")
@settling
@transactional
def save_terms(selection: Selection) -> ResponseReturnValue:
    form = TermsForm()
    if not accepts(form, lambda: settle(selection, form.terms(), actor=signed_in_person())):
        return _page(selection, terms=form)
    return _back(selection, _("Saved."))


@bp.post("/selections/<pid:selection_id>/members")
@settling
@transactional
def add_member(selection: Selection) -> ResponseReturnValue:
    form = MemberForm()
    person = result_of(form, lambda: name_member(selection, form.email.data or "", actor=signed_in_person()))
    if person is None:
        return _page(selection, member=form)
    return _back(selection, _("%(name)s sits on the committee, and is written to.", name=person.name))


@bp.post("/selections/<pid:selection_id>/members/end")
@settling
@transactional
def remove_member(selection: Selection) -> ResponseReturnValue:
    asked = request.form.get("person")
    member = next((each.person for each in members_of(selection) if each.person.public_id == asked), None)
    if member is None:
        abort(404)
    take_off_committee(selection, member, actor=signed_in_person())
    return _back(selection, _("%(name)s no longer sits on the committee.", name=member.name))


@bp.post("/selections/<pid:selection_id>/put-forward")
@settling
@transactional
def name_somebody(selection: Selection) -> ResponseReturnValue:
    form, actor = ProgramForm(prefix=PROGRAM), signed_in_person()

    def change() -> None:
        nominee = colleague_with(form.email.data or "", field="email")
        put_forward(nominee, selection, form.words.data or "", origin=Origin.PROGRAM, actor=actor)

    if not accepts(form, change):
        return _page(selection, program=form)
    return _back(selection, _("Received. They are written to; what becomes of it is theirs."))


def _terms_of(selection: Selection) -> TermsForm:
    form = TermsForm(obj=selection)
    form.speaker.data = selection.speaker.public_id if selection.speaker else ""
    return form


def _back(selection: Selection, words: str) -> ResponseReturnValue:
    flash(words, "good")
    return redirect(url_for(".settle_it", selection_id=selection.public_id), code=303)


def _page(
    selection: Selection,
    *,
    terms: TermsForm | None = None,
    member: MemberForm | None = None,
    program: ProgramForm | None = None,
) -> ResponseReturnValue:
    page, form = settle_page(selection, asked_page()), terms or _terms_of(selection)
    form.offer(page.members)
    forms = {
        "terms": form,
        "member": member or MemberForm(formdata=None),
        "program": program or ProgramForm(formdata=None, prefix=PROGRAM),
    }
    refused = next((each for each in (program, member, terms) if each is not None), form)
    cohort = selection.cohort
    return render("nominations/settle.html", refused, page=page, cohort=cohort, forms=forms, most=most_places(cohort))
