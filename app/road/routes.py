"""One’s own road, and how many of a cohort went on."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.cohorts.policy import CohortAction
from app.cohorts.routes.ways import lists_cohorts
from app.core.access import guarded, signed_in
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.navigation import menu_entry
from app.people.queries import signed_in_person
from app.road.blueprint import bp
from app.road.pages import own_road, went_on
from programs.road import NEVER_PASSES_ON, PASSES_ON

menu_entry(_l("Your road"), "road.own", order=16)
menu_entry(_l("Who went on"), "road.onward", order=21, visible=lists_cohorts)


@bp.get("/your-road")
@signed_in
def own() -> ResponseReturnValue:
    road = own_road(signed_in_person())
    passes_on, stays = ([_(each) for each in words] for words in (PASSES_ON, NEVER_PASSES_ON))
    return render_template("road/own.html", road=road, passes_on=passes_on, stays=stays)


@bp.get("/cohorts/who-went-on")
@guarded(CohortAction.LIST)
def onward() -> ResponseReturnValue:
    return render_template("road/onward.html", page=went_on(signed_in_person()))
