"""An orientation: read by those who take part, looked at and put in other words by those who run the cohort."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort, Enrolment, Side
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id
from app.core.access import guarded
from app.core.db import session
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.pages import asked_page, paginate
from app.core.transactions import transactional
from app.orientation.blueprint import bp
from app.orientation.forms import WordsForm
from app.orientation.models import OrientationRead
from app.orientation.pages import card_views, words_of_program, words_to_change
from app.orientation.policy import OrientationAction
from app.orientation.queries import enrolment_by_public_id, orientation_of, own_words, readers, text_of, through
from app.orientation.services import change_words, note_read, restore_words
from app.people.queries import signed_in_person


@bp.get("/orientations/<pid:enrolment_id>")
@guarded(OrientationAction.READ, enrolment=enrolment_by_public_id)
def show(enrolment: Enrolment) -> ResponseReturnValue:
    return render_template(
        "orientation/show.html",
        enrolment=enrolment,
        cards=card_views(enrolment.cohort, enrolment.role),
        minutes=orientation_of(enrolment.cohort).minutes,
        read=session().get(OrientationRead, enrolment.id),
    )


@bp.post("/orientations/<pid:enrolment_id>/read")
@guarded(OrientationAction.READ, enrolment=enrolment_by_public_id)
@transactional
def read(enrolment: Enrolment) -> ResponseReturnValue:
    if note_read(enrolment, actor=signed_in_person()):
        flash(_("Noted. You can read it again whenever you like."), "good")
    return redirect(url_for("home.index"), code=303)


@bp.get("/cohorts/<pid:cohort_id>/orientation")
@guarded(OrientationAction.OVERSEE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def overview(cohort: Cohort) -> ResponseReturnValue:
    page = paginate(readers(cohort), asked_page())
    counts = [(side, through(cohort)[side]) for side in Side]
    return render_template("orientation/overview.html", cohort=cohort, page=page, counts=counts, own=own_words(cohort))


@bp.get("/cohorts/<pid:cohort_id>/settings/orientation/<word:side>")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def words(cohort: Cohort, side: str) -> ResponseReturnValue:
    chosen = _side(side)
    return _words_page(WordsForm(text=words_to_change(cohort, chosen)), cohort, chosen)


@bp.post("/cohorts/<pid:cohort_id>/settings/orientation/<word:side>")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def save_words(cohort: Cohort, side: str) -> ResponseReturnValue:
    form, chosen, actor = WordsForm(), _side(side), signed_in_person()
    if not accepts(form, lambda: change_words(cohort, chosen, form.text.data or "", actor=actor)):
        return _words_page(form, cohort, chosen)
    flash(_("Saved. Whoever has read it already is not asked again."), "good")
    return redirect(url_for(".overview", cohort_id=cohort.public_id), code=303)


@bp.post("/cohorts/<pid:cohort_id>/settings/orientation/<word:side>/restore")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def restore(cohort: Cohort, side: str) -> ResponseReturnValue:
    restore_words(cohort, _side(side), actor=signed_in_person())
    flash(_("It is back in the words of the program."), "good")
    return redirect(url_for(".overview", cohort_id=cohort.public_id), code=303)


def _side(name: str) -> Side:
    return Side(name) if name in set(Side) else abort(404)


def _words_page(form: WordsForm, cohort: Cohort, side: Side) -> ResponseReturnValue:
    context = {"side": side, "shipped": words_of_program(cohort, side), "is_own": text_of(cohort, side) is not None}
    return render("orientation/words.html", form, cohort=cohort, cards=card_views(cohort, side), **context)
