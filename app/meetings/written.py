"""The questions of a session that a cohort has in its own words, as the look before the launch reads them."""

from __future__ import annotations

from collections.abc import Iterable

from app.cohorts.models import Cohort
from app.cohorts.written import writes
from app.core.i18n import gettext as _
from programs.lint import Written


@writes
def own_questions(cohort: Cohort) -> Iterable[Written]:
    """Those of each guide that was worded anew."""
    for guide in cohort.guides:
        if guide.name in cohort.own_guides:
            called = _("Questions: %(title)s", title=_(guide.title))
            yield Written(called, "\n".join(guide.questions), "meetings.guides")
