"""Changing what is there: other words, a tick, taking away; and keeping what one has begun to write."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.conversations.blueprint import bp
from app.conversations.forms import DraftForm, GoalForm, LetterForm, NoteForm, PointForm, SeenForm, ThanksForm
from app.conversations.models import Room
from app.conversations.pages import RoomView, item_in, pen_for
from app.conversations.policy import ConversationAction, may_write
from app.conversations.queries import room_by_public_id
from app.conversations.services import drafts, files, items
from app.conversations.services.items import AGREEMENT, FILE, GOAL, LETTER, NOTE, POINT, SIGNATURE, THANKS, Pen
from app.conversations.services.writing import take_away
from app.conversations.strands import Item
from app.core.access import guarded
from app.core.errors import RuleBroken
from app.core.forms import Form, accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person

FORMS: dict[str, type[Form]] = {
    LETTER: LetterForm,
    THANKS: ThanksForm,
    NOTE: NoteForm,
    GOAL: GoalForm,
    POINT: PointForm,
}
PAGES = {
    LETTER: ".show",
    THANKS: ".thanks",
    NOTE: ".notes",
    GOAL: ".goals",
    POINT: ".agenda",
    FILE: ".list_files",
}


@bp.get("/rooms/<pid:room_id>/items/<pid:item_id>")
@guarded(ConversationAction.READ, room=room_by_public_id)
def edit(room: Room, item_id: str) -> ResponseReturnValue:
    pen, item = _found(room, item_id)
    form_kind = FORMS.get(item.kind)
    if form_kind is None or item.words is None:
        abort(404)
    words = dict(item.words.reveal())
    words["steps"] = "\n".join(step["text"] for step in words.get("steps", []))
    return _edit_page(room, pen, item, form_kind(formdata=None, data=words))


@bp.post("/rooms/<pid:room_id>/items/<pid:item_id>")
@guarded(ConversationAction.READ, room=room_by_public_id)
@transactional
def save(room: Room, item_id: str) -> ResponseReturnValue:
    pen, item = _found(room, item_id)
    form, seen = FORMS.get(item.kind, PointForm)(), SeenForm()
    _may_change(room, pen, item)
    words = {name: form[name].data or "" for name in ("text", "title", "steps") if name in form}
    if not accepts(form, lambda: items.reword(pen, item, seen.version.data or 0, **words)):
        return _edit_page(room, pen, item, form)
    return _back(room, pen, item)


@bp.post("/rooms/<pid:room_id>/items/<pid:item_id>/tick")
@guarded(ConversationAction.READ, room=room_by_public_id)
@transactional
def tick(room: Room, item_id: str) -> ResponseReturnValue:
    (pen, item), form = _found(room, item_id), SeenForm()
    _may_change(room, pen, item)
    if item.kind not in {GOAL, POINT} or not form.validate_on_submit():
        abort(400)
    items.tick(pen, item, form.version.data or 0, form.step.data)
    return _back(room, pen, item)


@bp.post("/rooms/<pid:room_id>/items/<pid:item_id>/take-away")
@guarded(ConversationAction.READ, room=room_by_public_id)
@transactional
def remove(room: Room, item_id: str) -> ResponseReturnValue:
    (pen, item), form = _found(room, item_id), SeenForm()
    if item.author.id != pen.author.id:
        abort(403)
    if not form.validate_on_submit():
        abort(400)
    if item.words is None:  # what is shut to somebody is not theirs to destroy
        raise RuleBroken(_("This cannot be opened, so it cannot be taken away."))
    take_away(pen.strand, pen.key, pen.author, item.id, form.version.data or 0)
    files.drop_pieces(pen.strand.id, item.id)
    flash(_("It is gone."), "quiet")
    return _back(room, pen, item)


@bp.post("/rooms/<pid:room_id>/drafts")
@guarded(ConversationAction.WRITE, see=ConversationAction.READ, room=room_by_public_id)
@transactional
def keep_draft(room: Room) -> ResponseReturnValue:
    form = DraftForm()
    if not form.validate_on_submit():
        abort(400)
    drafts.keep_draft(pen_for(room, signed_in_person()), form.place.data or "", form.text.data or "")
    if request.headers.get("HX-Request"):
        return "", 204
    flash(_("It is kept, and only you can see it."), "quiet")
    return redirect(url_for(".show", room_id=room.public_id), code=303)


def _found(room: Room, item_id: str) -> tuple[Pen, Item]:
    found = item_in(room, signed_in_person(), item_id)
    return found if found is not None and found[1].kind not in {AGREEMENT, SIGNATURE} else abort(404)


def _may_change(room: Room, pen: Pen, item: Item) -> None:
    """Letters, thanks and files are their author’s; what else the two share is both’s, while they write."""
    if item.author.id != pen.author.id and item.kind in {LETTER, THANKS, FILE}:
        abort(403)
    if pen.strand.owner_id is None and not may_write(pen.author, room):
        raise RuleBroken(_("This room is for reading now. What is yours alone you can still change."))


def _edit_page(room: Room, pen: Pen, item: Item, form: Form) -> ResponseReturnValue:
    view = RoomView(room, signed_in_person())
    back, may_change = _page_of(room, pen, item), pen.strand.owner_id is not None or view.may_write
    return render("conversations/edit.html", form, room=room, view=view, item=item, back=back, may_change=may_change)


def _back(room: Room, pen: Pen, item: Item) -> ResponseReturnValue:
    return redirect(_page_of(room, pen, item), code=303)


def _page_of(room: Room, pen: Pen, item: Item) -> str:
    endpoint = ".mine" if pen.strand.owner_id is not None else PAGES.get(item.kind, ".show")
    return url_for(endpoint, room_id=room.public_id)
