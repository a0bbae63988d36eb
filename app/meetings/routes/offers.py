"""Times are offered: for a new meeting, or others for one that stands already."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.meetings.blueprint import bp
from app.meetings.forms import OfferForm, sequence_of
from app.meetings.models import Meeting, MeetingState
from app.meetings.pages import meeting_view, suggestions, usual_minutes
from app.meetings.policy import MeetingAction
from app.meetings.queries import latest_meeting, meeting_by_public_id, open_meetings, zone_of
from app.meetings.services import Offer, offer_others, propose
from app.meetings.wording import clock_note
from app.pairings.models import Pairing
from app.pairings.policy import PairingAction
from app.pairings.queries import pairing_by_public_id, partner_of
from app.people.queries import signed_in_person
from programs.calendar_times import is_twice


@bp.get("/pairs/<pid:pairing_id>/meetings/new")
@guarded(MeetingAction.PROPOSE, see=PairingAction.VIEW, pairing=pairing_by_public_id)
def new(pairing: Pairing) -> ResponseReturnValue:
    if not pairing.is_open:
        return redirect(url_for("pairings.show", pairing_id=pairing.public_id), code=303)
    on_offer = next((each for each in open_meetings([pairing]) if each.state is MeetingState.PROPOSED), None)
    if on_offer is not None:
        return redirect(url_for(".show", meeting_id=on_offer.public_id), code=303)
    latest = latest_meeting(pairing)
    return _page(OfferForm(minutes=usual_minutes(pairing, latest), place=latest.place if latest else None), pairing)


@bp.post("/pairs/<pid:pairing_id>/meetings/new")
@guarded(MeetingAction.PROPOSE, see=PairingAction.VIEW, pairing=pairing_by_public_id)
@transactional
def offer(pairing: Pairing) -> ResponseReturnValue:
    form, actor = OfferForm(), signed_in_person()
    if not accepts(form, lambda: propose(pairing, form.offer(), actor=actor)):
        return _page(form, pairing)
    _say_sent(form.offer(), pairing)
    return redirect(url_for("pairings.show", pairing_id=pairing.public_id), code=303)


@bp.get("/meetings/<pid:meeting_id>/times")
@guarded(MeetingAction.ANSWER, see=MeetingAction.VIEW, meeting=meeting_by_public_id)
def other_times(meeting: Meeting) -> ResponseReturnValue:
    if not meeting.pairing.is_open:
        return redirect(url_for(".show", meeting_id=meeting.public_id), code=303)
    form = OfferForm(minutes=meeting.minutes, place=meeting.place, seen=str(meeting.sequence))
    return _page(form, meeting.pairing, meeting)


@bp.post("/meetings/<pid:meeting_id>/times")
@guarded(MeetingAction.ANSWER, see=MeetingAction.VIEW, meeting=meeting_by_public_id)
@transactional
def offer_other_times(meeting: Meeting) -> ResponseReturnValue:
    form, actor = OfferForm(), signed_in_person()
    if not accepts(form, lambda: offer_others(meeting, form.offer(), seen=sequence_of(form), actor=actor)):
        return _page(form, meeting.pairing, meeting)
    _say_sent(form.offer(), meeting.pairing)
    return redirect(url_for(".show", meeting_id=meeting.public_id), code=303)


def _page(form: OfferForm, pairing: Pairing, meeting: Meeting | None = None) -> ResponseReturnValue:
    reader = signed_in_person()
    minutes = None if form.minutes.errors else form.minutes.data
    # When somebody is free is for whom they are in a pair with now.
    form.offer_times(suggestions(pairing, reader, minutes or usual_minutes(pairing)) if pairing.is_open else ())
    view = meeting_view(meeting, reader) if meeting else None
    context = {"partner": partner_of(reader, pairing), "clock_note": clock_note(pairing, reader), "view": view}
    return render("meetings/offer.html", form, pairing=pairing, **context)


def _say_sent(offered: Offer, pairing: Pairing) -> None:
    reader = signed_in_person()
    flash(_("Your times are on offer. It is %(name)s’s turn.", name=partner_of(reader, pairing).first_name))
    if any(is_twice(wall, zone_of(reader)) for wall in offered.walls):
        flash(
            _("Clocks are set back that night and show one of your times twice. The first of the two is meant."), "care"
        )
