"""Who was given which role; giving and ending roles."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.forms import RoleForm
from app.people.models import Appointment, Person, Role
from app.people.pages import role_groups, role_names
from app.people.policy import PersonAction
from app.people.queries import appointment_by_public_id, person_by_public_id, signed_in_person
from app.people.routes.blueprint import bp
from app.people.services import appoint, end_appointment, roles_given_by


@bp.get("/roles")
@guarded(PersonAction.GIVE_ROLES)
def roles_overview() -> ResponseReturnValue:
    return render_template("people/roles_overview.html", groups=role_groups(signed_in_person()))


@bp.get("/people/<pid:person_id>/roles")
@guarded(PersonAction.GIVE_ROLES, person=person_by_public_id, see=PersonAction.VIEW)
def roles(person: Person) -> ResponseReturnValue:
    return roles_page(person, RoleForm(roles_given_by(signed_in_person())))


@bp.post("/people/<pid:person_id>/roles")
@guarded(PersonAction.GIVE_ROLES, person=person_by_public_id, see=PersonAction.VIEW)
@transactional
def give_role(person: Person) -> ResponseReturnValue:
    me = signed_in_person()
    form = RoleForm(roles_given_by(me))
    if not accepts(form, lambda: appoint(person, Role(form.role.data), actor=me)):
        return roles_page(person, form)
    flash(_("%(name)s holds the role from now on.", name=person.name))
    return redirect(url_for(".roles", person_id=person.public_id))


@bp.post("/roles/<pid:appointment_id>/end")
@guarded(PersonAction.GIVE_ROLES, appointment=appointment_by_public_id)
@transactional
def end_role(appointment: Appointment) -> ResponseReturnValue:
    end_appointment(appointment, actor=signed_in_person())
    flash(_("%(name)s no longer holds the role.", name=appointment.person.name))
    return redirect(url_for(".roles_overview"))


def roles_page(person: Person, form: RoleForm) -> ResponseReturnValue:
    """The roles that somebody holds, and a form to give another."""
    is_own = person.id == signed_in_person().id
    return render("people/roles.html", form, person=person, held=role_names(person), is_own=is_own)
