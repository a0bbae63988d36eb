"""One report: begun by the mentee, written by the expert, read by the two and whom the mentee named."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.clock import today
from app.core.days import given
from app.core.forms import Form, accepts, render, result_of
from app.core.i18n import gettext as _
from app.core.organisation import organisation
from app.core.transactions import transactional
from app.observations import services
from app.observations.blueprint import bp
from app.observations.documents import Document, open_report
from app.observations.forms import ObservedForm, ReaderForm, ReplyForm, SignForm, TaskForm, said
from app.observations.models import ObservationReport, PaperKind
from app.observations.noting import note_reading
from app.observations.pages import STATES, report_page
from app.observations.policy import ObservationAction
from app.observations.queries import may_be_named, report_by_public_id
from app.observations.services.rating import before_and_after
from app.pairings.models import Pairing
from app.pairings.queries import pairing_by_public_id
from app.people.queries import signed_in_person

OPEN, READ, WRITE = ObservationAction.OPEN, ObservationAction.READ, ObservationAction.WRITE
WORDS = ("standard", "seen", "effect", "next_step")


@bp.get("/observations/with/<pid:pairing_id>/new")
@guarded(ObservationAction.BEGIN, see=OPEN, pairing=pairing_by_public_id)
def new(pairing: Pairing) -> ResponseReturnValue:
    form = TaskForm(formdata=None, data={"on": today(organisation().time_zone)})
    return render("observations/new.html", form, pairing=pairing)


@bp.post("/observations/with/<pid:pairing_id>/new")
@guarded(ObservationAction.BEGIN, see=OPEN, pairing=pairing_by_public_id)
@transactional
def begin(pairing: Pairing) -> ResponseReturnValue:
    form = TaskForm()
    report = result_of(form, lambda: _begun(form, pairing))
    if report is None:
        return render("observations/new.html", form, pairing=pairing)
    flash(_("%(name)s can write now. You read it first.", name=report.expert.first_name), "good")
    return to(report)


@bp.get("/observations/<pid:observation_id>")
@guarded(READ, observation=report_by_public_id)
def show(observation: ObservationReport) -> ResponseReturnValue:
    document = open_report(observation, signed_in_person())
    note_reading(observation, signed_in_person())
    return page_of(document)


@bp.get("/observations/<pid:observation_id>/write")
@guarded(WRITE, see=READ, observation=report_by_public_id)
def writing(observation: ObservationReport) -> ResponseReturnValue:
    document = open_report(observation, signed_in_person())
    kept = {name: getattr(document.content, name) for name in WORDS}
    form = ObservedForm(formdata=None, data={**kept, "version": document.written})
    return render("observations/write.html", form, page=report_page(document, signed_in_person()))


@bp.post("/observations/<pid:observation_id>/write")
@guarded(WRITE, see=READ, observation=report_by_public_id)
@transactional
def write(observation: ObservationReport) -> ResponseReturnValue:
    form, expert = ObservedForm(), signed_in_person()
    words = {name: form[name].data or "" for name in WORDS}
    if not accepts(form, lambda: services.observe(observation, expert, words, form.version.data or 0)):
        document = open_report(observation, expert)
        return render("observations/write.html", form, page=report_page(document, expert))
    flash(_("Kept. %(name)s reads it once you hand it over.", name=observation.mentee.first_name), "good")
    return to(observation)


@bp.post("/observations/<pid:observation_id>/hand-over")
@guarded(WRITE, see=READ, observation=report_by_public_id)
@transactional
def hand_over(observation: ObservationReport) -> ResponseReturnValue:
    services.hand_over(observation, signed_in_person())
    flash(_("%(name)s reads it now, and nobody else.", name=observation.mentee.first_name), "good")
    return to(observation)


def page_of(document: Document, refused: Form | None = None) -> ResponseReturnValue:
    """The page of a report, with the form that was refused in its place."""
    person = signed_in_person()
    reply = {"text": document.drawer.get(PaperKind.REPLY, "text")}
    forms = {
        "reply_form": refused if isinstance(refused, ReplyForm) else ReplyForm(formdata=None, data=reply),
        "sign_form": refused if isinstance(refused, SignForm) else sign_form(document.report, document.digest),
        "reader_form": refused if isinstance(refused, ReaderForm) else ReaderForm(formdata=None, prefix="reader"),
    }
    page = report_page(document, person)
    return render("observations/show.html", refused or forms["reply_form"], page=page, states=STATES, **forms)


def sign_form(report: ObservationReport, digest: str = "") -> SignForm:
    """The form in which the mentee names readers: as it was posted, or with what is shown."""
    form = SignForm(formdata=None, data={"digest": digest}, prefix="sign") if digest else SignForm(prefix="sign")
    mentee = report.mentee
    is_mentee = signed_in_person().id == mentee.id
    people = [(each.public_id, said(each, mentee)) for each in may_be_named(report)] if is_mentee else []
    form.offer(people, has_levels=is_mentee and bool(before_and_after(report.pairing, mentee)))
    return form


def to(report: ObservationReport) -> ResponseReturnValue:
    """Back to its page."""
    return redirect(url_for(".show", observation_id=report.public_id), code=303)


def _begun(form: TaskForm, pairing: Pairing) -> ObservationReport:
    return services.begin(
        pairing,
        signed_in_person(),
        task=form.task.data or "",
        on=given(form.on),
        level=int(form.level.data),
        why=form.why.data or "",
    )
