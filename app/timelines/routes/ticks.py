"""A timeline, and its ticks."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Enrolment
from app.core.access import can, guarded
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.library.queries import pieces_by_milestone
from app.people.queries import signed_in_person
from app.timelines.blueprint import bp
from app.timelines.pages import timeline_of
from app.timelines.policy import TimelineAction
from app.timelines.queries import mentee_by_public_id
from app.timelines.services import take_back, tick


@bp.get("/timelines/<pid:enrolment_id>")
@guarded(TimelineAction.VIEW, enrolment=mentee_by_public_id)
def show(enrolment: Enrolment) -> ResponseReturnValue:
    is_mine = can(signed_in_person(), TimelineAction.TICK, enrolment)
    timeline = timeline_of(enrolment, reading=pieces_by_milestone(enrolment.cohort))
    return render_template("timelines/show.html", timeline=timeline, is_mine=is_mine)


@bp.post("/timelines/<pid:enrolment_id>/ticks")
@guarded(TimelineAction.TICK, see=TimelineAction.VIEW, enrolment=mentee_by_public_id)
@transactional
def done(enrolment: Enrolment) -> ResponseReturnValue:
    if tick(enrolment, request.form.get("milestone", ""), actor=signed_in_person()):
        flash(_("Ticked."), "good")
    return redirect(url_for(".show", enrolment_id=enrolment.public_id))


@bp.post("/timelines/<pid:enrolment_id>/ticks/back")
@guarded(TimelineAction.TICK, see=TimelineAction.VIEW, enrolment=mentee_by_public_id)
@transactional
def not_done(enrolment: Enrolment) -> ResponseReturnValue:
    if take_back(enrolment, request.form.get("milestone", ""), actor=signed_in_person()):
        flash(_("The tick is taken back."), "quiet")
    return redirect(url_for(".show", enrolment_id=enrolment.public_id))
