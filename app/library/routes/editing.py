"""A library is worded anew by those who run its cohort."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort
from app.cohorts.queries import cohort_by_public_id
from app.core.access import guarded
from app.core.forms import accepts, render, result_of
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.library.blueprint import bp
from app.library.forms import PieceForm, piece_form
from app.library.policy import LibraryAction
from app.library.queries import Shown, piece_of, version_of, versions_of
from app.library.services import add_piece, go_back_to, put_away, word_anew
from app.people.queries import signed_in_person

KEPT = LibraryAction.EDIT
READ = LibraryAction.READ


@bp.get("/cohorts/<pid:cohort_id>/library/add")
@guarded(KEPT, see=READ, cohort=cohort_by_public_id)
def new(cohort: Cohort) -> ResponseReturnValue:
    return render("library/edit.html", PieceForm(), cohort=cohort, piece=None, versions=[])


@bp.post("/cohorts/<pid:cohort_id>/library/add")
@guarded(KEPT, see=READ, cohort=cohort_by_public_id)
@transactional
def add(cohort: Cohort) -> ResponseReturnValue:
    form = PieceForm()
    name = result_of(form, lambda: add_piece(cohort, form.entered(), actor=signed_in_person()))
    if name is None:
        return render("library/edit.html", form, cohort=cohort, piece=None, versions=[])
    flash(_("It stands in the library. Everybody who takes part can read it."), "good")
    return redirect(url_for(".show", cohort_id=cohort.public_id, piece=name))


@bp.get("/cohorts/<pid:cohort_id>/library/<word:piece>/edit")
@guarded(KEPT, see=READ, cohort=cohort_by_public_id)
def edit(cohort: Cohort, piece: str) -> ResponseReturnValue:
    shown = _piece(cohort, piece)
    return _page(cohort, shown, piece_form(shown.words, shown.number))


@bp.post("/cohorts/<pid:cohort_id>/library/<word:piece>/edit")
@guarded(KEPT, see=READ, cohort=cohort_by_public_id)
@transactional
def save(cohort: Cohort, piece: str) -> ResponseReturnValue:
    form, shown, me = PieceForm(), _piece(cohort, piece), signed_in_person()
    if not accepts(form, lambda: word_anew(cohort, shown, form.entered(), seen=form.began_from(), actor=me)):
        return _page(cohort, shown, form)
    flash(_("Saved. The earlier words are kept."), "good")
    return redirect(url_for(".show", cohort_id=cohort.public_id, piece=piece))


@bp.get("/cohorts/<pid:cohort_id>/library/<word:piece>/versions/<int:number>")
@guarded(KEPT, see=READ, cohort=cohort_by_public_id)
def version(cohort: Cohort, piece: str, number: int) -> ResponseReturnValue:
    shown, row = _piece(cohort, piece), version_of(cohort, piece, number)
    if row is None or row.is_programs:
        abort(404)
    return render_template("library/version.html", cohort=cohort, piece=shown, row=row, words=row.as_words)


@bp.post("/cohorts/<pid:cohort_id>/library/<word:piece>/back")
@guarded(KEPT, see=READ, cohort=cohort_by_public_id)
@transactional
def back(cohort: Cohort, piece: str) -> ResponseReturnValue:
    asked = request.form.get("number", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else -1
    go_back_to(cohort, _piece(cohort, piece), number, actor=signed_in_person())
    flash(_("These words stand in the library again."), "good")
    return redirect(url_for(".show", cohort_id=cohort.public_id, piece=piece))


@bp.post("/cohorts/<pid:cohort_id>/library/<word:piece>/away")
@guarded(KEPT, see=READ, cohort=cohort_by_public_id)
@transactional
def away(cohort: Cohort, piece: str) -> ResponseReturnValue:
    put_away(cohort, _piece(cohort, piece), is_away="back" not in request.form, actor=signed_in_person())
    return redirect(url_for(".index", cohort_id=cohort.public_id))


def _piece(cohort: Cohort, name: str) -> Shown:
    return piece_of(cohort, name) or abort(404)


def _page(cohort: Cohort, piece: Shown, form: PieceForm) -> ResponseReturnValue:
    return render("library/edit.html", form, cohort=cohort, piece=piece, versions=versions_of(cohort, piece.name))
