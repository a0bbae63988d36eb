"""Sentences about pairs that pages and letters share."""

from __future__ import annotations

from app.cohorts.models import Cohort, Side
from app.core.i18n import gettext as _
from app.core.wording import day


def after_the_end(side: Side, cohort: Cohort) -> str:
    """What comes next for somebody whose pair has ended."""
    if side is Side.MENTOR:
        return _("Your seat is free again, and you are in the next run; say so if you would rather not be.")
    if cohort.next_run_on:
        return _("You are in the next run, on %(day)s; you need not do anything.", day=day(cohort.next_run_on))
    return _("You are in the next run; you need not do anything.")
