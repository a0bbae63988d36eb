"""Changes are tried on a result, looked at, undone, kept or thrown away."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.forms import render, result_of
from app.core.i18n import gettext as _
from app.core.pages import asked_page
from app.core.transactions import give_way, transactional
from app.matching_runs.blueprint import bp
from app.matching_runs.models import MatchRun
from app.matching_runs.policy import RunAction
from app.matching_runs.queries import run_by_public_id
from app.matching_runs.what_if.forms import TRIED, Forms, ListForm, forms_of
from app.matching_runs.what_if.keep import keep_changes
from app.matching_runs.what_if.pages import what_if_page
from app.matching_runs.what_if.services import EVERYTHING, try_change, undo_changes
from app.people.queries import signed_in_person


@bp.get("/runs/<pid:run_id>/what-if")
@guarded(RunAction.DECIDE, see=RunAction.VIEW, run=run_by_public_id)
def what_if(run: MatchRun) -> ResponseReturnValue:
    return _page(run, forms_of(run), ListForm(formdata=None))


@bp.post("/runs/<pid:run_id>/what-if")
@guarded(RunAction.DECIDE, see=RunAction.VIEW, run=run_by_public_id)
@transactional
def what_if_change(run: MatchRun) -> ResponseReturnValue:
    forms, me = forms_of(run, request.form.get(TRIED, "")), signed_in_person()
    form = forms.sent
    assert form is not None  # noqa: S101  one of them was sent
    made = result_of(form, lambda: try_change(run, form.proposed(run), form.expected.data or "", actor=me))
    if made is None:
        give_way()
        return _page(run, forms, form)
    return redirect(url_for(".what_if", run_id=run.public_id, _anchor="followed"))


@bp.post("/runs/<pid:run_id>/what-if/undo")
@guarded(RunAction.DECIDE, see=RunAction.VIEW, run=run_by_public_id)
@transactional
def what_if_undo(run: MatchRun) -> ResponseReturnValue:
    form, me = ListForm(), signed_in_person()
    which = form.undo.data or ""
    left = result_of(form, lambda: undo_changes(run, which, form.expected.data or "", actor=me))
    if left is None:
        give_way()
        return _page(run, forms_of(run), form)
    if which == EVERYTHING:
        flash(_("Nothing was kept: the pairs are as they were."), "quiet")
        return redirect(url_for(".show", run_id=run.public_id))
    return redirect(url_for(".what_if", run_id=run.public_id, _anchor="tried"))


@bp.post("/runs/<pid:run_id>/what-if/keep")
@guarded(RunAction.DECIDE, see=RunAction.VIEW, run=run_by_public_id)
@transactional
def what_if_keep(run: MatchRun) -> ResponseReturnValue:
    form, me = ListForm(), signed_in_person()
    kept = result_of(form, lambda: keep_changes(run, form.expected.data or "", actor=me))
    if kept is None:
        give_way()
        return _page(run, forms_of(run), form)
    return redirect(url_for(".show", run_id=kept.public_id))


def _page(run: MatchRun, forms: Forms, form: ListForm) -> ResponseReturnValue:
    page = what_if_page(run, signed_in_person(), asked_page())
    forms.expect(page.digest)
    form.expected.data = page.digest
    return render("matching_runs/what_if.html", form, page=page, forms=forms.by_name, run=run, cohort=run.cohort)
