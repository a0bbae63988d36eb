"""What a manager offers; no answer is owed, and none is shown."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.coaching.blueprint import bp
from app.coaching.with_coach.forms import OfferForm
from app.coaching.with_coach.models import CoachingOffer
from app.coaching.with_coach.policy import WithCoachAction
from app.coaching.with_coach.queries import offer_by_public_id, offers_by
from app.coaching.with_coach.services import asking
from app.core.access import guarded, signed_in
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import direct_reports, person_by_public_id, signed_in_person


@bp.get("/coaching/offers")
@signed_in
def offers() -> ResponseReturnValue:
    manager = signed_in_person()
    return render_template(
        "coaching/with_coach/offers.html", reports=direct_reports(manager), offers=offers_by(manager)
    )


@bp.post("/coaching/offers")
@signed_in
@transactional
def make_offer() -> ResponseReturnValue:
    form = OfferForm()
    client = person_by_public_id(form.person.data or "") if form.validate_on_submit() else None
    if client is None or client.manager_id != signed_in_person().id:
        abort(400)
    asking.offer(client, signed_in_person())
    flash(_("It is offered. No answer is owed, and none is shown to you."), "good")
    return redirect(url_for(".offers"), code=303)


@bp.post("/coaching/offers/<pid:offer_id>/put-away")
@guarded(WithCoachAction.PUT_AWAY, offer=offer_by_public_id)
@transactional
def put_offer_away(offer: CoachingOffer) -> ResponseReturnValue:
    asking.put_away(offer)
    flash(_("It is off your page. Nobody is told."), "quiet")
    return redirect(url_for(".index"), code=303)


@bp.post("/coaching/offers/<pid:offer_id>/take-back")
@guarded(WithCoachAction.TAKE_BACK, offer=offer_by_public_id)
@transactional
def take_offer_back(offer: CoachingOffer) -> ResponseReturnValue:
    asking.take_back(offer)
    return redirect(url_for(".offers"), code=303)
