"""A manager’s pages. They say the same about everybody who reports to them, whatever these take part in."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded, signed_in
from app.core.errors import RuleBroken
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.navigation import way
from app.core.pages import asked_page, paginate
from app.core.transactions import transactional
from app.managers.forms import SuggestionForm, TeamSuggestionForm
from app.managers.models import Suggestion
from app.managers.pages import busy_page, clash, first_words, left
from app.managers.policy import ReportAction, SuggestionAction
from app.managers.queries import suggestion_by_public_id, suggestions_by
from app.managers.routes.blueprint import bp
from app.managers.services import change_suggestion, leave_suggestion, take_back
from app.people.models import Person
from app.people.queries import direct_reports, person_by_public_id, signed_in_person
from app.people.report_sections import sections_of

way(_l("My team"), "managers.team", order=30, visible=lambda person: person.has_reports)

own_report = guarded(ReportAction.VIEW, person=person_by_public_id)
own_words = guarded(SuggestionAction.CHANGE, suggestion=suggestion_by_public_id)


@bp.get("/my-team")
@signed_in
def team() -> ResponseReturnValue:
    return team_page(TeamSuggestionForm())


@bp.post("/my-team")
@signed_in
@transactional
def leave() -> ResponseReturnValue:
    form, actor = TeamSuggestionForm(), signed_in_person()
    if not accepts(form, lambda: leave_suggestion(chosen(form), form.words.data or "", actor=actor)):
        return team_page(form)
    flash(_("Left. You will not hear what becomes of it, and that is as it should be."), "good")
    return redirect(url_for(".team"), code=303)


@bp.get("/my-team/<pid:person_id>")
@own_report
def report(person: Person) -> ResponseReturnValue:
    span = clash(person, request.args.get("clashes"))
    words = first_words(span, signed_in_person())
    return report_page(person, SuggestionForm(data={"words": words, "clashes": span.start.isoformat() if span else ""}))


@bp.post("/my-team/<pid:person_id>")
@own_report
@transactional
def leave_for(person: Person) -> ResponseReturnValue:
    form, actor = SuggestionForm(), signed_in_person()
    span = clash(person, form.clashes.data)
    about = span.start if span else None
    if not accepts(form, lambda: leave_suggestion(person, form.words.data or "", actor=actor, clashes_at=about)):
        return report_page(person, form)
    flash(_("Left. You will not hear what becomes of it, and that is as it should be."), "good")
    return redirect(url_for(".report", person_id=person.public_id), code=303)


@bp.get("/my-team/suggestions/<pid:suggestion_id>")
@own_words
def edit(suggestion: Suggestion) -> ResponseReturnValue:
    return render("managers/edit.html", SuggestionForm(obj=suggestion), left=left([suggestion])[0])


@bp.post("/my-team/suggestions/<pid:suggestion_id>")
@own_words
@transactional
def change(suggestion: Suggestion) -> ResponseReturnValue:
    form = SuggestionForm()
    if not accepts(form, lambda: change_suggestion(suggestion, form.words.data or "", actor=signed_in_person())):
        return render("managers/edit.html", form, left=left([suggestion])[0])
    flash(_("Changed."), "good")
    return redirect(url_for(".report", person_id=suggestion.reader.public_id), code=303)


@bp.post("/my-team/suggestions/<pid:suggestion_id>/take-back")
@own_words
@transactional
def undo(suggestion: Suggestion) -> ResponseReturnValue:
    reader = suggestion.reader.public_id
    take_back(suggestion, actor=signed_in_person())
    flash(_("Taken back, as if you had never left it."), "good")
    return redirect(url_for(".report", person_id=reader), code=303)


def chosen(form: TeamSuggestionForm) -> Person:
    """Whom it is for. Raises RuleBroken for anybody who does not report to the one who asks."""
    found = (each for each in direct_reports(signed_in_person()) if each.public_id == form.person.data)
    person = next(found, None)
    if person is None:
        raise RuleBroken(_("Choose one of your people."), field="person")
    return person


def team_page(form: TeamSuggestionForm) -> ResponseReturnValue:
    """Everybody who reports to the one who asks, and what they were left."""
    actor = signed_in_person()
    people = direct_reports(actor)
    form.offer(people)
    page = paginate(suggestions_by(actor), asked_page())
    return render("managers/team.html", form, people=people, page=page, left=left(page.rows))


def report_page(person: Person, form: SuggestionForm) -> ResponseReturnValue:
    """One of them: a suggestion, busy times if there are any to be seen, how to support."""
    actor = signed_in_person()
    before = paginate(suggestions_by(actor).where(Suggestion.reader_id == person.id), asked_page())
    busy = busy_page(person, actor)
    _next, more = sections_of(actor, person)
    shown = {"busy": busy, "page": before, "left": left(before.rows), "sections": more}
    return render("managers/report.html", form, person=person, **shown)
