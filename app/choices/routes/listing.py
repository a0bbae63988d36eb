"""One’s own list, on either side: people come on it, move up, get a line, and go."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.choices.blueprint import bp
from app.choices.forms import LineForm
from app.choices.opening import WHILE_ASKED
from app.choices.pages.lists import mentee_list, mentor_list, ranked_as
from app.choices.policy import ChoiceAction
from app.choices.queries import enrolment_of_side, enrolment_on_side
from app.choices.services import add_wish, allow_again, drop_wish, raise_wish, rank_everybody, veto, write_line
from app.cohorts.models import Cohort, Enrolment, Side
from app.cohorts.queries import cohort_by_public_id
from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.models import Person
from app.people.queries import person_by_public_id, signed_in_person
from programs.choice import FormOfChoice

Press = Callable[..., None]
ON_LIST: Mapping[str, Press] = {"drop": drop_wish, "raise": raise_wish}
"""About somebody whom one has named, and who may take part or not."""
FROM_SIGHT: Mapping[str, Press] = {"add": add_wish}
"""About somebody of whom one knows that they take part."""


@bp.get("/cohorts/<pid:cohort_id>/wishes")
@guarded(ChoiceAction.LOOK, cohort=cohort_by_public_id)
def wishes(cohort: Cohort) -> ResponseReturnValue:
    if cohort.form_of_choice in {None, FormOfChoice.MATCHED} or cohort.phase not in WHILE_ASKED:
        return redirect(url_for("cohorts.show", cohort_id=cohort.public_id))
    return _mentee_page(cohort, LineForm(formdata=None))


@bp.post("/cohorts/<pid:cohort_id>/wishes")
@guarded(ChoiceAction.LOOK, cohort=cohort_by_public_id)
@transactional
def change_wishes(cohort: Cohort) -> ResponseReturnValue:
    _press(cohort, Side.MENTEE, FROM_SIGHT)
    return redirect(url_for(".wishes", cohort_id=cohort.public_id))


@bp.post("/cohorts/<pid:cohort_id>/wishes/<pid:mentor_id>/line")
@guarded(ChoiceAction.LOOK, cohort=cohort_by_public_id)
@transactional
def save_line(cohort: Cohort, mentor_id: str) -> ResponseReturnValue:
    form, own = LineForm(), _own(cohort, Side.MENTEE)
    mentor = enrolment_of_side(mentor_id, cohort, Side.MENTOR) or abort(404)
    if not accepts(form, lambda: write_line(own, mentor, form.words.data or "", actor=signed_in_person())):
        return _mentee_page(cohort, form, mentor)
    flash(_("Your line is kept."), "good")
    return redirect(url_for(".wishes", cohort_id=cohort.public_id))


@bp.get("/cohorts/<pid:cohort_id>/my-mentees")
@guarded(ChoiceAction.RANK, cohort=cohort_by_public_id)
def rank(cohort: Cohort) -> ResponseReturnValue:
    if cohort.form_of_choice is not FormOfChoice.RANKED or cohort.phase not in WHILE_ASKED:
        return redirect(url_for("cohorts.show", cohort_id=cohort.public_id))
    page = mentor_list(_own(cohort, Side.MENTOR))
    return render_template("choices/rank.html", page=page, cohort=cohort)


@bp.post("/cohorts/<pid:cohort_id>/my-mentees")
@guarded(ChoiceAction.RANK, cohort=cohort_by_public_id)
@transactional
def change_rank(cohort: Cohort) -> ResponseReturnValue:
    _press(cohort, Side.MENTOR, {**FROM_SIGHT, "veto": veto, "allow": allow_again})
    return redirect(url_for(".rank", cohort_id=cohort.public_id))


@bp.post("/cohorts/<pid:cohort_id>/my-mentees/all")
@guarded(ChoiceAction.RANK, cohort=cohort_by_public_id)
@transactional
def rank_all(cohort: Cohort) -> ResponseReturnValue:
    own = _own(cohort, Side.MENTOR)
    ranked = ranked_as(mentor_list(own), request.form)
    rank_everybody(own, ranked.people, ranked.vetoes, actor=signed_in_person())
    flash(_("Your order is kept. No mentee learns of it."), "good")
    return redirect(url_for(".rank", cohort_id=cohort.public_id))


def _press(cohort: Cohort, side: Side, presses: Mapping[str, Press]) -> None:
    """Do what the button says that was pressed; one that is not there changes nothing."""
    other_side = Side.MENTOR if side is Side.MENTEE else Side.MENTEE
    for name, press in ON_LIST.items():
        if name in request.form:
            press(_own(cohort, side), _listed(request.form[name]), actor=signed_in_person())
    for name, press in presses.items():
        if name in request.form:
            other = enrolment_of_side(request.form[name], cohort, other_side) or abort(404)
            press(_own(cohort, side), other, actor=signed_in_person())


def _listed(public_id: str) -> Person:
    return (person_by_public_id(public_id) if public_id.isalnum() else None) or abort(404)


def _own(cohort: Cohort, side: Side) -> Enrolment:
    own = enrolment_on_side(signed_in_person(), cohort, side)
    if own is None:
        raise LookupError("the guard lets those of this side through, and nobody else")
    return own


def _mentee_page(cohort: Cohort, form: LineForm, mentor: Enrolment | None = None) -> ResponseReturnValue:
    page = mentee_list(_own(cohort, Side.MENTEE))
    return render("choices/wishes.html", form, page=page, cohort=cohort, typed_to=mentor.id if mentor else 0)
