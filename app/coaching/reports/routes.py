"""The pages of reports."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.coaching.blueprint import bp
from app.coaching.models import Engagement
from app.coaching.reports import services
from app.coaching.reports.documents import Document, open_document
from app.coaching.reports.forms import CommentForm, ReaderForm, ReportForm, SignReportForm
from app.coaching.reports.models import CoachingReport
from app.coaching.reports.noting import note_reading
from app.coaching.reports.pages import STATES, report_page
from app.coaching.reports.policy import ReportAction
from app.coaching.reports.queries import readers_for, report_by_public_id
from app.coaching.with_coach.queries import coaching_by_public_id
from app.coaching.with_coach.services.agreeing import open_agreement
from app.core.access import guarded
from app.core.clock import today
from app.core.forms import Form, accepts, render, result_of
from app.core.i18n import gettext as _
from app.core.printing import PDF, as_pdf
from app.core.transactions import transactional
from app.people.models import Person
from app.people.queries import person_by_public_id, signed_in_person
from programs.reports import Report


@bp.get("/coaching/with-a-coach/<pid:engagement_id>/report")
@guarded(ReportAction.WRITE, engagement=coaching_by_public_id)
def new_report(engagement: Engagement) -> ResponseReturnValue:
    return _write_page(engagement, _form(engagement, until=today()))


@bp.post("/coaching/with-a-coach/<pid:engagement_id>/report")
@guarded(ReportAction.WRITE, engagement=coaching_by_public_id)
@transactional
def begin_report(engagement: Engagement) -> ResponseReturnValue:
    form, coach = _form(engagement), signed_in_person()
    made = result_of(form, lambda: services.begin(engagement, coach, _content(engagement, form)))
    return _to(made) if made is not None else _write_page(engagement, form)


@bp.get("/coaching/reports/<pid:report_id>")
@guarded(ReportAction.READ, report=report_by_public_id)
def report(report: CoachingReport) -> ResponseReturnValue:
    document = open_document(report, signed_in_person())
    note_reading(report, signed_in_person())
    return _page(document, None)


@bp.get("/coaching/reports/<pid:report_id>/change")
@guarded(ReportAction.CHANGE, see=ReportAction.READ, report=report_by_public_id)
def changing_report(report: CoachingReport) -> ResponseReturnValue:
    document = open_document(report, signed_in_person())
    content = document.content
    bands = {f"band_{number}": each.band.value for number, each in enumerate(content.goals, 1)}
    kept = {"until": content.until, "support": [each.value for each in content.support], "note": content.note}
    form = _form(report.engagement, version=document.paper.version, **kept, **bands)
    return _write_page(report.engagement, form, report)


@bp.post("/coaching/reports/<pid:report_id>/change")
@guarded(ReportAction.CHANGE, see=ReportAction.READ, report=report_by_public_id)
@transactional
def change_report(report: CoachingReport) -> ResponseReturnValue:
    form, coach, engagement = _form(report.engagement), signed_in_person(), report.engagement
    seen = form.version.data or 0
    if not accepts(form, lambda: services.change(report, coach, seen, _content(engagement, form))):
        return _write_page(engagement, form, report)
    return _to(report)


@bp.post("/coaching/reports/<pid:report_id>/hand-over")
@guarded(ReportAction.CHANGE, see=ReportAction.READ, report=report_by_public_id)
@transactional
def hand_over(report: CoachingReport) -> ResponseReturnValue:
    services.hand_over(report, signed_in_person())
    flash(_("It lies before %(name)s now, and before nobody else.", name=report.engagement.client.name), "good")
    return _to(report)


@bp.post("/coaching/reports/<pid:report_id>/send-back")
@guarded(ReportAction.ANSWER, see=ReportAction.READ, report=report_by_public_id)
@transactional
def send_back(report: CoachingReport) -> ResponseReturnValue:
    form, client = CommentForm(prefix="comment"), signed_in_person()
    document = open_document(report, client)
    if not accepts(form, lambda: services.send_back(report, client, form.text.data or "")):
        return _page(document, form)
    flash(_("It is with your coach again. Only the two of you know of it."), "good")
    return redirect(url_for(".coaching", engagement_id=report.engagement.public_id), code=303)


@bp.post("/coaching/reports/<pid:report_id>/sign")
@guarded(ReportAction.ANSWER, see=ReportAction.READ, report=report_by_public_id)
@transactional
def sign_report(report: CoachingReport) -> ResponseReturnValue:
    form, client = _sign_form(report), signed_in_person()
    document = open_document(report, client)
    if not accepts(form, lambda: services.sign(report, client, form.digest.data or "", _people(form.readers.data))):
        return _page(document, form)
    flash(_("You have signed. Whom you named can read it from now on."), "good")
    return _to(report)


@bp.post("/coaching/reports/<pid:report_id>/put-away")
@guarded(ReportAction.READ, report=report_by_public_id)
@transactional
def put_away_report(report: CoachingReport) -> ResponseReturnValue:
    if report.engagement.client_id != signed_in_person().id and report.author_id != signed_in_person().id:
        abort(403)
    services.put_away(report, signed_in_person())
    flash(_("It is put away, and nobody else ever learns of it."), "quiet")
    return redirect(url_for(".coaching", engagement_id=report.engagement.public_id), code=303)


@bp.post("/coaching/reports/<pid:report_id>/withdraw")
@guarded(ReportAction.DECIDE, see=ReportAction.READ, report=report_by_public_id)
@transactional
def withdraw_report(report: CoachingReport) -> ResponseReturnValue:
    services.take_back(report, signed_in_person())
    flash(_("It is withdrawn. Nobody whom you had named finds it any more."), "good")
    return _to(report)


@bp.post("/coaching/reports/<pid:report_id>/readers")
@guarded(ReportAction.DECIDE, see=ReportAction.READ, report=report_by_public_id)
@transactional
def name_reader(report: CoachingReport) -> ResponseReturnValue:
    services.name_reader(report, _reader())
    return _to(report)


@bp.post("/coaching/reports/<pid:report_id>/readers/end")
@guarded(ReportAction.DECIDE, see=ReportAction.READ, report=report_by_public_id)
@transactional
def end_reader(report: CoachingReport) -> ResponseReturnValue:
    services.take_back(report, signed_in_person(), _reader())
    return _to(report)


@bp.post("/coaching/reports/<pid:report_id>/file")
@guarded(ReportAction.READ, report=report_by_public_id)
@transactional
def report_file(report: CoachingReport) -> ResponseReturnValue:
    document = open_document(report, signed_in_person())
    services.note_export(document, signed_in_person())
    answer = Response(as_pdf(document.sheet), mimetype=PDF)
    answer.headers.add("Content-Disposition", "attachment", filename=f"coaching-report-{document.content.until}.pdf")
    return answer


def _page(document: Document, refused: Form | None) -> ResponseReturnValue:
    report, person = document.report, signed_in_person()
    comment = refused if isinstance(refused, CommentForm) else CommentForm(formdata=None, prefix="comment")
    sign = refused if isinstance(refused, SignReportForm) else _sign_form(report, document)
    page = report_page(document, person)
    context = {"page": page, "sign_form": sign, "comment_form": comment, "states": STATES}
    return render("coaching/reports/show.html", refused or comment, **context)


def _write_page(engagement: Engagement, form: ReportForm, report: CoachingReport | None = None) -> ResponseReturnValue:
    return render("coaching/reports/write.html", form, engagement=engagement, report=report)


def _form(engagement: Engagement, **kept: Any) -> ReportForm:
    form = ReportForm(formdata=None, data=kept) if kept else ReportForm()
    form.ask_for(open_agreement(engagement, signed_in_person()).agreement.goals)
    return form


def _sign_form(report: CoachingReport, document: Document | None = None) -> SignReportForm:
    if document is None:
        form = SignReportForm()
    else:
        sponsor = report.engagement.sponsor
        chosen = [sponsor.public_id] if sponsor is not None else []
        form = SignReportForm(formdata=None, data={"digest": document.digest, "readers": chosen})
    form.offer_readers(readers_for(report.engagement))
    return form


def _content(engagement: Engagement, form: ReportForm) -> Report:
    return services.compose(
        engagement,
        signed_in_person(),
        until=form.until.data or today(),
        bands=form.bands,
        support=form.wanted,
        note=form.note.data or "",
    )


def _people(public_ids: list[str] | None) -> list[Person]:
    return [found for each in public_ids or () if (found := person_by_public_id(each)) is not None]


def _reader() -> Person:
    form = ReaderForm()
    found = person_by_public_id(form.person.data or "") if form.validate_on_submit() else None
    return found or abort(400)


def _to(report: CoachingReport) -> ResponseReturnValue:
    return redirect(url_for(".report", report_id=report.public_id), code=303)
