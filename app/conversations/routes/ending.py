"""What becomes of a room: until when it is read, a copy of one’s own, and whether one wants it kept."""

from __future__ import annotations

from flask import flash, redirect, render_template, stream_with_context, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from app.conversations.blueprint import bp
from app.conversations.copies import COPY, copy_of
from app.conversations.forms import KeepForm
from app.conversations.models import Room
from app.conversations.pages import RoomView
from app.conversations.policy import ConversationAction
from app.conversations.queries import own_strand, room_by_public_id
from app.conversations.services.ending import choose_keeping
from app.core.access import guarded
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person

ZIP = "application/zip"


@bp.get("/rooms/<pid:room_id>/ending")
@guarded(ConversationAction.READ, room=room_by_public_id)
def ending(room: Room) -> ResponseReturnValue:
    if own_strand(room, signed_in_person()) is None:
        return redirect(url_for("pairings.show", pairing_id=room.pairing.public_id), code=303)
    return render_template("conversations/ending.html", room=room, view=RoomView(room, signed_in_person()))


@bp.post("/rooms/<pid:room_id>/ending/keep")
@guarded(ConversationAction.READ, room=room_by_public_id)
@transactional
def keep(room: Room) -> ResponseReturnValue:
    keeps = KeepForm().keeps.data == "yes"
    choose_keeping(room, signed_in_person(), keeps=keeps)
    flash(_("Noted. You can change your mind here.") if keeps else _("Noted."), "good")
    return redirect(url_for(".ending", room_id=room.public_id), code=303)


@bp.get("/rooms/<pid:room_id>/copy")
@guarded(ConversationAction.READ, room=room_by_public_id)
def copy(room: Room) -> ResponseReturnValue:
    view = RoomView(room, signed_in_person(), COPY)
    pieces = copy_of(view)  # whatever cannot be opened is found before the answer begins
    response = Response(stream_with_context(pieces), mimetype=ZIP)
    response.headers["Content-Disposition"] = 'attachment; filename="my-copy.zip"'
    return response
