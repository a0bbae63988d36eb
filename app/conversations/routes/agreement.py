"""The agreement of a pair: read, proposed, signed, printed."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.conversations.agreements import AgreementView
from app.conversations.blueprint import bp
from app.conversations.forms import AgreementForm
from app.conversations.models import Room
from app.conversations.pages import RoomView, pen_for
from app.conversations.policy import ConversationAction
from app.conversations.queries import own_strand, room_by_public_id
from app.conversations.services import agreeing
from app.conversations.services.telling import words_came
from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person


@bp.get("/rooms/<pid:room_id>/agreement")
@guarded(ConversationAction.READ, room=room_by_public_id)
def agreement(room: Room) -> ResponseReturnValue:
    return _shown("conversations/agreement.html", room)


@bp.get("/rooms/<pid:room_id>/agreement/print")
@guarded(ConversationAction.READ, room=room_by_public_id)
def print_agreement(room: Room) -> ResponseReturnValue:
    return _shown("conversations/agreement_print.html", room)


@bp.get("/rooms/<pid:room_id>/agreement/new")
@guarded(ConversationAction.READ, room=room_by_public_id)
def new_agreement(room: Room) -> ResponseReturnValue:
    view = RoomView(room, signed_in_person())
    if not view.may_write or own_strand(room, view.reader) is None:
        return redirect(url_for(".agreement", room_id=room.public_id), code=303)
    agreement = AgreementView(view)
    form = AgreementForm(agreement.goals_to_choose(), data=agreement.first_words())
    return _form_page(form, agreement)


@bp.post("/rooms/<pid:room_id>/agreement/new")
@guarded(ConversationAction.WRITE, see=ConversationAction.READ, room=room_by_public_id)
@transactional
def propose_agreement(room: Room) -> ResponseReturnValue:
    author = signed_in_person()
    pen, view = pen_for(room, author), AgreementView(RoomView(room, author))
    form = AgreementForm(view.goals_to_choose())

    def change() -> None:
        words = form.words() | {"goals": view.chosen(form.goals.data or [])}
        agreeing.propose(room, pen, words, seen=form.seen.data or 0)
        words_came(room, author)

    if not accepts(form, change):
        return _form_page(form, AgreementView(RoomView(room, author)))
    flash(_("Proposed, and signed by you. It holds once both of you have signed."), "good")
    return redirect(url_for(".agreement", room_id=room.public_id), code=303)


@bp.post("/rooms/<pid:room_id>/agreement/sign")
@guarded(ConversationAction.WRITE, see=ConversationAction.READ, room=room_by_public_id)
@transactional
def sign_agreement(room: Room) -> ResponseReturnValue:
    author = signed_in_person()
    if agreeing.sign(room, pen_for(room, author), request.form.get("version", "")):
        words_came(room, author)
        flash(_("Signed by both of you. It holds from today."), "good")
    return redirect(url_for(".agreement", room_id=room.public_id), code=303)


def _form_page(form: AgreementForm, agreement: AgreementView) -> ResponseReturnValue:
    return render("conversations/agreement_new.html", form, room=agreement.room.room, agreement=agreement)


def _shown(template: str, room: Room) -> ResponseReturnValue:
    view = RoomView(room, signed_in_person())
    if own_strand(room, view.reader) is None:
        return redirect(url_for("pairings.show", pairing_id=room.pairing.public_id), code=303)
    if view.ending.is_gone:
        return render_template("conversations/gone.html", room=room, view=view, page="agreement")
    return render_template(template, room=room, view=view, page="agreement", agreement=AgreementView(view))
