"""Circles: made, told, moved and dated by those who run the cohort, read by those who are in them."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.circles.blueprint import bp
from app.circles.calendars import FILE_NAME, circle_calendar
from app.circles.forms import DateForm
from app.circles.models import CircleDate, PeerCircle
from app.circles.pages import arranging
from app.circles.policy import CircleAction
from app.circles.queries import (
    SHOWN,
    circle_by_public_id,
    circle_numbered,
    date_by_public_id,
    mentee_of,
    people_in,
)
from app.circles.services import call_off, make_circles, move, set_date, tell
from app.cohorts.models import Cohort
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id
from app.core.access import can, guarded
from app.core.characters import readable
from app.core.errors import RuleBroken
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.pages import asked_page
from app.core.transactions import transactional
from app.core.wording import spelled
from app.meetings.routes.answers import ics_response
from app.people.queries import signed_in_person

MOST_DIGITS = 6


@bp.get("/cohorts/<pid:cohort_id>/circles")
@guarded(CircleAction.ARRANGE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def index(cohort: Cohort) -> ResponseReturnValue:
    return render_template("circles/index.html", cohort=cohort, page=arranging(cohort, asked_page()))


@bp.post("/cohorts/<pid:cohort_id>/circles")
@guarded(CircleAction.ARRANGE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def make(cohort: Cohort) -> ResponseReturnValue:
    made = make_circles(cohort, actor=signed_in_person())
    flash(ngettext("One circle. Nobody knows yet.", "%(count)s circles. Nobody knows yet.", made, count=spelled(made)))
    return redirect(url_for(".index", cohort_id=cohort.public_id))


@bp.post("/cohorts/<pid:cohort_id>/circles/tell")
@guarded(CircleAction.ARRANGE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def tell_all(cohort: Cohort) -> ResponseReturnValue:
    told = tell(cohort, actor=signed_in_person())
    flash(ngettext("One letter is on its way.", "%(count)s letters are on their way.", told, count=told), "good")
    return redirect(url_for(".index", cohort_id=cohort.public_id))


@bp.post("/cohorts/<pid:cohort_id>/circles/move")
@guarded(CircleAction.ARRANGE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def move_one(cohort: Cohort) -> ResponseReturnValue:
    mentee = mentee_of(cohort, readable(request.form.get("mentee")) or "")
    asked = request.form.get("circle", "")[:MOST_DIGITS]
    circle = circle_numbered(cohort, int(asked)) if asked.isascii() and asked.isdecimal() else None
    if mentee is None or circle is None:
        raise RuleBroken(_("Choose a mentee who takes part, and a circle of this cohort."))
    odd = move(mentee, circle, actor=signed_in_person())
    flash(_("%(name)s is in circle %(number)s.", name=mentee.person.name, number=circle.number), "good")
    for number, size in odd.items():
        flash(
            _(
                "Circle %(number)s has %(size)s people now, and five or six are meant. Move another one.",
                number=number,
                size=spelled(size),
            ),
            "care",
        )
    page = (circle.number - 1) // SHOWN + 1
    return redirect(url_for(".index", cohort_id=cohort.public_id, page=page if page > 1 else None))


@bp.get("/circles/<pid:circle_id>")
@guarded(CircleAction.VIEW, circle=circle_by_public_id)
def show(circle: PeerCircle) -> ResponseReturnValue:
    return _page(circle, DateForm())


@bp.post("/circles/<pid:circle_id>/dates")
@guarded(CircleAction.ARRANGE, see=CircleAction.VIEW, circle=circle_by_public_id)
@transactional
def add_date(circle: PeerCircle) -> ResponseReturnValue:
    form, me = DateForm(), signed_in_person()
    if not accepts(form, lambda: set_date(circle, form.when(), actor=me)):
        return _page(circle, form)
    flash(_("It stands. Whoever is in the circle gets it for their calendar."), "good")
    return redirect(url_for(".show", circle_id=circle.public_id))


@bp.post("/circles/dates/<pid:date_id>/call-off")
@guarded(CircleAction.ARRANGE, date=date_by_public_id)
@transactional
def call_date_off(date: CircleDate) -> ResponseReturnValue:
    call_off(date, actor=signed_in_person())
    flash(_("Called off, and taken out of their calendars."), "quiet")
    return redirect(url_for(".show", circle_id=date.circle.public_id))


@bp.get("/circles/<pid:circle_id>/circle.ics")
@guarded(CircleAction.VIEW, circle=circle_by_public_id)
def as_calendar(circle: PeerCircle) -> ResponseReturnValue:
    return ics_response(FILE_NAME, circle_calendar(circle.dates, signed_in_person()))


def _page(circle: PeerCircle, form: DateForm) -> ResponseReturnValue:
    arranges = can(signed_in_person(), CircleAction.ARRANGE, circle)
    people = [each.person for each in people_in(circle)]
    return render("circles/show.html", form, circle=circle, cohort=circle.cohort, people=people, arranges=arranges)
