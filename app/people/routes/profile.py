"""Somebody’s profile; for administrators what comes from HR, leaving and coming back; the history of changes."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.forms import Form, accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.forms import HrForm
from app.people.histories import told
from app.people.models import Person
from app.people.pages import can_be_restored_until, profile_page
from app.people.policy import PersonAction
from app.people.queries import direct_reports, history_of, person_by_public_id, signed_in_person
from app.people.routes.blueprint import bp
from app.people.services import change_profile, mark_left
from app.people.services import restore as bring_back


@bp.get("/people/<pid:person_id>")
@guarded(PersonAction.VIEW, person=person_by_public_id)
def profile(person: Person) -> ResponseReturnValue:
    page = profile_page(signed_in_person(), person)
    return render_template("people/profile.html", page=page, person=person, restorable=can_be_restored_until(person))


@bp.get("/people/<pid:person_id>/history")
@guarded(PersonAction.SEE_HISTORY, person=person_by_public_id, see=PersonAction.VIEW)
def history(person: Person) -> ResponseReturnValue:
    return render_template("people/history.html", person=person, entries=told(person, history_of(person)))


@bp.get("/people/<pid:person_id>/edit")
@guarded(PersonAction.EDIT, person=person_by_public_id, see=PersonAction.VIEW)
def edit(person: Person) -> ResponseReturnValue:
    return render("people/edit.html", HrForm(person), person=person)


@bp.post("/people/<pid:person_id>/edit")
@guarded(PersonAction.EDIT, person=person_by_public_id, see=PersonAction.VIEW)
@transactional
def save(person: Person) -> ResponseReturnValue:
    form = HrForm(person)
    if not accepts(form, lambda: change_profile(person, actor=signed_in_person(), **form.given())):
        return render("people/edit.html", form, person=person)
    flash(_("What HR keeps about %(name)s is saved.", name=person.name))
    return redirect(url_for(".profile", person_id=person.public_id))


@bp.get("/people/<pid:person_id>/leaving")
@guarded(PersonAction.MARK_LEFT, person=person_by_public_id, see=PersonAction.VIEW)
def leaving(person: Person) -> ResponseReturnValue:
    return render("people/leaving.html", Form(), person=person, reports=direct_reports(person))


@bp.post("/people/<pid:person_id>/leaving")
@guarded(PersonAction.MARK_LEFT, person=person_by_public_id, see=PersonAction.VIEW)
@transactional
def leave(person: Person) -> ResponseReturnValue:
    form = Form()
    if not accepts(form, lambda: mark_left(person, actor=signed_in_person())):
        return render("people/leaving.html", form, person=person, reports=direct_reports(person))
    flash(_("%(name)s is noted as having left.", name=person.name))
    return redirect(url_for(".profile", person_id=person.public_id))


@bp.post("/people/<pid:person_id>/restore")
@guarded(PersonAction.RESTORE, person=person_by_public_id, see=PersonAction.VIEW)
@transactional
def restore(person: Person) -> ResponseReturnValue:
    bring_back(person, actor=signed_in_person())
    flash(_("%(name)s is back, with the same account.", name=person.name))
    return redirect(url_for(".profile", person_id=person.public_id))
