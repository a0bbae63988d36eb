"""One’s own skill levels before and after, and what the expert says to them."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.observations.blueprint import bp
from app.observations.forms import MOST_SKILLS, CommentForm, LevelsForm
from app.observations.models import PaperKind
from app.observations.policy import ObservationAction
from app.observations.services import comment, rate
from app.observations.services.rating import levels_of, skills_of
from app.pairings.models import Pairing
from app.pairings.queries import pairing_by_public_id
from app.people.queries import signed_in_person

OPEN, RATE, COMMENT = ObservationAction.OPEN, ObservationAction.RATE, ObservationAction.COMMENT
BEFORE, AFTER = PaperKind.BEFORE, PaperKind.AFTER


@bp.get("/observations/with/<pid:pairing_id>/levels/before")
@guarded(RATE, see=OPEN, pairing=pairing_by_public_id)
def where_you_begin(pairing: Pairing) -> ResponseReturnValue:
    return _ask(pairing, BEFORE)


@bp.post("/observations/with/<pid:pairing_id>/levels/before")
@guarded(RATE, see=OPEN, pairing=pairing_by_public_id)
@transactional
def say_where_you_begin(pairing: Pairing) -> ResponseReturnValue:
    return _keep(pairing, BEFORE)


@bp.get("/observations/with/<pid:pairing_id>/levels/after")
@guarded(RATE, see=OPEN, pairing=pairing_by_public_id)
def where_you_are(pairing: Pairing) -> ResponseReturnValue:
    return _ask(pairing, AFTER)


@bp.post("/observations/with/<pid:pairing_id>/levels/after")
@guarded(RATE, see=OPEN, pairing=pairing_by_public_id)
@transactional
def say_where_you_are(pairing: Pairing) -> ResponseReturnValue:
    return _keep(pairing, AFTER)


@bp.get("/observations/with/<pid:pairing_id>/levels/comment")
@guarded(COMMENT, see=OPEN, pairing=pairing_by_public_id)
def commenting(pairing: Pairing) -> ResponseReturnValue:
    levels = levels_of(pairing, signed_in_person())
    form = CommentForm(formdata=None, data={"text": levels.comment, "version": levels.seen[PaperKind.COMMENT]})
    return render("observations/comment.html", form, pairing=pairing)


@bp.post("/observations/with/<pid:pairing_id>/levels/comment")
@guarded(COMMENT, see=OPEN, pairing=pairing_by_public_id)
@transactional
def comment_levels(pairing: Pairing) -> ResponseReturnValue:
    form, expert = CommentForm(), signed_in_person()
    if not accepts(form, lambda: comment(pairing, expert, form.text.data or "", form.version.data or 0)):
        return render("observations/comment.html", form, pairing=pairing)
    flash(_("Kept, for the two of you."), "good")
    return redirect(url_for(".pair", pairing_id=pairing.public_id), code=303)


def _ask(pairing: Pairing, kind: PaperKind) -> ResponseReturnValue:
    seen = levels_of(pairing, signed_in_person()).seen[kind]
    return _page(pairing, kind, _form(pairing, kind, LevelsForm(formdata=None, data={"version": seen})))


def _keep(pairing: Pairing, kind: PaperKind) -> ResponseReturnValue:
    form, mentee = _form(pairing, kind, LevelsForm()), signed_in_person()
    said, seen = form.levels(_names(pairing)), form.version.data or 0
    if not accepts(form, lambda: rate(pairing, mentee, kind, said, seen)):
        return _page(pairing, kind, form)
    flash(_("Kept, for the two of you."), "good")
    return redirect(url_for(".pair", pairing_id=pairing.public_id), code=303)


def _page(pairing: Pairing, kind: PaperKind, form: LevelsForm) -> ResponseReturnValue:
    return render("observations/levels.html", form, pairing=pairing, when=kind.value)


def _form(pairing: Pairing, kind: PaperKind, form: LevelsForm) -> LevelsForm:
    """The questions of this pair, beginning with what was said: now, before, or when signing up."""
    at_sign_up = {name: today for name, today, _wanted in skills_of(pairing)}
    begins = {
        each.skill: each.after
        if kind is AFTER
        else (each.before if each.before is not None else at_sign_up.get(each.skill))
        for each in levels_of(pairing, signed_in_person()).skills
    }
    form.ask_for(_names(pairing), begins)
    return form


def _names(pairing: Pairing) -> list[str]:
    return [name for name, _today, _wanted in skills_of(pairing)][:MOST_SKILLS]
