"""An executive reads the slate, evidence first, and chooses one or two."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person
from app.succession.blueprint import bp
from app.succession.drafts import is_altered
from app.succession.forms import ChoiceForm
from app.succession.journal import Line, note_look
from app.succession.models import Round
from app.succession.pages import CardView, ChoosingView
from app.succession.policy import SuccessionAction
from app.succession.routes.finding import card_in, named, own_round
from app.succession.services import choosing
from app.succession.suggestions import fits

CHOOSE = SuccessionAction.CHOOSE


@bp.get("/rounds/<pid:running_id>")
@guarded(CHOOSE, running=own_round)
def slate(running: Round) -> ResponseReturnValue:
    note_look(running.plan, Line.OPENED_SLATE, signed_in_person())
    return render_template("succession/slate.html", view=ChoosingView(running, signed_in_person()), running=running)


@bp.get("/rounds/<pid:running_id>/choices/<pid:chosen_id>")
@guarded(CHOOSE, running=own_round)
def choice(running: Round, chosen_id: str) -> ResponseReturnValue:
    view = ChoosingView(running, signed_in_person())
    card = card_in(view, chosen_id, on_slate=True)
    note_look(running.plan, Line.OPENED_CANDIDATE, signed_in_person(), chosen_id)
    text, version = view.draft(card)
    return _page(ChoiceForm(data={"reason": text, "seen": str(version)}), view, card)


@bp.post("/rounds/<pid:running_id>/choices/<pid:chosen_id>")
@guarded(CHOOSE, running=own_round)
@transactional
def save_choice(running: Round, chosen_id: str) -> ResponseReturnValue:
    view, form = ChoosingView(running, signed_in_person()), ChoiceForm()
    card = card_in(view, chosen_id, on_slate=True)
    if not accepts(form, lambda: _save(view, card, form)):
        return _page(form, ChoosingView(running, signed_in_person()), card)
    flash(_("Your choice is recorded.") if _is_choice() else _("Your draft is kept, for you alone."), "good")
    return _to(running)


@bp.post("/rounds/<pid:running_id>/choices/<pid:chosen_id>/back")
@guarded(CHOOSE, running=own_round)
@transactional
def take_choice_back(running: Round, chosen_id: str) -> ResponseReturnValue:
    view = ChoosingView(running, signed_in_person())
    choosing.take_back(running, card_in(view, chosen_id, on_slate=True).candidate, view.reader)
    flash(_("Taken back. What you wrote is still there, for you alone."), "good")
    return _to(running)


@bp.post("/rounds/<pid:running_id>/confirm")
@guarded(CHOOSE, running=own_round)
@transactional
def confirm_choices(running: Round) -> ResponseReturnValue:
    choosing.confirm_choices(running, signed_in_person())
    flash(_("Confirmed."), "good")
    return _to(running)


def _save(view: ChoosingView, card: CardView, form: ChoiceForm) -> None:
    text, executive = form.reason.data or "", view.reader
    if _is_choice():
        choosing.choose(view.round, card.candidate, named(card), executive, text, form.version)
    else:
        choosing.save_draft(view.round, card.candidate, executive, text, form.version)


def _is_choice() -> bool:
    return request.form.get("do") != "keep"


def _page(form: ChoiceForm, view: ChoosingView, card: CardView) -> ResponseReturnValue:
    stored, version = view.draft(card)
    both = stored if form.errors and form.version != version else ""
    if both:
        # What was typed is saved over what stands there only once its writer has seen both.
        form.seen.data = str(version)
    shown = {
        "stored": both,
        "said": fits(view.reader, [card], view.title)[0].reasons,
        "is_altered": view.slate.is_altered or is_altered(view.plan, [view.reader]),
    }
    return render("succession/choice.html", form, view=view, card=card, running=view.round, **shown)


def _to(of_round: Round) -> ResponseReturnValue:
    return redirect(url_for(".slate", running_id=of_round.public_id), code=303)
