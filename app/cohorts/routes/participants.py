"""Who takes part in a cohort: the list, the list as a file, and the letters that invite them."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.forms import InviteForm
from app.cohorts.models import Cohort, Side
from app.cohorts.pages import participant_headings, participant_row, people_in_words
from app.cohorts.policy import CohortAction
from app.cohorts.queries import (
    cohort_by_public_id,
    counts_of,
    not_come_in,
    participants,
    without_email,
    written_to,
)
from app.cohorts.routes.blueprint import bp
from app.cohorts.services import invite_participants
from app.core.access import guarded
from app.core.audit import record
from app.core.csv_out import csv_response
from app.core.db import session
from app.core.forms import render, result_of
from app.core.i18n import ngettext
from app.core.pages import asked_page, asked_words, paginate
from app.core.transactions import transactional
from app.core.wording import number
from app.people.opened import list_was_taken
from app.people.queries import signed_in_person


@bp.get("/cohorts/<pid:cohort_id>/participants")
@guarded(CohortAction.OVERSEE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def people(cohort: Cohort) -> ResponseReturnValue:
    side, words = _asked_side(), asked_words()
    page = paginate(participants(cohort, side=side, wanted=words), asked_page())
    counts = counts_of(cohort)
    context = {"cohort": cohort, "page": page, "side": side, "words": words, "counts": counts}
    return render_template("cohorts/participants.html", people=people_in_words(counts), **context)


@bp.post("/cohorts/<pid:cohort_id>/participants.csv")
@guarded(CohortAction.EXPORT, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def people_file(cohort: Cohort) -> ResponseReturnValue:
    rows = session().scalars(participants(cohort, side=_asked_side(), wanted=asked_words())).all()
    record(signed_in_person(), "cohort.participants_exported", cohort, rows=len(rows))
    list_was_taken([row.person.public_id for row in rows], by=signed_in_person())
    return csv_response(f"{cohort.name}.csv", participant_headings(), (participant_row(row) for row in rows))


@bp.get("/cohorts/<pid:cohort_id>/invitations")
@guarded(CohortAction.INVITE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def invitations(cohort: Cohort) -> ResponseReturnValue:
    return _invitations_page(cohort, InviteForm())


@bp.post("/cohorts/<pid:cohort_id>/invitations")
@guarded(CohortAction.INVITE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def send_invitations(cohort: Cohort) -> ResponseReturnValue:
    form = InviteForm()
    sent = result_of(form, lambda: invite_participants(cohort, form.number(), actor=signed_in_person()))
    if sent is None:
        return _invitations_page(cohort, form)
    flash(ngettext("One letter is on its way.", "%(count)s letters are on their way.", sent, count=number(sent)))
    return redirect(url_for(".show", cohort_id=cohort.public_id))


def _invitations_page(cohort: Cohort, form: InviteForm) -> ResponseReturnValue:
    page = paginate(not_come_in(cohort), asked_page())
    form.expected.data = str(page.total)
    context = {"written_to": written_to(cohort), "without_email": without_email(cohort), "actor": signed_in_person()}
    return render("cohorts/invitations.html", form, cohort=cohort, page=page, **context)


def _asked_side() -> Side | None:
    asked = request.args.get("side", "")
    return Side(asked) if asked in set(Side) else None
