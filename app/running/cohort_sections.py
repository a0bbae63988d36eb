"""The page of a cohort while its pairs meet: how it opens, and what needs a hand today."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from app.cohorts.models import Cohort
from app.cohorts.openings import Figure, Opening, opens
from app.cohorts.queries import Counts
from app.cohorts.sections import Section, section
from app.core.i18n import gettext as _
from app.core.wording import day_short, number
from app.people.models import Person
from app.running.pages import finding_of, first_rows
from app.running.queries import Figures, figures_of
from programs.phases import Phase

MEETING = (Phase.RUNNING, Phase.CLOSING)
# The opening and the section of one page share them; a cohort that is read anew is counted anew.
_COUNTED: WeakKeyDictionary[Cohort, Figures] = WeakKeyDictionary()


@opens(*MEETING)
def running(cohort: Cohort, counts: Counts) -> Opening:
    """Five figures, and whether anybody needs a hand."""
    figures = _figures(cohort)
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
    )


@section("running", order=5)
def needs_a_hand(_viewer: Person, cohort: Cohort, _counts: Counts) -> Section | None:
    """The most urgent few."""
    if cohort.phase not in MEETING:
        return None
    figures = _figures(cohort)
    rows = first_rows(cohort, figures)
    more = sum(figures.hands.values()) - len(rows)
    return Section(template="running/_hands.html", context={"rows": rows, "more": more})


def _figures(cohort: Cohort) -> Figures:
    if cohort not in _COUNTED:
        _COUNTED[cohort] = figures_of(cohort)
    return _COUNTED[cohort]
