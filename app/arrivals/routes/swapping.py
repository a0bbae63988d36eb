"""The mentee changes mentor: a page that says what follows, and a button."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.arrivals.blueprint import bp
from app.arrivals.policy import SwapAction
from app.arrivals.queries import swap_until
from app.arrivals.services import refuse_swap, swap
from app.core.access import guarded
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.pairings.models import Pairing
from app.pairings.policy import PairingAction
from app.pairings.queries import pairing_by_public_id
from app.people.queries import signed_in_person


@bp.get("/pairs/<pid:pairing_id>/another-mentor")
@guarded(SwapAction.SWAP, see=PairingAction.VIEW, pairing=pairing_by_public_id)
def another_mentor(pairing: Pairing) -> ResponseReturnValue:
    if not pairing.is_open:
        return redirect(url_for("pairings.show", pairing_id=pairing.public_id))
    refuse_swap(pairing)
    return render_template("arrivals/another_mentor.html", pairing=pairing, last=swap_until(pairing))


@bp.post("/pairs/<pid:pairing_id>/another-mentor")
@guarded(SwapAction.SWAP, see=PairingAction.VIEW, pairing=pairing_by_public_id)
@transactional
def change_mentor(pairing: Pairing) -> ResponseReturnValue:
    swap(pairing, actor=signed_in_person())
    flash(_("Done. Nobody is asked why. Another mentor is being looked for, and you hear of it by mail."), "good")
    return redirect(url_for("home.index"))
