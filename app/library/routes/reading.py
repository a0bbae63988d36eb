"""A library, and a piece of it."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort
from app.cohorts.queries import cohort_by_public_id
from app.core.access import can, guarded
from app.library.blueprint import bp
from app.library.pages import shelves
from app.library.policy import LibraryAction
from app.library.queries import Shown, all_pieces, piece_of
from app.people.queries import signed_in_person


@bp.get("/cohorts/<pid:cohort_id>/library")
@guarded(LibraryAction.READ, cohort=cohort_by_public_id)
def index(cohort: Cohort) -> ResponseReturnValue:
    there = all_pieces(cohort)
    away = [each for each in there if each.is_put_away]
    return render_template("library/index.html", cohort=cohort, shelves=shelves(there), away=away, keeps=_keeps(cohort))


@bp.get("/cohorts/<pid:cohort_id>/library/<word:piece>")
@guarded(LibraryAction.READ, cohort=cohort_by_public_id)
def show(cohort: Cohort, piece: str) -> ResponseReturnValue:
    shown = readable(cohort, piece)
    return render_template("library/show.html", cohort=cohort, piece=shown, keeps=_keeps(cohort))


def readable(cohort: Cohort, name: str) -> Shown:
    """The piece; one that is put away is there for those who keep the library."""
    piece = piece_of(cohort, name)
    if piece is None or (piece.is_put_away and not _keeps(cohort)):
        abort(404)
    return piece


def _keeps(cohort: Cohort) -> bool:
    return can(signed_in_person(), LibraryAction.EDIT, cohort)
