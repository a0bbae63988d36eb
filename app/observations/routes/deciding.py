"""What the mentee decides: reply, sign for named readers, keep, name one more, take back."""

from __future__ import annotations

from flask import Response, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.errors import RuleBroken
from app.core.forms import accepts
from app.core.i18n import gettext as _
from app.core.printing import PDF, as_pdf
from app.core.transactions import transactional
from app.observations import services
from app.observations.blueprint import bp
from app.observations.documents import open_report, sheet_of
from app.observations.forms import PersonForm, ReaderForm, ReplyForm, SignForm
from app.observations.models import ObservationReport
from app.observations.policy import ObservationAction
from app.observations.queries import report_by_public_id
from app.observations.routes.reports import page_of, sign_form, to
from app.people.models import Person
from app.people.queries import person_by_email, person_by_public_id, signed_in_person

READ, ANSWER, DECIDE = ObservationAction.READ, ObservationAction.ANSWER, ObservationAction.DECIDE


@bp.post("/observations/<pid:observation_id>/reply")
@guarded(ANSWER, see=READ, observation=report_by_public_id)
@transactional
def reply(observation: ObservationReport) -> ResponseReturnValue:
    form, mentee = ReplyForm(), signed_in_person()
    if not accepts(form, lambda: services.reply(observation, mentee, form.text.data or "")):
        return page_of(open_report(observation, mentee), form)
    flash(_("Your reply is kept. Now you can sign the report, or keep it between the two of you."), "good")
    return to(observation)


@bp.post("/observations/<pid:observation_id>/sign")
@guarded(ANSWER, see=READ, observation=report_by_public_id)
@transactional
def sign(observation: ObservationReport) -> ResponseReturnValue:
    form, mentee = sign_form(observation), signed_in_person()
    if not accepts(form, lambda: _sign(form, observation, mentee)):
        return page_of(open_report(observation, mentee), form)
    flash(_("You have signed. Whom you named can read it from now on."), "good")
    return to(observation)


@bp.post("/observations/<pid:observation_id>/keep")
@guarded(ObservationAction.KEEP, see=READ, observation=report_by_public_id)
@transactional
def keep(observation: ObservationReport) -> ResponseReturnValue:
    services.keep(observation, signed_in_person())
    flash(_("It stays between the two of you, and nobody else ever learns of it."), "quiet")
    return redirect(url_for(".pair", pairing_id=observation.pairing.public_id), code=303)


@bp.post("/observations/<pid:observation_id>/withdraw")
@guarded(DECIDE, see=READ, observation=report_by_public_id)
@transactional
def withdraw(observation: ObservationReport) -> ResponseReturnValue:
    services.withdraw(observation, signed_in_person())
    flash(_("It is taken back. Nobody whom you had named finds it any more."), "good")
    return to(observation)


@bp.post("/observations/<pid:observation_id>/readers")
@guarded(DECIDE, see=READ, observation=report_by_public_id)
@transactional
def name_reader(observation: ObservationReport) -> ResponseReturnValue:
    form, mentee = ReaderForm(prefix="reader"), signed_in_person()
    if not accepts(form, lambda: services.name_reader(observation, mentee, _by_email(form.email.data, "email"))):
        return page_of(open_report(observation, mentee), form)
    return to(observation)


@bp.post("/observations/<pid:observation_id>/readers/end")
@guarded(DECIDE, see=READ, observation=report_by_public_id)
@transactional
def end_reader(observation: ObservationReport) -> ResponseReturnValue:
    form = PersonForm()
    reader = person_by_public_id(form.person.data or "") if form.validate_on_submit() else None
    services.end_reader(observation, signed_in_person(), reader or abort(400))
    return to(observation)


@bp.post("/observations/<pid:observation_id>/file")
@guarded(READ, observation=report_by_public_id)
@transactional
def take_away(observation: ObservationReport) -> ResponseReturnValue:
    me = signed_in_person()
    if me.id not in {observation.mentee.id, observation.expert.id}:
        abort(403)
    sheet = sheet_of(open_report(observation, me))
    answer = Response(as_pdf(sheet), mimetype=PDF)
    answer.headers.add("Content-Disposition", "attachment", filename=f"observation-{sheet.made_on}.pdf")
    return answer


def _sign(form: SignForm, report: ObservationReport, mentee: Person) -> None:
    ticked = form.readers.data or [] if "readers" in form else []
    readers = [found for each in ticked if (found := person_by_public_id(each)) is not None]
    if form.other.data:
        readers.append(_by_email(form.other.data, "other"))
    with_levels = "with_levels" in form and bool(form.with_levels.data)
    services.sign(report, mentee, form.digest.data or "", readers, with_levels=with_levels)


def _by_email(email: str | None, field: str) -> Person:
    found = person_by_email(email or "")
    if found is None:
        raise RuleBroken(_("Nobody here has this address. Look at it once more."), field=field)
    return found
