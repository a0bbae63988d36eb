"""The talent meeting: the owner runs the round on one screen, settles it, prints it, and closes it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person
from app.succession.blueprint import bp
from app.succession.conflicts import Contest, MeetingView
from app.succession.forms import RoomForm, SettleForm, people_choices
from app.succession.journal import Line, note_look
from app.succession.models import Round
from app.succession.policy import SuccessionAction
from app.succession.routes.finding import card_in, chosen, named, own_round
from app.succession.routes.owners import to
from app.succession.services import choosing, settling

OWN = SuccessionAction.OWN


@bp.get("/rounds/<pid:running_id>/meeting")
@guarded(OWN, running=own_round)
def meeting(running: Round) -> ResponseReturnValue:
    note_look(running.plan, Line.OPENED_MEETING, signed_in_person())
    view = MeetingView(running, signed_in_person())
    return _meeting(_room_form(view), view)


@bp.get("/rounds/<pid:running_id>/meeting/print")
@guarded(OWN, running=own_round)
def printed(running: Round) -> ResponseReturnValue:
    reader = signed_in_person()
    note_look(running.plan, Line.PRINTED, reader)
    return render_template("succession/print.html", view=MeetingView(running, reader), running=running, reader=reader)


@bp.post("/rounds/<pid:running_id>/meeting")
@guarded(OWN, running=own_round)
@transactional
def record_in_room(running: Round) -> ResponseReturnValue:
    view = MeetingView(running, signed_in_person())
    form = _room_form(view)
    if not accepts(form, lambda: _record(view, form)):
        return _meeting(form, view)
    flash(_("Recorded. They confirm it when they sign in."), "good")
    return redirect(url_for(".meeting", running_id=running.public_id), code=303)


@bp.get("/rounds/<pid:running_id>/meeting/<pid:chosen_id>")
@guarded(OWN, running=own_round)
def settling_one(running: Round, chosen_id: str) -> ResponseReturnValue:
    note_look(running.plan, Line.OPENED_MEETING, signed_in_person())
    view = MeetingView(running, signed_in_person())
    contest = view.contest_of(card_in(view, chosen_id).candidate)
    if contest is None:
        return redirect(url_for(".meeting", running_id=running.public_id), code=303)
    return _settling(_settle_form(contest), view, contest)


@bp.post("/rounds/<pid:running_id>/meeting/<pid:chosen_id>")
@guarded(OWN, running=own_round)
@transactional
def settle(running: Round, chosen_id: str) -> ResponseReturnValue:
    view = MeetingView(running, signed_in_person())
    contest = view.contest_of(card_in(view, chosen_id).candidate)
    if contest is None:
        return redirect(url_for(".meeting", running_id=running.public_id), code=303)
    form = _settle_form(contest)
    if not accepts(form, lambda: _settle(view, contest, form)):
        return _settling(form, view, contest)
    flash(_("Settled. Talk with %(name)s in person.", name=contest.card.first_name), "good")
    return redirect(url_for(".meeting", running_id=running.public_id), code=303)


@bp.post("/rounds/<pid:running_id>/close")
@guarded(OWN, running=own_round)
@transactional
def close_round(running: Round) -> ResponseReturnValue:
    settling.close_round(running, actor=signed_in_person())
    flash(_("The round is over. The executives open the slate no longer."), "good")
    return to(running.plan)


def _record(view: MeetingView, form: RoomForm) -> None:
    card = card_in(view, form.candidate.data or "", on_slate=True)
    executive = chosen(form.executive.data, "executive")
    reason = form.reason.data or ""
    choosing.record_in_room(view.round, card.candidate, named(card), executive, reason, actor=view.reader)


def _settle(view: MeetingView, contest: Contest, form: SettleForm) -> None:
    who, executive = named(contest.card).public_id, chosen(form.executive.data, "executive")
    months, reason = form.months.data or 0, form.reason.data or ""
    settling.settle(view.owners, view.round, contest.card.candidate, who, executive, months, reason)


def _room_form(view: MeetingView) -> RoomForm:
    form = RoomForm()
    choosers = [(each.person.public_id, each.person.name) for each in view.round.choosers]
    form.executive.choices = people_choices(choosers)
    form.candidate.choices = people_choices([(each.candidate.public_id, each.name) for each in view.on_slate])
    return form


def _settle_form(contest: Contest) -> SettleForm:
    suggested = contest.suggested.public_id if contest.suggested else None
    form = SettleForm(executive=suggested, reason=contest.words)
    form.executive.choices = people_choices(
        [(each.executive.public_id, each.executive.name) for each in contest.claims]
    )
    return form


def _meeting(form: RoomForm, view: MeetingView) -> ResponseReturnValue:
    return render("succession/meeting.html", form, view=view, running=view.round, plan=view.plan)


def _settling(form: SettleForm, view: MeetingView, contest: Contest) -> ResponseReturnValue:
    return render("succession/settle.html", form, view=view, contest=contest, running=view.round)
