"""All reports that one may know of, and those of one pair."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.core.access import can, guarded, signed_in
from app.observations.blueprint import bp
from app.observations.pages import STATES
from app.observations.policy import ObservationAction, observations_of
from app.observations.queries import own_pairs, readable_by, reports_about, reports_of
from app.observations.services.rating import levels_of
from app.pairings.models import Pairing
from app.pairings.queries import pairing_by_public_id
from app.people.queries import signed_in_person
from programs.observations import ANCHORS, IN_WORK


@bp.get("/observations")
@signed_in
def index() -> ResponseReturnValue:
    person = signed_in_person()
    return render_template(
        "observations/index.html",
        pairs=own_pairs(person),
        about=reports_about(person),
        readable=readable_by(person),
        states=STATES,
    )


@bp.get("/observations/with/<pid:pairing_id>")
@guarded(ObservationAction.OPEN, pairing=pairing_by_public_id)
def pair(pairing: Pairing) -> ResponseReturnValue:
    person, reports = signed_in_person(), reports_of(pairing)
    return render_template(
        "observations/pair.html",
        pairing=pairing,
        reports=reports,
        states=STATES,
        rules=observations_of(pairing),
        levels=levels_of(pairing, person),
        anchors=ANCHORS,
        is_mentee=can(person, ObservationAction.RATE, pairing),
        may_begin=can(person, ObservationAction.BEGIN, pairing) and not any(each.state in IN_WORK for each in reports),
    )
