"""Whom somebody reports to: one solid line, any number of dotted ones. For administrators."""

from __future__ import annotations

from collections.abc import Sequence

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.db import session
from app.core.forms import accepts, render
from app.core.pages import asked_words
from app.core.transactions import transactional
from app.people.forms import LineForm
from app.people.models import Person
from app.people.pages import lines_of
from app.people.policy import PersonAction
from app.people.queries import people_found, person_by_public_id, signed_in_person
from app.people.routes.blueprint import bp, public_id_in
from app.people.services import LineStep, change_lines

MOST_FOUND = 10


@bp.get("/people/<pid:person_id>/lines")
@guarded(PersonAction.EDIT, person=person_by_public_id, see=PersonAction.VIEW)
def lines(person: Person) -> ResponseReturnValue:
    return lines_page(person, LineForm())


@bp.post("/people/<pid:person_id>/lines")
@guarded(PersonAction.EDIT, person=person_by_public_id, see=PersonAction.VIEW)
@transactional
def change_line(person: Person) -> ResponseReturnValue:
    form = LineForm()
    boss = person_by_public_id(public_id_in(form.boss.data))
    if not accepts(form, lambda: change_lines(person, LineStep(form.step.data), boss, actor=signed_in_person())):
        return lines_page(person, form)
    return redirect(url_for(".lines", person_id=person.public_id, q=request.args.get("q") or None))


def lines_page(person: Person, form: LineForm) -> ResponseReturnValue:
    """The lines as they are, and who was found to change them to."""
    words = asked_words()
    found: Sequence[Person] = ()
    if words:
        candidates = people_found(signed_in_person(), words).where(Person.id != person.id)
        found = session().scalars(candidates.limit(MOST_FOUND)).all()
    return render("people/lines.html", form, person=person, lines=lines_of(person), words=words, found=found)
