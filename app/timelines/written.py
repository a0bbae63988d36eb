"""The milestones that a cohort has in its own words, as the look before the launch reads them."""

from __future__ import annotations

from collections.abc import Iterable

from app.cohorts.models import Cohort
from app.cohorts.services.settings import kind_of
from app.cohorts.written import writes
from app.core.i18n import gettext as _
from programs.lint import Written


@writes
def own_milestones(cohort: Cohort) -> Iterable[Written]:
    """Those whose words the program does not have."""
    usual = {words for each in kind_of(cohort).milestones for words in (each.title, each.theme)}
    for each in cohort.milestones:
        for words in (each.title, each.theme):
            if words not in usual:
                yield Written(_("Milestone of day %(day)s", day=each.day), words, "timelines.milestones")
