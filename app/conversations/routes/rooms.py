"""Entering a room, and its pages: letters, thanks, notes, goals, what one writes for oneself, files."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.conversations.blueprint import bp
from app.conversations.forms import FileForm, GoalForm, LetterForm, NoteForm, PointForm, ThanksForm
from app.conversations.models import Room
from app.conversations.pages import RoomView, pen_for
from app.conversations.policy import ConversationAction
from app.conversations.queries import own_strand, room_by_public_id
from app.conversations.services import drafts, files, items, rooms
from app.conversations.services.telling import words_came
from app.core.access import guarded
from app.core.forms import Form, accepts, render
from app.core.i18n import gettext as _
from app.core.pages import asked_page, asked_turn
from app.core.transactions import transactional
from app.pairings.models import Pairing
from app.pairings.queries import pairing_by_public_id
from app.people.queries import signed_in_person

LETTER, OWN = "letter", "own"


@bp.post("/pairs/<pid:pairing_id>/room")
@guarded(ConversationAction.ENTER, pairing=pairing_by_public_id)
@transactional
def enter(pairing: Pairing) -> ResponseReturnValue:
    room = rooms.enter(pairing, signed_in_person())
    return redirect(url_for(".show", room_id=room.public_id), code=303)


@bp.get("/rooms/<pid:room_id>")
@guarded(ConversationAction.READ, room=room_by_public_id)
def show(room: Room) -> ResponseReturnValue:
    if own_strand(room, signed_in_person()) is None:
        return redirect(url_for("pairings.show", pairing_id=room.pairing.public_id), code=303)
    view = RoomView(room, signed_in_person())
    return _letters(LetterForm(text=view.draft(LETTER)), view)


@bp.post("/rooms/<pid:room_id>")
@guarded(ConversationAction.WRITE, see=ConversationAction.READ, room=room_by_public_id)
@transactional
def send_letter(room: Room) -> ResponseReturnValue:
    form, author = LetterForm(), signed_in_person()
    pen = pen_for(room, author)

    def write() -> None:
        file = form.file.data
        attached = [files.attach(pen, file.filename, file.read()).item] if file else []
        items.write_letter(pen, form.text.data or "", attached)
        drafts.drop_draft(pen.strand, author, LETTER)
        words_came(room, author)

    if not accepts(form, write):
        return _letters(form, RoomView(room, author))
    flash(_("It is sent."), "good")
    return redirect(url_for(".show", room_id=room.public_id, _anchor="newest"), code=303)


@bp.get("/rooms/<pid:room_id>/thanks")
@guarded(ConversationAction.READ, room=room_by_public_id)
def thanks(room: Room) -> ResponseReturnValue:
    return _page("thanks", ThanksForm(), RoomView(room, signed_in_person()))


@bp.post("/rooms/<pid:room_id>/thanks")
@guarded(ConversationAction.WRITE, see=ConversationAction.READ, room=room_by_public_id)
@transactional
def say_thanks(room: Room) -> ResponseReturnValue:
    form = ThanksForm()
    return _add(room, "thanks", form, lambda pen: items.say_thanks(pen, form.text.data or ""))


@bp.get("/rooms/<pid:room_id>/notes")
@guarded(ConversationAction.READ, room=room_by_public_id)
def notes(room: Room) -> ResponseReturnValue:
    return _page("notes", NoteForm(), RoomView(room, signed_in_person()))


@bp.post("/rooms/<pid:room_id>/notes")
@guarded(ConversationAction.WRITE, see=ConversationAction.READ, room=room_by_public_id)
@transactional
def add_note(room: Room) -> ResponseReturnValue:
    form = NoteForm()
    return _add(room, "notes", form, lambda pen: items.write_note(pen, form.title.data or "", form.text.data or ""))


@bp.get("/rooms/<pid:room_id>/goals")
@guarded(ConversationAction.READ, room=room_by_public_id)
def goals(room: Room) -> ResponseReturnValue:
    return _page("goals", GoalForm(), RoomView(room, signed_in_person()))


@bp.post("/rooms/<pid:room_id>/goals")
@guarded(ConversationAction.WRITE, see=ConversationAction.READ, room=room_by_public_id)
@transactional
def add_goal(room: Room) -> ResponseReturnValue:
    form = GoalForm()
    return _add(room, "goals", form, lambda pen: items.set_goal(pen, form.text.data or "", form.steps.data or ""))


@bp.get("/rooms/<pid:room_id>/agenda")
@guarded(ConversationAction.READ, room=room_by_public_id)
def agenda(room: Room) -> ResponseReturnValue:
    return _page("agenda", PointForm(), RoomView(room, signed_in_person()))


@bp.post("/rooms/<pid:room_id>/agenda")
@guarded(ConversationAction.WRITE, see=ConversationAction.READ, room=room_by_public_id)
@transactional
def add_point(room: Room) -> ResponseReturnValue:
    form = PointForm()
    return _add(room, "agenda", form, lambda pen: items.add_point(pen, form.text.data or ""))


@bp.get("/rooms/<pid:room_id>/prepare")
@guarded(ConversationAction.READ, room=room_by_public_id)
def prepare(room: Room) -> ResponseReturnValue:
    view = RoomView(room, signed_in_person())
    if own_strand(room, view.reader) is None or view.ending.is_over:
        return redirect(url_for("pairings.show", pairing_id=room.pairing.public_id), code=303)
    return render_template("conversations/prepare.html", room=room, view=view, page="prepare", turn=asked_turn())


@bp.get("/rooms/<pid:room_id>/files")
@guarded(ConversationAction.READ, room=room_by_public_id)
def list_files(room: Room) -> ResponseReturnValue:
    return _page("files", FileForm(), RoomView(room, signed_in_person()))


@bp.post("/rooms/<pid:room_id>/files")
@guarded(ConversationAction.WRITE, see=ConversationAction.READ, room=room_by_public_id)
@transactional
def add_file(room: Room) -> ResponseReturnValue:
    form = FileForm()
    file = form.file.data
    return _add(room, "files", form, lambda pen: files.attach(pen, file.filename, file.read()))


@bp.get("/rooms/<pid:room_id>/mine")
@guarded(ConversationAction.READ, room=room_by_public_id)
def mine(room: Room) -> ResponseReturnValue:
    form = NoteForm()
    return _page("mine", form, RoomView(room, signed_in_person()), note_form=form, goal_form=GoalForm(prefix=OWN))


@bp.post("/rooms/<pid:room_id>/mine/notes")
@guarded(ConversationAction.READ, room=room_by_public_id)
@transactional
def add_own_note(room: Room) -> ResponseReturnValue:
    form = NoteForm()
    extra = {"note_form": form, "goal_form": GoalForm(formdata=None, prefix=OWN)}
    return _add(
        room, "mine", form, lambda pen: items.write_note(pen, form.title.data or "", form.text.data or ""), **extra
    )


@bp.post("/rooms/<pid:room_id>/mine/goals")
@guarded(ConversationAction.READ, room=room_by_public_id)
@transactional
def add_own_goal(room: Room) -> ResponseReturnValue:
    form = GoalForm(prefix=OWN)
    extra = {"note_form": NoteForm(formdata=None), "goal_form": form}
    return _add(
        room, "mine", form, lambda pen: items.set_goal(pen, form.text.data or "", form.steps.data or ""), **extra
    )


PAGES = {
    "thanks": ".thanks",
    "notes": ".notes",
    "goals": ".goals",
    "agenda": ".agenda",
    "files": ".list_files",
    "mine": ".mine",
}


def _add(room: Room, page: str, form: Form, write: Any, **context: Any) -> ResponseReturnValue:
    author = signed_in_person()
    pen = pen_for(room, author, own=page == "mine")

    def change() -> None:
        write(pen)
        if page != "mine":
            words_came(room, author)

    if not accepts(form, change):
        return _page(page, form, RoomView(room, author), **context)
    return redirect(url_for(PAGES[page], room_id=room.public_id), code=303)


def _letters(form: LetterForm, view: RoomView) -> ResponseReturnValue:
    shown = None if view.ending.is_gone else view.letter_page(asked_page())
    return _page("letters", form, view, shown=shown)


def _page(page: str, form: Form, view: RoomView, **context: Any) -> ResponseReturnValue:
    if view.ending.is_gone and page != "mine":
        return render_template("conversations/gone.html", room=view.room, view=view, page=page)
    context["turn"] = asked_turn()
    return render(f"conversations/{page}.html", form, room=view.room, view=view, page=page, **context)
