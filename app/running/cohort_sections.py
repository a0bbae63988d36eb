"""The page of a cohort while its pairs meet: how it opens, and what needs a hand today."""

from __future__ import annotations

from app.cohorts.models import Cohort
from app.cohorts.openings import Figure, Opening, opens
from app.cohorts.queries import Counts
from app.core.i18n import gettext as _
from app.core.sections import Section
from app.core.wording import day_short, number
from app.running.pages import finding_of, first_rows
from app.running.queries import Figures, figures_of
from programs.phases import Phase


@opens(Phase.RUNNING, Phase.CLOSING)
def running(cohort: Cohort, counts: Counts) -> Opening:
    """Five figures, whether anybody needs a hand, and the most urgent few."""
    figures = figures_of(cohort)
    told = _("You see whether a pair has begun, is under way or has gone quiet; how often they meet stays with them.")
    next_run = _("next run %(day)s", day=day_short(cohort.next_run_on)) if cohort.next_run_on else ""
    return Opening(
        finding=finding_of(figures),
        lead=told,
        figures=[
            Figure(_("Pairs"), number(figures.pairs), _("of %(count)s mentees", count=number(counts.mentees))),
            Figure(_("Under way"), number(figures.under_way)),
            Figure(_("Not begun"), number(figures.not_begun)),
            Figure(_("Quiet"), number(figures.quiet), _("over 3 weeks")),
            Figure(_("Waiting"), number(figures.waiting), next_run),
        ],
        section=_hands(cohort, figures),
    )


def _hands(cohort: Cohort, figures: Figures) -> Section:
    rows = first_rows(cohort, figures)
    more = sum(figures.hands.values()) - len(rows)
    return Section(template="running/_hands.html", context={"rows": rows, "more": more})
