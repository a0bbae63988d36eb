"""The journal of a plan: each look and each deed. Only its owners read it; the house’s own log says nothing of it."""

from __future__ import annotations

from enum import StrEnum

from app.core.db import session
from app.core.i18n import lazy_gettext as _l
from app.core.transactions import own_transaction
from app.people.models import Person
from app.succession.models import Plan, PlanEvent


class Line(StrEnum):
    """What a line says."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    APPOINTED = "appointed"
    APPOINTED_BY_OPERATORS = "appointed-by-operators"
    STEPPED_DOWN = "stepped-down"
    OPENED_PLAN = "opened-plan"
    OPENED_CANDIDATE = "opened-candidate"
    OPENED_SLATE = "opened-slate"
    OPENED_BOARD = "opened-board"
    OPENED_MEETING = "opened-meeting"
    OPENED_JOURNAL = "opened-journal"
    PRINTED = "printed"
    NAMED = "named"
    CARD_WRITTEN = "card-written"
    JUDGED = "judged"
    ASKED = "asked"
    AGREED = "agreed"
    TAKEN_OFF = "taken-off"
    REVIEWED = "reviewed"
    ROUND_OPENED = "round-opened"
    ROUND_CLOSED = "round-closed"
    SCHEDULED = "scheduled"
    CHOSEN = "chosen"
    TAKEN_BACK = "taken-back"
    IN_ROOM = "in-room"
    CONFIRMED_CHOICES = "confirmed-choices"
    SETTLED = "settled"
    TOLD = "told"
    PLACED = "placed"
    VOUCHED = "vouched"


WORDS = {
    Line.PROPOSED: _l("proposed this plan and its owners"),
    Line.CONFIRMED: _l("confirmed the owners"),
    Line.APPOINTED: _l("appointed an owner"),
    Line.APPOINTED_BY_OPERATORS: _l("Two operators appointed owners, because there were none left"),
    Line.STEPPED_DOWN: _l("owns this plan no longer"),
    Line.OPENED_PLAN: _l("opened the plan"),
    Line.OPENED_CANDIDATE: _l("opened the page of a candidate"),
    Line.OPENED_SLATE: _l("opened the slate"),
    Line.OPENED_BOARD: _l("opened the readiness board"),
    Line.OPENED_MEETING: _l("opened the talent meeting"),
    Line.OPENED_JOURNAL: _l("opened this log"),
    Line.PRINTED: _l("printed the talent meeting"),
    Line.NAMED: _l("named a candidate"),
    Line.CARD_WRITTEN: _l("wrote evidence"),
    Line.JUDGED: _l("judged how ready somebody is"),
    Line.ASKED: _l("asked a candidate in person"),
    Line.AGREED: _l("A candidate agreed"),
    Line.TAKEN_OFF: _l("A name was taken off the slate"),
    Line.REVIEWED: _l("looked at the slate again"),
    Line.ROUND_OPENED: _l("opened a round"),
    Line.ROUND_CLOSED: _l("closed the round"),
    Line.SCHEDULED: _l("set the time of the meeting"),
    Line.CHOSEN: _l("chose somebody"),
    Line.TAKEN_BACK: _l("took a choice back"),
    Line.IN_ROOM: _l("recorded a choice that an executive made in the room"),
    Line.CONFIRMED_CHOICES: _l("confirmed what was recorded in the room"),
    Line.SETTLED: _l("settled who brings somebody on"),
    Line.TOLD: _l("talked with a candidate in person"),
    Line.PLACED: _l("noted that somebody took the role on"),
    Line.VOUCHED: _l("said of somebody with a new password that it is they"),
}


def note(plan: Plan, line: Line, by: Person | None, about: str | None = None) -> None:
    """A deed, in the transaction of the deed."""
    session().add(PlanEvent(plan_id=plan.id, kind=line.value, person_id=by.id if by else None, about=about))


def note_look(plan: Plan, line: Line, by: Person, about: str | None = None) -> None:
    """A look, from a page that only reads: in a short transaction of its own, before anything is shown."""
    with own_transaction() as writing:
        writing.add(PlanEvent(plan_id=plan.id, kind=line.value, person_id=by.id, about=about))
