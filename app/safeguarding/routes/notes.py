"""Notes to officer and deputy: the list, one note, reading it, seeing it through, handing over."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.pages import asked_page, paginate
from app.core.transactions import transactional
from app.pairings.pauses import end_pause
from app.people.queries import signed_in_person
from app.safeguarding import services
from app.safeguarding.blueprint import bp
from app.safeguarding.forms import ContactForm
from app.safeguarding.models import HelpNote
from app.safeguarding.pages import NotePage
from app.safeguarding.policy import SafeguardingAction
from app.safeguarding.queries import gone_missing, note_by_public_id, notes_for

READ = guarded(SafeguardingAction.READ, note=note_by_public_id)
LIST = guarded(SafeguardingAction.LIST, see=SafeguardingAction.LIST)


@bp.get("/notes-to-you")
@LIST
def index() -> ResponseReturnValue:
    me = signed_in_person()
    page, waiting = paginate(notes_for(me), asked_page()), services.to_hand_over(me)
    missing = gone_missing(me)
    return render_template("safeguarding/index.html", page=page, to_hand_over=waiting, missing=missing)


@bp.post("/notes-to-you/hand-over")
@LIST
@transactional
def hand_over() -> ResponseReturnValue:
    count = services.hand_over(signed_in_person())
    flash(ngettext("%(num)d note is handed over.", "%(num)d notes are handed over.", count), "good")
    return redirect(url_for(".index"), code=303)


@bp.get("/notes-to-you/<pid:note_id>")
@READ
def show(note: HelpNote) -> ResponseReturnValue:
    return render_template("safeguarding/note.html", page=NotePage(note, signed_in_person()), note=note)


@bp.post("/notes-to-you/<pid:note_id>/read")
@READ
@transactional
def read(note: HelpNote) -> ResponseReturnValue:
    return _opened(note, ContactForm(formdata=None))


@bp.post("/notes-to-you/<pid:note_id>/contacts")
@READ
@transactional
def note_contact(note: HelpNote) -> ResponseReturnValue:
    form, me = ContactForm(), signed_in_person()
    if not accepts(form, lambda: services.note_contact(note, me, form.text.data or "")):
        return _opened(note, form)
    flash(_("It is noted. Only the readers of this note can open it."), "good")
    return _back(note)


@bp.post("/notes-to-you/<pid:note_id>/done")
@READ
@transactional
def done(note: HelpNote) -> ResponseReturnValue:
    services.set_done(note, signed_in_person(), is_done=True)
    return _back(note)


@bp.post("/notes-to-you/<pid:note_id>/take-up")
@READ
@transactional
def take_up(note: HelpNote) -> ResponseReturnValue:
    services.set_done(note, signed_in_person(), is_done=False)
    return _back(note)


@bp.post("/notes-to-you/<pid:note_id>/end-pause")
@READ
@transactional
def resume(note: HelpNote) -> ResponseReturnValue:
    if note.pairing is not None:
        end_pause(note.pairing, signed_in_person())
    flash(_("The two can write to each other again."), "good")
    return _back(note)


@bp.post("/notes-to-you/<pid:note_id>/confirm-other")
@READ
@transactional
def confirm_other(note: HelpNote) -> ResponseReturnValue:
    services.confirm_other(note, signed_in_person())
    return _back(note)


@bp.post("/notes-to-you/<pid:note_id>/this-device")
@READ
@transactional
def show_by_device(note: HelpNote) -> ResponseReturnValue:
    services.show_by_device(note, signed_in_person())
    return _back(note)


def _back(note: HelpNote) -> ResponseReturnValue:
    return redirect(url_for(".show", note_id=note.public_id), code=303)


def _opened(note: HelpNote, form: ContactForm) -> ResponseReturnValue:
    me = signed_in_person()
    view = services.read(note, me)
    return render("safeguarding/read.html", form, note=note, page=NotePage(note, me), view=view)
