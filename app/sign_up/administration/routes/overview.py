"""How far everybody is with signing up: the list, the list as a file, a later close, somebody taken out."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort, Side
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id, counts_of
from app.cohorts.services import extend_sign_up
from app.cohorts.services.settings import changeable
from app.cohorts.settings.forms import ExtendForm
from app.core.access import guarded
from app.core.audit import record
from app.core.csv_out import csv_response
from app.core.forms import accepts, render, result_of
from app.core.i18n import gettext as _
from app.core.pages import asked_page, asked_words
from app.core.shown_letters import text_of
from app.core.transactions import transactional
from app.core.wording import day_year
from app.people.models import Person
from app.people.opened import list_was_taken
from app.people.queries import person_by_public_id, signed_in_person
from app.sign_up.administration.forms import PlaceForm
from app.sign_up.administration.letters import removal_of
from app.sign_up.administration.pages import STANDINGS, TONES, balance_of, figures_of, file_headings, file_rows
from app.sign_up.administration.services import remove, why_not_invited
from app.sign_up.administration.services.removing import takes_letter
from app.sign_up.administration.standing import Asked, Standing, all_lines, lines_of, tally_of
from app.sign_up.blueprint import bp


@bp.get("/cohorts/<pid:cohort_id>/sign-up/people")
@guarded(CohortAction.OVERSEE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def overview(cohort: Cohort) -> ResponseReturnValue:
    tally, asked = tally_of(cohort), _asked()
    context = {"tally": tally, "figures": figures_of(tally), "balance": balance_of(counts_of(cohort))}
    page = lines_of(cohort, asked, asked_page())
    words = {"standings": STANDINGS, "tones": TONES, "why_not": why_not_invited(cohort)}
    may_extend = "sign_up_closes_on" in changeable(cohort)
    return render_template(
        "sign_up/administration/overview.html",
        cohort=cohort,
        asked=asked,
        page=page,
        may_extend=may_extend,
        **context,
        **words,
    )


@bp.post("/cohorts/<pid:cohort_id>/sign-up.csv")
@guarded(CohortAction.EXPORT, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def overview_file(cohort: Cohort) -> ResponseReturnValue:
    lines = list(all_lines(cohort, _asked()))
    record(signed_in_person(), "cohort.sign_up_exported", cohort, rows=len(lines))
    list_was_taken([line.person.public_id for line in lines], by=signed_in_person())
    return csv_response(f"{cohort.name}.csv", file_headings(), file_rows(lines))


@bp.get("/cohorts/<pid:cohort_id>/sign-up/close")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def close(cohort: Cohort) -> ResponseReturnValue:
    return _close_page(cohort, ExtendForm(data={"closes_on": cohort.sign_up_closes_on}))


@bp.post("/cohorts/<pid:cohort_id>/sign-up/close")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def extend(cohort: Cohort) -> ResponseReturnValue:
    form = ExtendForm()
    until = result_of(form, lambda: extend_sign_up(cohort, form.closes_on.data, actor=signed_in_person()))
    if until is None:
        return _close_page(cohort, form)
    flash(_("Sign-up is open until %(day)s.", day=day_year(until)), "good")
    return redirect(url_for(".overview", cohort_id=cohort.public_id))


@bp.get("/cohorts/<pid:cohort_id>/sign-up/remove")
@guarded(CohortAction.INVITE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def removal(cohort: Cohort) -> ResponseReturnValue:
    person, side = _place(request.args.get("person", ""), request.args.get("side", ""))
    return _removal_page(cohort, person, side, PlaceForm(formdata=None))


@bp.post("/cohorts/<pid:cohort_id>/sign-up/remove")
@guarded(CohortAction.INVITE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def take_out(cohort: Cohort) -> ResponseReturnValue:
    form = PlaceForm()
    person, side = _place(form.person.data or "", form.side.data or "")
    if not accepts(form, lambda: remove(cohort, person, side, actor=signed_in_person())):
        return _removal_page(cohort, person, side, form)
    flash(_("%(name)s is off the list.", name=person.name), "good")
    return redirect(url_for(".overview", cohort_id=cohort.public_id))


def _asked() -> Asked:
    side, standing = request.args.get("side", ""), request.args.get("standing", "")
    return Asked(
        side=Side(side) if side in set(Side) else None,
        standing=Standing(standing) if standing in set(Standing) else None,
        words=asked_words(),
    )


def _close_page(cohort: Cohort, form: ExtendForm) -> ResponseReturnValue:
    may_extend = "sign_up_closes_on" in changeable(cohort)
    return render("sign_up/administration/close.html", form, cohort=cohort, may_extend=may_extend)


def _place(person_id: str, side: str) -> tuple[Person, Side]:
    person = person_by_public_id(person_id)
    if person is None or side not in set(Side):
        abort(404)
    return person, Side(side)


def _removal_page(cohort: Cohort, person: Person, side: Side, form: PlaceForm) -> ResponseReturnValue:
    told = takes_letter(cohort, person, side)
    if told is None:
        abort(404)
    letter = removal_of(person, cohort, side) if told else None
    text = text_of(letter) if letter else ""
    return render(
        "sign_up/administration/remove.html", form, cohort=cohort, person=person, side=side, letter=letter, text=text
    )
