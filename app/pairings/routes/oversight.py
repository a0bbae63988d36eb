"""The pairs of a cohort, for those who run it: who is with whom, never what they do together."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id
from app.cohorts.services import takes_pairs
from app.core.access import guarded
from app.core.audit import record
from app.core.csv_out import csv_response
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.pages import asked_page, asked_words, paginate
from app.core.transactions import transactional
from app.pairings.blueprint import bp
from app.pairings.lists import Shown, in_need, line_of, list_headings, list_page, listed_pairs
from app.pairings.models import Pairing
from app.pairings.policy import PairingAction
from app.pairings.queries import pairing_by_public_id
from app.pairings.services import undo_pairings
from app.people.opened import list_was_taken
from app.people.queries import signed_in_person


@bp.get("/cohorts/<pid:cohort_id>/pairs")
@guarded(CohortAction.OVERSEE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def index(cohort: Cohort) -> ResponseReturnValue:
    shown, words = _asked(), asked_words()
    pairs = paginate(listed_pairs(cohort, shown, words), asked_page())
    page = list_page(pairs, in_need(cohort))
    return render_template(
        "pairings/index.html", cohort=cohort, page=page, shown=shown, words=words, takes_pairs=takes_pairs(cohort)
    )


@bp.post("/cohorts/<pid:cohort_id>/pairs.csv")
@guarded(CohortAction.EXPORT, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def pairs_file(cohort: Cohort) -> ResponseReturnValue:
    pairs = session().scalars(listed_pairs(cohort, _asked(), asked_words())).all()
    record(signed_in_person(), "cohort.pairs_exported", cohort, rows=len(pairs))
    both = (each.person.public_id for pair in pairs for each in (pair.mentee, pair.mentor))
    list_was_taken(both, by=signed_in_person())
    name = _("Pairs of %(cohort)s", cohort=cohort.name)
    return csv_response(f"{name}.csv", list_headings(), [line_of(each) for each in pairs])


@bp.get("/pairs/<pid:pairing_id>/undo")
@guarded(PairingAction.UNDO, pairing=pairing_by_public_id)
def undoing(pairing: Pairing) -> ResponseReturnValue:
    if not pairing.is_open:
        return redirect(url_for(".index", cohort_id=pairing.cohort.public_id))
    return render_template("pairings/undo.html", pairing=pairing, cohort=pairing.cohort)


@bp.post("/pairs/<pid:pairing_id>/undo")
@guarded(PairingAction.UNDO, pairing=pairing_by_public_id)
@transactional
def undo(pairing: Pairing) -> ResponseReturnValue:
    undo_pairings([pairing], actor=signed_in_person())
    flash(_("The pair is taken back. Both are told, and both are in the next run."), "good")
    return redirect(url_for(".index", cohort_id=pairing.cohort.public_id))


def _asked() -> Shown:
    asked = request.args.get("shown", "")
    return Shown(asked) if asked in set(Shown) else Shown.OPEN
