"""“I need help”: whom to call, a sealed note to the officer, and a pause for the pair."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.conversations.blueprint import bp
from app.conversations.forms import HelpForm
from app.conversations.help_page import HelpPage
from app.conversations.models import Room
from app.conversations.policy import ConversationAction
from app.conversations.queries import room_by_public_id
from app.conversations.services.helping import ask_for_help
from app.conversations.services.pausing import pause, resume
from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person

OF_THE_TWO = guarded(ConversationAction.READ, room=room_by_public_id)


@bp.get("/rooms/<pid:room_id>/help")
@OF_THE_TWO
def help_page(room: Room) -> ResponseReturnValue:
    page = HelpPage(room, signed_in_person(), is_all="all" in request.args)
    return render("conversations/help.html", HelpForm(page.choices), room=room, page=page)


@bp.post("/rooms/<pid:room_id>/help")
@OF_THE_TWO
@transactional
def ask(room: Room) -> ResponseReturnValue:
    page = HelpPage(room, signed_in_person(), is_all=True)
    form = HelpForm(page.choices)

    def send() -> None:
        ask_for_help(room, page.reader, form.text.data or "", page.shared, form.passages.data or [])
        if form.pause.data:
            pause(room, page.reader)

    if not accepts(form, send):
        return render("conversations/help.html", form, room=room, page=page)
    flash(_("Your note is on its way. Only its readers can open it."), "good")
    return redirect(url_for(".help_page", room_id=room.public_id), code=303)


@bp.post("/rooms/<pid:room_id>/pause")
@OF_THE_TWO
@transactional
def take_pause(room: Room) -> ResponseReturnValue:
    pause(room, signed_in_person())
    return redirect(url_for(".help_page", room_id=room.public_id, _anchor="a-pause"), code=303)


@bp.post("/rooms/<pid:room_id>/go-on")
@OF_THE_TWO
@transactional
def go_on(room: Room) -> ResponseReturnValue:
    resume(room, signed_in_person())
    return redirect(url_for(".show", room_id=room.public_id), code=303)
