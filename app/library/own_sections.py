"""What the page of a cohort says of its library: to those who take part, and in the settings to those who run it."""

from __future__ import annotations

from app.cohorts.models import Cohort
from app.cohorts.sections import Section, own_section
from app.cohorts.settings.pages import settings_part
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.wording import spelled
from app.library.queries import all_pieces, library_of, pieces
from app.people.models import Person


@own_section("library", order=40)
def something_to_read(_person: Person, cohort: Cohort) -> Section | None:
    """How many pieces there are, and the way to them."""
    there = pieces(cohort) if library_of(cohort) else []
    return Section(template="library/_own.html", context={"pieces": there}) if there else None


@settings_part
def library(cohort: Cohort) -> tuple[str, str, str] | None:
    """The way to it, with how many pieces there are and how many were worded anew."""
    if library_of(cohort) is None:
        return None
    there = [each for each in all_pieces(cohort) if not each.is_put_away]
    many = ngettext("One piece.", "%(count)s pieces.", len(there), count=spelled(len(there)).capitalize())
    changed = sum(each.is_changed for each in there)
    if changed:
        words = ngettext("One in your words.", "%(count)s in your words.", changed, count=spelled(changed).capitalize())
        return "library.index", _("The library"), f"{many} {words}"
    return "library.index", _("The library"), f"{many} {_('As the program has it.')}"
