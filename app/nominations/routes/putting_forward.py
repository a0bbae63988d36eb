"""A manager puts forward somebody who reports to them; all they ever read of it is “received”."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.errors import RuleBroken
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.nominations.blueprint import bp
from app.nominations.forms import ForwardForm
from app.nominations.models import Origin, Selection
from app.nominations.policy import NominationAction
from app.nominations.queries import open_selections, put_forward_by
from app.nominations.services import put_forward
from app.people.models import Person
from app.people.queries import person_by_public_id, signed_in_person


@bp.get("/my-team/<pid:person_id>/put-forward")
@guarded(NominationAction.PUT_FORWARD, person=person_by_public_id)
def forward(person: Person) -> ResponseReturnValue:
    return _page(person, ForwardForm())


@bp.post("/my-team/<pid:person_id>/put-forward")
@guarded(NominationAction.PUT_FORWARD, person=person_by_public_id)
@transactional
def forward_now(person: Person) -> ResponseReturnValue:
    form, actor = ForwardForm(), signed_in_person()

    def change() -> None:
        put_forward(person, _chosen(form), form.words.data or "", origin=Origin.MANAGER, actor=actor)

    if not accepts(form, change):
        return _page(person, form)
    flash(_("Received. What becomes of it is theirs, and you will not hear."), "good")
    return redirect(url_for(".forward", person_id=person.public_id), code=303)


def _chosen(form: ForwardForm) -> Selection:
    found = next((each for each in open_selections() if each.public_id == form.selection.data), None)
    if found is None:
        raise RuleBroken(_("Choose what for."), field="selection")
    return found


def _page(person: Person, form: ForwardForm) -> ResponseReturnValue:
    before = put_forward_by(signed_in_person(), person)
    taken = {each.selection_id for each in before}
    offered = [each for each in open_selections() if each.id not in taken]
    form.offer(offered)
    return render("nominations/forward.html", form, person=person, before=before, offered=offered)
