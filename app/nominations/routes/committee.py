"""The committee: what is before it, one’s own reason, and then what was decided."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded, signed_in
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.navigation import way
from app.core.pages import asked_page
from app.core.transactions import transactional
from app.nominations.blueprint import bp
from app.nominations.committee_pages import committee_page, file_page
from app.nominations.forms import DecisionForm, ReasonForm
from app.nominations.models import NominationFile, Proposal, Selection
from app.nominations.policy import NominationAction
from app.nominations.queries import (
    committees_of,
    day_here,
    file_by_public_id,
    selection_by_public_id,
    talks_before,
)
from app.nominations.services import decide, write_reason
from app.people.queries import signed_in_person

way(_l("Committee"), "nominations.committees", order=35, visible=lambda person: person.sits_on_committee)

judging = guarded(NominationAction.JUDGE, file=file_by_public_id)


@bp.get("/committees")
@signed_in
def committees() -> ResponseReturnValue:
    person = signed_in_person()
    found, talks = committees_of(person), talks_before(person)
    return render_template("nominations/committees.html", committees=found, talks=talks, today=day_here())


@bp.get("/committees/<pid:selection_id>")
@guarded(NominationAction.SIT, selection=selection_by_public_id)
def committee(selection: Selection) -> ResponseReturnValue:
    page = committee_page(signed_in_person(), selection, asked_page())
    return render_template("nominations/committee.html", page=page, cohort=selection.cohort)


@bp.get("/committees/files/<pid:file_id>")
@judging
def file(file: NominationFile) -> ResponseReturnValue:
    return _page(file, ReasonForm(formdata=None), DecisionForm(formdata=None))


@bp.post("/committees/files/<pid:file_id>/reason")
@judging
@transactional
def write(file: NominationFile) -> ResponseReturnValue:
    form, actor = ReasonForm(), signed_in_person()
    if not accepts(form, lambda: write_reason(file, Proposal(form.proposal.data), form.reason.data or "", actor=actor)):
        return _page(file, form, DecisionForm(formdata=None), refused=form)
    flash(_("Your reason is written. Now you can read the others’."), "good")
    return redirect(url_for(".file", file_id=file.public_id), code=303)


@bp.post("/committees/files/<pid:file_id>/decision")
@judging
@transactional
def record_decision(file: NominationFile) -> ResponseReturnValue:
    form, actor = DecisionForm(), signed_in_person()
    if not accepts(form, lambda: decide(file, Proposal(form.outcome.data), form.answer.data or "", actor=actor)):
        return _page(file, ReasonForm(formdata=None), form, refused=form)
    flash(_("Recorded. They are written to, and read your words on their own page."), "good")
    return redirect(url_for(".committee", selection_id=file.selection.public_id), code=303)


def _page(
    file: NominationFile, reason: ReasonForm, decision: DecisionForm, refused: ReasonForm | DecisionForm | None = None
) -> ResponseReturnValue:
    page = file_page(file, signed_in_person())
    forms = {"reason": reason, "decision": decision}
    return render("nominations/file.html", refused or reason, page=page, forms=forms, cohort=file.selection.cohort)
