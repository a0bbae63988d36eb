"""Sign-up files: chosen, their columns explained where need be, looked through, and then done or thrown away."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.forms import ColumnsForm, ConfirmForm, SignUpFilesForm, columns_form
from app.cohorts.models import Cohort, Side, SignUpDraft
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id, draft_by_public_id
from app.cohorts.routes.blueprint import bp
from app.cohorts.services import confirm_draft, discard_draft, explain_columns, files_of, keep_draft, refuse_when_over
from app.cohorts.sign_ups.columns import tells_people_apart
from app.cohorts.sign_ups.files import SignUpFile, field_of, read_sign_ups
from app.cohorts.sign_ups.pages import check_page
from app.core.access import guarded
from app.core.forms import accepts, render, result_of
from app.core.i18n import gettext as _
from app.core.transactions import give_way, transactional
from app.people.queries import signed_in_person


@bp.get("/cohorts/<pid:cohort_id>/sign-ups")
@guarded(CohortAction.IMPORT, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def sign_ups(cohort: Cohort) -> ResponseReturnValue:
    refuse_when_over(cohort)
    return render("cohorts/sign_ups.html", SignUpFilesForm(), cohort=cohort)


@bp.post("/cohorts/<pid:cohort_id>/sign-ups")
@guarded(CohortAction.IMPORT, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def choose_files(cohort: Cohort) -> ResponseReturnValue:
    form = SignUpFilesForm()
    draft = result_of(form, lambda: keep_draft(cohort, _read(form), actor=signed_in_person()))
    if draft is None:
        return render("cohorts/sign_ups.html", form, cohort=cohort)
    asks = any(file.unknown or not tells_people_apart(file.meaning) for file in files_of(draft))
    return redirect(url_for(".columns" if asks else ".check", draft_id=draft.public_id))


@bp.get("/cohorts/sign-ups/<pid:draft_id>/columns")
@guarded(CohortAction.CHECK, draft=draft_by_public_id)
def columns(draft: SignUpDraft) -> ResponseReturnValue:
    return _columns_page(draft, columns_form(files_of(draft)))


@bp.post("/cohorts/sign-ups/<pid:draft_id>/columns")
@guarded(CohortAction.CHECK, draft=draft_by_public_id)
@transactional
def choose_columns(draft: SignUpDraft) -> ResponseReturnValue:
    form = columns_form(files_of(draft))
    if not accepts(form, lambda: explain_columns(draft, form.chosen())):
        return _columns_page(draft, form)
    return redirect(url_for(".check", draft_id=draft.public_id))


@bp.get("/cohorts/sign-ups/<pid:draft_id>")
@guarded(CohortAction.CHECK, draft=draft_by_public_id)
def check(draft: SignUpDraft) -> ResponseReturnValue:
    return _check_page(draft, ConfirmForm())


@bp.post("/cohorts/sign-ups/<pid:draft_id>")
@guarded(CohortAction.CHECK, draft=draft_by_public_id)
@transactional
def confirm(draft: SignUpDraft) -> ResponseReturnValue:
    form = ConfirmForm()
    cohort_id = draft.cohort.public_id
    if not accepts(form, lambda: confirm_draft(draft, form.digest.data or "", actor=signed_in_person())):
        return _check_page(draft, form)
    flash(_("The sign-ups are in. The files themselves are gone."))
    return redirect(url_for(".show", cohort_id=cohort_id))


@bp.post("/cohorts/sign-ups/<pid:draft_id>/discard")
@guarded(CohortAction.CHECK, draft=draft_by_public_id)
@transactional
def discard(draft: SignUpDraft) -> ResponseReturnValue:
    cohort_id = draft.cohort.public_id
    discard_draft(draft)
    flash(_("The files are gone. Nothing was stored."), "quiet")
    return redirect(url_for(".sign_ups", cohort_id=cohort_id))


def _read(form: SignUpFilesForm) -> list[SignUpFile]:
    uploads = ((side, form[field_of(side)].data) for side in Side)
    give_way()
    return [read_sign_ups(each.stream, each.filename, side) for side, each in uploads if each and each.filename]


def _columns_page(draft: SignUpDraft, form: ColumnsForm) -> ResponseReturnValue:
    return render("cohorts/columns.html", form, draft=draft, cohort=draft.cohort, files=files_of(draft))


def _check_page(draft: SignUpDraft, form: ConfirmForm) -> ResponseReturnValue:
    page = check_page(draft)
    form.digest.data = page.digest
    return render("cohorts/check.html", form, draft=draft, cohort=draft.cohort, page=page)
