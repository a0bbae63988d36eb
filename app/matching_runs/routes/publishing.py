"""A result is published, and a publication taken back: first every letter is shown, then it is done."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.forms import render, result_of
from app.core.i18n import gettext as _
from app.core.transactions import give_way, transactional
from app.core.wording import number
from app.matching_runs.blueprint import bp
from app.matching_runs.forms import PublishForm, UndoForm
from app.matching_runs.models import MatchRun
from app.matching_runs.pages import publish_page, undo_page
from app.matching_runs.policy import RunAction
from app.matching_runs.queries import run_by_public_id
from app.matching_runs.services import publish_run, undo_run
from app.people.queries import signed_in_person


@bp.get("/runs/<pid:run_id>/publish")
@guarded(RunAction.PUBLISH, see=RunAction.VIEW, run=run_by_public_id)
def publish(run: MatchRun) -> ResponseReturnValue:
    return _publish_page(run, PublishForm(next_run_on=run.cohort.next_run_on))


@bp.post("/runs/<pid:run_id>/publish")
@guarded(RunAction.PUBLISH, see=RunAction.VIEW, run=run_by_public_id)
@transactional
def publish_now(run: MatchRun) -> ResponseReturnValue:
    form, me = PublishForm(), signed_in_person()
    said, knows = form.expected.data or "", bool(form.unproven.data)
    made = result_of(form, lambda: publish_run(run, said, form.next_run_on.data, actor=me, knows_unproven=knows))
    if made is None:
        give_way()
        return _publish_page(run, form)
    flash(_("%(count)s pairs are published, and the letters are on their way.", count=number(len(made))), "good")
    return redirect(url_for("cohorts.show", cohort_id=run.cohort.public_id))


@bp.get("/runs/<pid:run_id>/take-back")
@guarded(RunAction.PUBLISH, see=RunAction.VIEW, run=run_by_public_id)
def take_back(run: MatchRun) -> ResponseReturnValue:
    return _undo_page(run, UndoForm())


@bp.post("/runs/<pid:run_id>/take-back")
@guarded(RunAction.PUBLISH, see=RunAction.VIEW, run=run_by_public_id)
@transactional
def take_back_now(run: MatchRun) -> ResponseReturnValue:
    form, me = UndoForm(), signed_in_person()
    undone = result_of(form, lambda: undo_run(run, form.expected.data or "", actor=me))
    if undone is None:
        give_way()
        return _undo_page(run, form)
    flash(_("%(count)s pairs were taken back, and both sides of each are told.", count=number(undone)))
    return redirect(url_for(".show", run_id=run.public_id))


def _publish_page(run: MatchRun, form: PublishForm) -> ResponseReturnValue:
    page = publish_page(run, reader=signed_in_person())
    form.expected.data = page.digest
    return render("matching_runs/publish.html", form, page=page, run=run, cohort=run.cohort)


def _undo_page(run: MatchRun, form: UndoForm) -> ResponseReturnValue:
    page = undo_page(run)
    form.expected.data = page.digest
    return render("matching_runs/take_back.html", form, page=page, run=run, cohort=run.cohort)
