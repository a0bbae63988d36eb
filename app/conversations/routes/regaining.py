"""Ways back to words that are shut after a new password or address: the device, the room's code, or the partner."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.conversations.blueprint import bp
from app.conversations.forms import CodeForm
from app.conversations.models import Room
from app.conversations.pages import RoomView
from app.conversations.policy import ConversationAction
from app.conversations.queries import own_strand, room_by_public_id
from app.conversations.services import regaining, rooms
from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person


@bp.get("/rooms/<pid:room_id>/way-back")
@guarded(ConversationAction.READ, room=room_by_public_id)
def way_back(room: Room) -> ResponseReturnValue:
    return _page(room, CodeForm())


@bp.post("/rooms/<pid:room_id>/way-back")
@guarded(ConversationAction.READ, room=room_by_public_id)
@transactional
def take_way_back(room: Room) -> ResponseReturnValue:
    form = CodeForm()
    if not accepts(form, lambda: regaining.open_by_code(room, signed_in_person(), form.code.data or "")):
        return _page(room, form)
    return redirect(url_for(".way_back", room_id=room.public_id), code=303)


@bp.post("/rooms/<pid:room_id>/way-back/device")
@guarded(ConversationAction.READ, room=room_by_public_id)
@transactional
def take_device_back(room: Room) -> ResponseReturnValue:
    regaining.open_by_device(room, signed_in_person())
    return redirect(url_for(".way_back", room_id=room.public_id), code=303)


@bp.post("/rooms/<pid:room_id>/way-back/vouch")
@guarded(ConversationAction.READ, room=room_by_public_id)
@transactional
def vouch(room: Room) -> ResponseReturnValue:
    regaining.open_by_partner(room, signed_in_person())
    flash(_("Thank you. What was written before opens again a day after the change."), "good")
    return redirect(url_for(".show", room_id=room.public_id), code=303)


@bp.post("/rooms/<pid:room_id>/code")
@guarded(ConversationAction.READ, room=room_by_public_id)
@transactional
def new_code(room: Room) -> ResponseReturnValue:
    side, strand = rooms.side_of(room, signed_in_person()), own_strand(room, signed_in_person())
    if side is None or strand is None or RoomView(room, signed_in_person()).shut is not None:
        return redirect(url_for(".show", room_id=room.public_id), code=303)
    return render_template("conversations/code.html", room=room, code=regaining.new_code(side))


def _page(room: Room, form: CodeForm) -> ResponseReturnValue:
    view = RoomView(room, signed_in_person())
    by_device = regaining.may_open_by_device(room, signed_in_person())
    return render("conversations/way_back.html", form, room=room, view=view, may_open_by_device=by_device)
