"""What the settings of a cohort say of its milestones."""

from __future__ import annotations

from app.cohorts.models import Cohort
from app.cohorts.settings.pages import settings_part
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.wording import spelled
from app.timelines.services.milestones import is_as_the_program_has_it


@settings_part
def milestones(cohort: Cohort) -> tuple[str, str, str]:
    """The way to them, how many there are, and whether they are the program’s."""
    count = len(cohort.milestones)
    many = ngettext("One milestone.", "%(many)s milestones.", count, many=spelled(count).capitalize())
    says = many if count else _("None: people see no timeline.")
    whose = _("As the program has it.") if is_as_the_program_has_it(cohort) else _("Adjusted for this cohort.")
    return "timelines.milestones", _("What is done by when"), f"{says} {whose}"
