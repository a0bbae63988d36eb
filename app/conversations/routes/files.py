"""Files of a room, given out as downloads: never shown within a page, whatever they claim to be."""

from __future__ import annotations

from io import BytesIO

from flask import abort, send_file
from flask.typing import ResponseReturnValue

from app.conversations.blueprint import bp
from app.conversations.models import Room
from app.conversations.pages import item_in
from app.conversations.policy import ConversationAction
from app.conversations.queries import room_by_public_id
from app.conversations.services.files import content_of
from app.conversations.services.items import FILE
from app.core.access import guarded
from app.people.queries import signed_in_person

ANYTHING = "application/octet-stream"


@bp.get("/rooms/<pid:room_id>/files/<pid:item_id>")
@guarded(ConversationAction.READ, room=room_by_public_id)
def download(room: Room, item_id: str) -> ResponseReturnValue:
    found = item_in(room, signed_in_person(), item_id)
    if found is None or found[1].kind != FILE or found[1].words is None:
        abort(404)
    pen, item = found
    content = content_of(item, pen.key, pen.strand.id)
    name = found[1].words.reveal()["name"]
    response = send_file(BytesIO(content), mimetype=ANYTHING, as_attachment=True, download_name=name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
