"""Ways back to what was written before a new password or address: the device, or the other of the two."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.access import can, guarded
from app.core.closed_pages import CLOSED
from app.core.db import db
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.core.vault import Frozen
from app.observations.blueprint import bp
from app.observations.policy import ObservationAction
from app.observations.queries import report_by_public_id
from app.observations.services import regaining
from app.pairings.models import Pairing
from app.pairings.queries import pairing_by_public_id, partner_of
from app.people.queries import signed_in_person

OPEN = ObservationAction.OPEN


@bp.get("/observations/with/<pid:pairing_id>/way-back")
@guarded(OPEN, pairing=pairing_by_public_id)
def way_back(pairing: Pairing) -> ResponseReturnValue:
    me = signed_in_person()
    since, partner = regaining.shut_since(pairing, me), partner_of(me, pairing)
    return render_template(
        "observations/way_back.html",
        pairing=pairing,
        partner=partner,
        since=since,
        opens_at=regaining.opens_at(pairing, me),
        by_device=regaining.may_show_by_device(pairing, me),
        waits=since is None and regaining.waits(pairing, partner),
    )


@bp.post("/observations/with/<pid:pairing_id>/way-back/device")
@guarded(OPEN, pairing=pairing_by_public_id)
@transactional
def show_by_device(pairing: Pairing) -> ResponseReturnValue:
    regaining.show_by_device(pairing, signed_in_person())
    return redirect(url_for(".way_back", pairing_id=pairing.public_id), code=303)


@bp.post("/observations/with/<pid:pairing_id>/way-back/vouch")
@guarded(OPEN, pairing=pairing_by_public_id)
@transactional
def vouch(pairing: Pairing) -> ResponseReturnValue:
    regaining.vouch(pairing, signed_in_person())
    flash(_("Thank you. What was written before opens again a day after the change."), "good")
    return redirect(url_for(".way_back", pairing_id=pairing.public_id), code=303)


@bp.errorhandler(Frozen)
def shut(_failure: Frozen) -> ResponseReturnValue:
    """To the ways back, for one of the two; in words, for whoever was let in."""
    db.session.rollback()
    known = request.view_args or {}
    report = report_by_public_id(known.get("observation_id", ""))
    pairing = report.pairing if report is not None else pairing_by_public_id(known.get("pairing_id", ""))
    if pairing is not None and can(signed_in_person(), OPEN, pairing):
        return redirect(url_for(".way_back", pairing_id=pairing.public_id), code=303)
    sentence = _("You have a new password or address. Whoever let you read this can name you once more.")
    return render_template("errors/422.html", sentence=sentence), CLOSED
