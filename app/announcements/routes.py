"""The pages about writing to people: what was written, a new letter, its preview, and off it goes once."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.announcements.blueprint import bp
from app.announcements.forms import LetterForm, SendForm, with_groups
from app.announcements.letters import paragraphs
from app.announcements.models import Announcement
from app.announcements.pages import file_headings, file_rows, groups_of, label_of, preview_page
from app.announcements.policy import AnnouncementAction
from app.announcements.queries import announcement_by_public_id, announcements_of
from app.announcements.services import preview_of, send_announcement
from app.cohorts.models import Cohort
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id
from app.core.access import guarded
from app.core.audit import record
from app.core.csv_out import csv_response
from app.core.db import session
from app.core.forms import render, result_of
from app.core.i18n import ngettext
from app.core.pages import asked_page, paginate
from app.core.transactions import transactional
from app.core.wording import number
from app.people.queries import signed_in_person


@bp.get("/cohorts/<pid:cohort_id>/letters")
@guarded(AnnouncementAction.WRITE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def index(cohort: Cohort) -> ResponseReturnValue:
    page = paginate(announcements_of(cohort), asked_page())
    return render_template("announcements/index.html", cohort=cohort, page=page, label_of=label_of)


@bp.post("/cohorts/<pid:cohort_id>/letters.csv")
@guarded(AnnouncementAction.WRITE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def file(cohort: Cohort) -> ResponseReturnValue:
    letters = session().scalars(announcements_of(cohort)).all()
    record(signed_in_person(), "cohort.letters_exported", cohort, rows=len(letters))
    return csv_response(f"{cohort.name}.csv", file_headings(), file_rows(letters))


@bp.get("/cohorts/<pid:cohort_id>/letters/new")
@guarded(AnnouncementAction.WRITE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def new(cohort: Cohort) -> ResponseReturnValue:
    return _compose_page(cohort, LetterForm(data={"audience": request.args.get("audience", "")}))


@bp.post("/cohorts/<pid:cohort_id>/letters/preview")
@guarded(AnnouncementAction.WRITE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def preview(cohort: Cohort) -> ResponseReturnValue:
    form = with_groups(LetterForm(), groups_of(cohort))
    if request.form.get("again") or (found := result_of(form, lambda: preview_of(cohort, form.typed()))) is None:
        return _compose_page(cohort, form)
    page = preview_page(cohort, form.typed(), found, signed_in_person())
    return render_template("announcements/preview.html", cohort=cohort, form=form, page=page, key=found.key)


@bp.post("/cohorts/<pid:cohort_id>/letters/send")
@guarded(AnnouncementAction.WRITE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def send(cohort: Cohort) -> ResponseReturnValue:
    form = SendForm()
    with_groups(form, groups_of(cohort))
    key = form.key.data or ""
    sent = result_of(form, lambda: send_announcement(cohort, form.typed(), key, actor=signed_in_person()))
    if sent is None:
        return _compose_page(cohort, form)
    count = sent.recipients
    flash(
        ngettext("Your letter is on its way.", "%(count)s letters are on their way.", count, count=number(count)),
        "good",
    )
    return redirect(url_for(".index", cohort_id=cohort.public_id))


@bp.get("/cohorts/letters/<pid:announcement_id>")
@guarded(AnnouncementAction.READ, announcement=announcement_by_public_id)
def show(announcement: Announcement) -> ResponseReturnValue:
    context = {"cohort": announcement.cohort, "group": label_of(announcement.audience)}
    said = paragraphs(announcement.words)
    return render_template("announcements/show.html", letter=announcement, paragraphs=said, **context)


def _compose_page(cohort: Cohort, form: LetterForm) -> ResponseReturnValue:
    with_groups(form, groups_of(cohort))
    return render("announcements/new.html", form, cohort=cohort)
