"""The desk, where those who wait are given an advisor; and the caseload of whoever guides."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.coaching.blueprint import bp
from app.coaching.forms import AssignForm, CaseloadForm, PromiseForm
from app.coaching.labels import STATES
from app.coaching.models import Engagement
from app.coaching.noting import note_desk
from app.coaching.policy import CoachingAction
from app.coaching.queries import (
    Load,
    case_by_public_id,
    clients_of,
    guides_with_room,
    load_of,
    loads,
    those_who_wait,
)
from app.coaching.services import desk as at_desk
from app.coaching.services.separating import barred
from app.core.access import guarded
from app.core.days import given
from app.core.errors import RuleBroken
from app.core.fields import choices
from app.core.forms import Form, accepts, render
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.navigation import menu_entry
from app.core.pages import asked_page, paginate
from app.core.transactions import transactional
from app.people.models import Person
from app.people.policy import is_hr_lead
from app.people.queries import person_by_public_id, signed_in_person
from programs.engagements import EngagementKind

menu_entry(_l("Advising desk"), "coaching.desk", 40, is_hr_lead)

ASSIGN, CASELOAD = CoachingAction.ASSIGN, CoachingAction.CASELOAD


@bp.get("/coaching/desk")
@guarded(CoachingAction.DESK)
def desk() -> ResponseReturnValue:
    waiting = paginate(those_who_wait(signed_in_person()), asked_page())
    return render_template("coaching/desk.html", waiting=waiting, loads=loads(EngagementKind.ADVISING))


@bp.get("/coaching/desk/<pid:waiting_id>")
@guarded(ASSIGN, waiting=case_by_public_id)
def find(waiting: Engagement) -> ResponseReturnValue:
    note_desk(waiting, signed_in_person())
    return _page(waiting, AssignForm(), PromiseForm())


@bp.post("/coaching/desk/<pid:waiting_id>")
@guarded(ASSIGN, waiting=case_by_public_id)
@transactional
def assign(waiting: Engagement) -> ResponseReturnValue:
    form = AssignForm()
    if not accepts(form, lambda: at_desk.assign(waiting, _chosen(form), actor=signed_in_person())):
        return _page(waiting, form, PromiseForm(formdata=None))
    flash(_("%(name)s decides now.", name=waiting.client.first_name), "good")
    return redirect(url_for(".desk"), code=303)


@bp.post("/coaching/desk/<pid:waiting_id>/day")
@guarded(ASSIGN, waiting=case_by_public_id)
@transactional
def promise(waiting: Engagement) -> ResponseReturnValue:
    form = PromiseForm()
    if not accepts(form, lambda: at_desk.promise(waiting, given(form.day), actor=signed_in_person())):
        return _page(waiting, AssignForm(formdata=None), form)
    flash(_("%(name)s knows by when there will be an answer.", name=waiting.client.first_name), "good")
    return redirect(url_for(".desk"), code=303)


@bp.get("/coaching/caseload")
@guarded(CASELOAD)
def caseload() -> ResponseReturnValue:
    load = load_of(signed_in_person(), EngagementKind.ADVISING)
    form = CaseloadForm(most=load.most, free_on=load.free_on) if load else CaseloadForm()
    return _caseload(form)


@bp.post("/coaching/caseload")
@guarded(CASELOAD)
@transactional
def set_caseload() -> ResponseReturnValue:
    form, guide = CaseloadForm(), signed_in_person()
    kind = EngagementKind.ADVISING
    if not accepts(form, lambda: at_desk.set_caseload(guide, kind, form.most.data or 0, form.free_on.data)):
        return _caseload(form)
    flash(_("Saved."), "good")
    return redirect(url_for(".caseload"), code=303)


def _chosen(form: AssignForm) -> Person:
    found = person_by_public_id(form.guide.data or "")
    if found is None:
        raise RuleBroken(_("Choose somebody."), field="guide")
    return found


def _free(waiting: Engagement) -> list[Load]:
    with_room = guides_with_room(waiting.kind)
    out = barred(waiting.client, [each.person.id for each in with_room], waiting.kind)
    return [each for each in with_room if each.person.id not in out]


def _page(waiting: Engagement, form: AssignForm, day: PromiseForm) -> ResponseReturnValue:
    free = _free(waiting)
    form.guide.choices = choices(*((each.person.public_id, _words(each)) for each in free))
    refused: Form = day if day.errors else form
    return render("coaching/find.html", refused, waiting=waiting, assign=form, day=day, free=free)


def _words(load: Load) -> str:
    return _("%(name)s has %(taken)s of %(most)s clients", name=load.person.name, taken=load.taken, most=load.most)


def _caseload(form: CaseloadForm) -> ResponseReturnValue:
    guide = signed_in_person()
    load = load_of(guide, EngagementKind.ADVISING)
    return render("coaching/caseload.html", form, clients=clients_of(guide), load=load, states=STATES)
