"""Which support fits me? The answers stay in the reader’s browser, and neither page is written into the log."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded, public
from app.core.elsewhere import where
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.logs import unlogged
from app.core.navigation import colophon_link
from app.core.organisation import organisation
from app.core.transactions import transactional
from app.people.queries import signed_in_person
from app.support.forms import field_name, typed, words_form
from app.support.policy import SupportAction
from app.support.queries import words_of
from app.support.services import change_words
from programs.support_kinds import ASPECTS, SUPPORT_KINDS
from programs.triage import CONTACTS, START, WAYS

bp = Blueprint("support", __name__)
colophon_link(_l("Which support fits me?"), "support.which", 25)

change = guarded(SupportAction.CHANGE_WORDS)


@bp.get("/which-support")
@unlogged
@public
def which() -> ResponseReturnValue:
    shown = {"start": START, "ways": WAYS, "words": words_of(), "kinds": SUPPORT_KINDS, "house": organisation()}
    # Plain links without parameters: whoever follows one does not say where they came from, or what they answered.
    beginnings = {name: where(f"way:{name}") for name in WAYS}
    return render_template("support/which.html", beginnings=beginnings, **shown)


@bp.get("/kinds-of-support")
@unlogged
@public
def kinds() -> ResponseReturnValue:
    return render_template("support/kinds.html", kinds=SUPPORT_KINDS.values(), aspects=ASPECTS, house=organisation())


@bp.get("/set-up/support")
@change
def words() -> ResponseReturnValue:
    form = words_form(words_of())
    return render("support/words.html", form, contacts=CONTACTS, ways=[field_name(each) for each in WAYS])


@bp.post("/set-up/support")
@change
@transactional
def save_words() -> ResponseReturnValue:
    form = words_form()
    if not accepts(form, lambda: change_words(typed(form), actor=signed_in_person())):
        return render("support/words.html", form, contacts=CONTACTS, ways=[field_name(each) for each in WAYS])
    flash(_("Saved."), "good")
    return redirect(url_for(".words"), code=303)
