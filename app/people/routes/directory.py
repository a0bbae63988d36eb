"""The directory: look people up, take it away as a file, add somebody."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.csv_out import csv_response
from app.core.db import session
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.pages import asked_page, asked_words, paginate
from app.core.transactions import transactional
from app.people.forms import HrForm
from app.people.opened import directory_was_taken
from app.people.pages import directory_headings, directory_row
from app.people.policy import PersonAction
from app.people.queries import people_found, signed_in_person
from app.people.routes.blueprint import bp
from app.people.services import add_person


@bp.get("/people")
@guarded(PersonAction.LIST)
def directory() -> ResponseReturnValue:
    words, with_leavers = asked_words(), "left" in request.args
    page = paginate(people_found(signed_in_person(), words, with_leavers=with_leavers), asked_page())
    return render_template("people/directory.html", page=page, words=words, with_leavers=with_leavers)


@bp.post("/people/export.csv")
@guarded(PersonAction.EXPORT)
@transactional
def export() -> ResponseReturnValue:
    directory_was_taken(by=signed_in_person())
    people = session().scalars(people_found(signed_in_person(), asked_words()))
    return csv_response("people.csv", directory_headings(), (directory_row(person) for person in people))


@bp.get("/people/new")
@guarded(PersonAction.ADD)
def new_person() -> ResponseReturnValue:
    return render("people/new.html", HrForm())


@bp.post("/people/new")
@guarded(PersonAction.ADD)
@transactional
def add() -> ResponseReturnValue:
    form = HrForm()
    if not accepts(form, lambda: add_person(actor=signed_in_person(), **form.given())):
        return render("people/new.html", form)
    flash(_("%(name)s is in the directory.", name=form.name.data))
    return redirect(url_for(".directory", q=form.name.data))
