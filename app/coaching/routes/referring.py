"""Asking for an advisor: for oneself, or for somebody else."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.coaching.blueprint import bp
from app.coaching.forms import HrReferralForm, ManagerReferralForm, ReferralForm, WishForm
from app.coaching.policy import CoachingAction
from app.coaching.services.referrals import Example, Referral, ask_for_oneself, refer
from app.core.access import guarded, signed_in
from app.core.days import given
from app.core.errors import RuleBroken
from app.core.fields import choices
from app.core.forms import accepts, render, result_of
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.models import Person
from app.people.policy import is_hr_lead
from app.people.queries import direct_reports, person_by_email, person_by_public_id, signed_in_person
from programs.engagements import Standing


@bp.get("/coaching/advising/ask")
@signed_in
def ask() -> ResponseReturnValue:
    return render("coaching/ask.html", WishForm())


@bp.post("/coaching/advising/ask")
@signed_in
@transactional
def ask_now() -> ResponseReturnValue:
    form = WishForm()
    if not accepts(form, lambda: ask_for_oneself(signed_in_person(), form.wish.data or "")):
        return render("coaching/ask.html", form)
    flash(_("The desk looks for an advisor. Nobody else knows of it."), "good")
    return redirect(url_for(".index"), code=303)


@bp.get("/coaching/advising/refer")
@guarded(CoachingAction.REFER)
def refer_somebody() -> ResponseReturnValue:
    return _page(_form(signed_in_person()))


@bp.post("/coaching/advising/refer")
@guarded(CoachingAction.REFER)
@transactional
def refer_now() -> ResponseReturnValue:
    form = _form(signed_in_person())
    made = result_of(form, lambda: refer(_client(form), _referral(form), actor=signed_in_person()))
    if made is None:
        return _page(form)
    flash(_("%(name)s reads it first, and alone.", name=made.client.first_name), "good")
    return redirect(url_for(".show", case_id=made.public_id), code=303)


def _form(person: Person) -> Any:
    if is_hr_lead(person):
        return HrReferralForm()
    form = ManagerReferralForm()
    form.person.choices = choices(*((each.public_id, each.name) for each in direct_reports(person)))
    return form


def _client(form: Any) -> Person:
    typed = form.person.data or ""
    found = person_by_email(typed) if isinstance(form, HrReferralForm) else person_by_public_id(typed)
    if found is None or not found.is_active:
        raise RuleBroken(_("Nobody here has this address."), field="person")
    return found


def _referral(form: ReferralForm) -> Referral:
    return Referral(
        expectations=form.expectations.data or "",
        examples=[Example(on, words) for on, words in form.examples()],
        talked_on=given(form.talked_on),
        support=form.support.data or "",
        standing=Standing(form.standing.data),
        deadline=given(form.deadline),
    )


def _page(form: ReferralForm) -> ResponseReturnValue:
    return render("coaching/refer.html", form)
