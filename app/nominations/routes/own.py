"""One’s own side: who put one forward, what a committee would see, and saying so, or nothing."""

from __future__ import annotations

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded, signed_in
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.navigation import menu_entry
from app.core.transactions import transactional
from app.nominations.blueprint import bp
from app.nominations.forms import FileForm, SeenForm
from app.nominations.models import NominationFile, Selection
from app.nominations.pages import look_page, own_page, shown, stand_page
from app.nominations.policy import NominationAction
from app.nominations.queries import file_of, files_of, received_by, selection_by_public_id, wish_of
from app.nominations.services import approve, keep, let_lie, note_talk, take_back
from app.people.queries import signed_in_person

menu_entry(_l("Putting yourself forward"), "nominations.own", order=18)

standing = guarded(NominationAction.STAND, selection=selection_by_public_id)


@bp.get("/nominations")
@signed_in
def own() -> ResponseReturnValue:
    return render_template("nominations/own.html", page=own_page(signed_in_person()))


@bp.get("/nominations/mine.txt")
@signed_in
def own_file() -> ResponseReturnValue:
    person = signed_in_person()
    files = [(each, shown(each.shown) if each.approved_at else None) for each in files_of(person)]
    text = render_template("nominations/mine.txt", files=files, received=received_by(person), wish=wish_of(person))
    headers = {"Content-Disposition": "attachment; filename=nominations.txt", "Cache-Control": "no-store"}
    return Response(text, mimetype="text/plain", headers=headers)


@bp.get("/nominations/<pid:selection_id>")
@standing
def stand(selection: Selection) -> ResponseReturnValue:
    file = file_of(signed_in_person(), selection)
    return _page(selection, FileForm(obj=file) if file else FileForm())


@bp.post("/nominations/<pid:selection_id>")
@standing
@transactional
def save(selection: Selection) -> ResponseReturnValue:
    form, person = FileForm(), signed_in_person()
    page = stand_page(person, selection)
    form.offer(page.received, page.evidence)
    if not accepts(form, lambda: keep(person, selection, form.draft())):
        return _page(selection, form)
    return redirect(url_for(".look", selection_id=selection.public_id), code=303)


@bp.get("/nominations/<pid:selection_id>/look")
@standing
def look(selection: Selection) -> ResponseReturnValue:
    return _look(_own_file(selection), SeenForm(formdata=None))


@bp.post("/nominations/<pid:selection_id>/look")
@standing
@transactional
def send_in(selection: Selection) -> ResponseReturnValue:
    form, file = SeenForm(), _own_file(selection)
    if not accepts(form, lambda: approve(file, form.seen.data or "")):
        return _look(file, form)
    return _back(selection, _("The committee can read it now, exactly as you saw it."))


@bp.post("/nominations/<pid:selection_id>/take-back")
@standing
@transactional
def withdraw(selection: Selection) -> ResponseReturnValue:
    take_back(_own_file(selection))
    return _back(selection, _("Taken back. Nobody reads it any more, and nobody is told."))


@bp.post("/nominations/<pid:selection_id>/let-lie")
@standing
@transactional
def leave(selection: Selection) -> ResponseReturnValue:
    let_lie(signed_in_person(), selection)
    flash(_("Gone. Nobody is told, and you can begin anew while it is open."), "good")
    return redirect(url_for(".own"), code=303)


@bp.post("/nominations/<pid:selection_id>/talk-held")
@standing
@transactional
def hold_talk(selection: Selection) -> ResponseReturnValue:
    note_talk(_own_file(selection))
    return _back(selection, _("Noted: you have talked."))


def _own_file(selection: Selection) -> NominationFile:
    return file_of(signed_in_person(), selection) or abort(404)


def _back(selection: Selection, words: str) -> ResponseReturnValue:
    flash(words, "good")
    return redirect(url_for(".stand", selection_id=selection.public_id), code=303)


def _page(selection: Selection, form: FileForm) -> ResponseReturnValue:
    page = stand_page(signed_in_person(), selection)
    form.offer(page.received, page.evidence)
    return render("nominations/stand.html", form, page=page, cohort=selection.cohort)


def _look(file: NominationFile, form: SeenForm) -> ResponseReturnValue:
    page = look_page(file)
    form.seen.data = page.seen
    return render(
        "nominations/look.html", form, page=page, selection=file.selection, is_sent=file.approved_at is not None
    )
