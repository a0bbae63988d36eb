"""See what a file would change, and apply it or put it aside."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.csv_out import csv_response
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.jobs import cancel
from app.core.pages import asked_page
from app.core.transactions import transactional
from app.people.queries import signed_in_person
from app.people_import.files import read_list
from app.people_import.forms import ApplyForm
from app.people_import.models import PeopleImport
from app.people_import.pages import DraftPage, Stage, draft_page
from app.people_import.plan import Kind
from app.people_import.policy import ImportAction
from app.people_import.queries import import_by_public_id, job_of
from app.people_import.routes.blueprint import asked_kind, bp
from app.people_import.services import ask_apply
from app.people_import.services import discard as put_aside


@bp.get("/<pid:upload_id>")
@guarded(ImportAction.OPEN, upload=import_by_public_id)
def show(upload: PeopleImport) -> ResponseReturnValue:
    page = _page(upload)
    if page.stage is Stage.COLUMNS:
        return redirect(url_for(".columns", upload_id=upload.public_id))
    return _show(page, ApplyForm())


@bp.get("/<pid:upload_id>/progress")
@guarded(ImportAction.OPEN, upload=import_by_public_id)
def progress(upload: PeopleImport) -> ResponseReturnValue:
    page = _page(upload)
    if page.stage is Stage.AT_WORK:
        return render_template("people_import/_progress.html", page=page)
    answer = make_response("")
    answer.headers["HX-Refresh"] = "true"
    return answer


@bp.get("/<pid:upload_id>/leavers")
@guarded(ImportAction.OPEN, upload=import_by_public_id)
def leavers(upload: PeopleImport) -> ResponseReturnValue:
    page = _page(upload, Kind.LEAVING)
    if page.stage is not Stage.LOOK or not upload.asks_twice:
        return redirect(url_for(".show", upload_id=upload.public_id))
    return render("people_import/leavers.html", ApplyForm(), page=page, draft=upload)


@bp.post("/<pid:upload_id>")
@guarded(ImportAction.OPEN, upload=import_by_public_id)
@transactional
def apply(upload: PeopleImport) -> ResponseReturnValue:
    form = ApplyForm()
    if accepts(form, lambda: ask_apply(upload, actor=signed_in_person(), leavers=form.leavers.data)):
        return redirect(url_for(".show", upload_id=upload.public_id))
    page = _page(upload)
    if page.stage is Stage.COLUMNS:
        return redirect(url_for(".columns", upload_id=upload.public_id))
    if upload.asks_twice:
        return render("people_import/leavers.html", form, page=_page(upload, Kind.LEAVING), draft=upload)
    return _show(page, form)


@bp.get("/<pid:upload_id>/problems")
@guarded(ImportAction.OPEN, upload=import_by_public_id)
def problems(upload: PeopleImport) -> ResponseReturnValue:
    entries = read_list(upload.stored_as, Kind.PROBLEMS)
    rows = ((entry["row"], entry["column"], entry["reason"]) for entry in entries)
    return csv_response("problems.csv", (_("Row"), _("Column"), _("What is wrong")), rows)


@bp.post("/<pid:upload_id>/stop")
@guarded(ImportAction.OPEN, upload=import_by_public_id)
@transactional
def stop(upload: PeopleImport) -> ResponseReturnValue:
    job = job_of(upload)
    if job is not None and not job.is_over:
        cancel(job)
    return redirect(url_for(".show", upload_id=upload.public_id))


@bp.post("/<pid:upload_id>/discard")
@guarded(ImportAction.OPEN, upload=import_by_public_id)
@transactional
def discard(upload: PeopleImport) -> ResponseReturnValue:
    put_aside(upload, actor=signed_in_person())
    flash(_("The file is deleted. Nothing of it was stored."))
    return redirect(url_for(".index"))


def _page(upload: PeopleImport, kind: Kind | None = None) -> DraftPage:
    return draft_page(upload, job_of(upload), kind or asked_kind(), asked_page())


def _show(page: DraftPage, form: ApplyForm) -> ResponseReturnValue:
    return render("people_import/show.html", form, page=page, draft=page.draft)
