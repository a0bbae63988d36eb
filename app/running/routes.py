"""What needs a hand in a running cohort, in full."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id
from app.core.access import guarded
from app.core.audit import record
from app.core.csv_out import csv_response
from app.core.i18n import gettext as _
from app.core.pages import asked_page
from app.core.transactions import transactional
from app.people.queries import signed_in_person
from app.running.blueprint import bp
from app.running.pages import LABELS, all_rows, hand_headings, hand_line, page_of
from app.running.queries import Hand, figures_of


@bp.get("/cohorts/<pid:cohort_id>/hands")
@guarded(CohortAction.OVERSEE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def hands(cohort: Cohort) -> ResponseReturnValue:
    figures = figures_of(cohort)
    hand = _asked_hand(figures.hands)
    page = page_of(cohort, figures, hand, asked_page())
    return render_template(
        "running/hands.html", cohort=cohort, page=page, hand=hand, hands=figures.hands, labels=LABELS
    )


@bp.post("/cohorts/<pid:cohort_id>/hands.csv")
@guarded(CohortAction.EXPORT, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def hands_file(cohort: Cohort) -> ResponseReturnValue:
    rows = list(all_rows(cohort, figures_of(cohort)))
    record(signed_in_person(), "cohort.hands_exported", cohort, rows=len(rows))
    name = _("%(cohort)s, what needs a hand", cohort=cohort.name)
    return csv_response(f"{name}.csv", hand_headings(), (hand_line(row) for row in rows))


def _asked_hand(counts: dict[Hand, int]) -> Hand:
    asked = request.args.get("kind", "")
    if asked in set(Hand):
        return Hand(asked)
    return next((hand for hand, count in counts.items() if count), Hand.NEEDS_MENTOR)
