"""What the page of a cohort and its settings say of the orientation, to those who run it."""

from __future__ import annotations

from app.cohorts.models import Cohort, Side
from app.cohorts.queries import Counts
from app.cohorts.sections import Section, section
from app.cohorts.settings.pages import settings_part
from app.core.i18n import gettext as _
from app.orientation.queries import has_orientation, own_words, through
from app.people.models import Person
from programs.phases import Phase

WITHOUT = (Phase.DRAFT, Phase.CLOSED)


@section("orientation", order=50)
def who_is_through(_viewer: Person, cohort: Cohort, _counts: Counts) -> Section | None:
    """How many of either side have read theirs, once people know of the cohort."""
    if not has_orientation(cohort) or cohort.phase in WITHOUT:
        return None
    counts = through(cohort)
    if not sum(each.all for each in counts.values()):
        return None
    context = {"mentees": counts[Side.MENTEE], "mentors": counts[Side.MENTOR]}
    return Section(template="orientation/_cohort.html", context=context)


@settings_part
def words_of_orientation(cohort: Cohort) -> tuple[str, str, str] | None:
    """The way to its words, and whose they are."""
    if not has_orientation(cohort):
        return None
    says = _("In words of this cohort.") if own_words(cohort) else _("As the program has it.")
    return "orientation.overview", _("Orientation before the first meeting"), says
