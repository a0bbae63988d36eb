"""What comes due with time: everybody who arrives is taken in, matched, published and told, whatever was missed."""

from __future__ import annotations

from datetime import timedelta

from app.arrivals.queries import locked_cohorts
from app.arrivals.services import (
    close_records,
    follow_start_dates,
    propose,
    publish_due,
    take_in,
    tell_newcomers,
)
from app.arrivals.services.publishing import settle_paired
from app.core.due import due
from app.matching_runs.services import match_newcomers


@due("arrivals.follow", every=timedelta(hours=1))
def follow() -> None:
    """One round of all of it, each step by what is so now: a worker that was away for days makes up for it here."""
    follow_start_dates()
    take_in()
    for cohort in locked_cohorts():
        settle_paired(cohort)
    propose()
    publish_due()
    match_newcomers()
    tell_newcomers()
    close_records()
