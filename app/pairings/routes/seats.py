"""A mentor’s seats: how many, and whether new mentees may be put on those that are free."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id
from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.pairings.blueprint import bp
from app.pairings.forms import SeatsForm
from app.pairings.pages import seats_page
from app.pairings.policy import PairingAction
from app.pairings.queries import enrolment_as_mentor
from app.pairings.services import set_seats as offer_seats
from app.pairings.services import set_takes_more as take_more
from app.people.queries import signed_in_person


@bp.get("/cohorts/<pid:cohort_id>/my-seats")
@guarded(PairingAction.OFFER_SEATS, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def seats(cohort: Cohort) -> ResponseReturnValue:
    own = _own(cohort)
    return _seats_page(own, SeatsForm(seats=own.seats))


@bp.post("/cohorts/<pid:cohort_id>/my-seats")
@guarded(PairingAction.OFFER_SEATS, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def set_seats(cohort: Cohort) -> ResponseReturnValue:
    own, form = _own(cohort), SeatsForm()
    if not accepts(form, lambda: offer_seats(own, form.seats.data or 0, actor=signed_in_person())):
        return _seats_page(own, form)
    flash(_("Your seats are noted."), "good")
    return redirect(url_for(".seats", cohort_id=cohort.public_id))


@bp.post("/cohorts/<pid:cohort_id>/my-seats/new-mentees")
@guarded(PairingAction.OFFER_SEATS, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def set_takes_more(cohort: Cohort) -> ResponseReturnValue:
    takes_more = request.form.get("takes_more") == "yes"
    take_more(_own(cohort), takes_more, actor=signed_in_person())
    words = _("You are offered new mentees again.") if takes_more else _("You are given no new mentees for now.")
    flash(words, "good")
    return redirect(url_for(".seats", cohort_id=cohort.public_id))


def _own(cohort: Cohort) -> Enrolment:
    own = enrolment_as_mentor(signed_in_person(), cohort)
    if own is None:
        raise LookupError("the guard lets mentors of this cohort through, and nobody else")
    return own


def _seats_page(own: Enrolment, form: SeatsForm) -> ResponseReturnValue:
    return render("pairings/seats.html", form, page=seats_page(own), cohort=own.cohort)
