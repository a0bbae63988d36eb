"""Choose a file, and say what its columns are."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.forms import accepts, render, result_of
from app.core.pages import asked_page, paginate
from app.core.transactions import give_way, transactional
from app.people.queries import signed_in_person
from app.people_import.forms import ColumnsForm, UploadForm, columns_form
from app.people_import.models import PeopleImport, Scope
from app.people_import.pages import Stage, column_rows, columns_of, stage_of
from app.people_import.policy import ImportAction
from app.people_import.queries import consents_for, import_by_public_id, imports_done, imports_waiting, job_of
from app.people_import.routes.blueprint import bp
from app.people_import.services import ask_check, map_columns, start_import


@bp.get("")
@guarded(ImportAction.RUN)
def index() -> ResponseReturnValue:
    return _index(UploadForm())


@bp.post("")
@guarded(ImportAction.RUN)
@transactional
def choose() -> ResponseReturnValue:
    form = UploadForm()
    started = result_of(form, lambda: _start(form))
    if started is None:
        return _index(form)
    return redirect(url_for(".columns", upload_id=started.public_id))


@bp.get("/<pid:upload_id>/columns")
@guarded(ImportAction.OPEN, upload=import_by_public_id)
def columns(upload: PeopleImport) -> ResponseReturnValue:
    if stage_of(upload, job_of(upload)) not in {Stage.COLUMNS, Stage.LOOK}:
        return redirect(url_for(".show", upload_id=upload.public_id))
    form = _columns_form(upload)
    form.scope.data = upload.scope.value
    return _columns(upload, form)


@bp.post("/<pid:upload_id>/columns")
@guarded(ImportAction.OPEN, upload=import_by_public_id)
@transactional
def settle_columns(upload: PeopleImport) -> ResponseReturnValue:
    form = _columns_form(upload)
    if not accepts(form, lambda: _settle(upload, form)):
        return _columns(upload, form)
    return redirect(url_for(".show", upload_id=upload.public_id))


def _start(form: UploadForm) -> PeopleImport:
    actor = signed_in_person()
    give_way()  # reading a large workbook takes a quarter of a minute
    return start_import(form.file.data.stream, form.file.data.filename or "", actor=actor)


def _settle(upload: PeopleImport, form: ColumnsForm) -> None:
    map_columns(upload, form.mapping(), form.uses(), Scope(form.scope.data))
    ask_check(upload, actor=signed_in_person())


def _index(form: UploadForm) -> ResponseReturnValue:
    done = paginate(imports_done(), asked_page())
    return render("people_import/index.html", form, page=done, waiting=imports_waiting(signed_in_person().id))


def _columns_form(upload: PeopleImport) -> ColumnsForm:
    return columns_form(columns_of(upload), {**upload.mapping, **upload.uses}, consents_for(upload))


def _columns(upload: PeopleImport, form: ColumnsForm) -> ResponseReturnValue:
    rows = column_rows(columns_of(upload), form, {consent.kind for consent in consents_for(upload)})
    return render("people_import/columns.html", form, draft=upload, rows=rows)
