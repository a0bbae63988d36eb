"""Searching one’s own room: everything is opened and looked through, nothing is indexed or kept."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from app.conversations.blueprint import bp
from app.conversations.forms import SearchForm
from app.conversations.models import Room
from app.conversations.pages import RoomView
from app.conversations.policy import ConversationAction
from app.conversations.queries import room_by_public_id
from app.core.access import guarded
from app.core.forms import render
from app.core.transactions import transactional
from app.people.queries import signed_in_person


@bp.get("/rooms/<pid:room_id>/search")
@guarded(ConversationAction.READ, room=room_by_public_id)
def search(room: Room) -> ResponseReturnValue:
    return render("conversations/search.html", SearchForm(), room=room, view=RoomView(room, signed_in_person()))


@bp.post("/rooms/<pid:room_id>/search")
@guarded(ConversationAction.READ, room=room_by_public_id)
@transactional
def find(room: Room) -> ResponseReturnValue:
    form, view = SearchForm(), RoomView(room, signed_in_person())
    found = view.found(form.words.data) if form.validate_on_submit() and form.words.data else None
    return render("conversations/search.html", form, room=room, view=view, found=found)
