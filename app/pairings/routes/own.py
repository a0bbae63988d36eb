"""A pair, as its two people see it: who and why, whose turn it is, and how it may end."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.pairings.blueprint import bp
from app.pairings.models import Ending, Pairing
from app.pairings.pages import leave_page, pair_page
from app.pairings.policy import PairingAction
from app.pairings.queries import pairing_by_public_id, partner_of
from app.pairings.services import decline_pairing, end_pairings, note_wrote
from app.people.queries import signed_in_person


@bp.get("/pairs/<pid:pairing_id>")
@guarded(PairingAction.VIEW, pairing=pairing_by_public_id)
def show(pairing: Pairing) -> ResponseReturnValue:
    return render_template("pairings/show.html", page=pair_page(pairing, signed_in_person()), pairing=pairing)


@bp.post("/pairs/<pid:pairing_id>/written")
@guarded(PairingAction.WRITE_FIRST, see=PairingAction.VIEW, pairing=pairing_by_public_id)
@transactional
def note_written(pairing: Pairing) -> ResponseReturnValue:
    note_wrote(pairing)
    flash(_("Noted. Now it is %(name)s’s turn.", name=partner_of(signed_in_person(), pairing).first_name), "good")
    return redirect(url_for(".show", pairing_id=pairing.public_id))


@bp.get("/pairs/<pid:pairing_id>/not-this-one")
@guarded(PairingAction.END, see=PairingAction.VIEW, pairing=pairing_by_public_id)
def not_this_one(pairing: Pairing) -> ResponseReturnValue:
    if not pairing.is_open:
        return redirect(url_for(".show", pairing_id=pairing.public_id))
    page = leave_page(pairing, signed_in_person())
    return render_template("pairings/not_this_one.html", page=page, pairing=pairing)


@bp.post("/pairs/<pid:pairing_id>/not-this-one")
@guarded(PairingAction.END, see=PairingAction.VIEW, pairing=pairing_by_public_id)
@transactional
def decline(pairing: Pairing) -> ResponseReturnValue:
    decline_pairing(pairing, actor=signed_in_person())
    flash(_("Done. Nobody is asked why, and you are in the next run."), "good")
    return redirect(url_for("home.index"))


@bp.get("/pairs/<pid:pairing_id>/end")
@guarded(PairingAction.END, see=PairingAction.VIEW, pairing=pairing_by_public_id)
def ending(pairing: Pairing) -> ResponseReturnValue:
    if not pairing.is_open:
        return redirect(url_for(".show", pairing_id=pairing.public_id))
    return render_template("pairings/end.html", page=leave_page(pairing, signed_in_person()), pairing=pairing)


@bp.post("/pairs/<pid:pairing_id>/end")
@guarded(PairingAction.END, see=PairingAction.VIEW, pairing=pairing_by_public_id)
@transactional
def end(pairing: Pairing) -> ResponseReturnValue:
    end_pairings([pairing], Ending.ENDED, actor=signed_in_person())
    flash(_("The pair has ended. Nobody is asked why."), "good")
    return redirect(url_for("home.index"))
