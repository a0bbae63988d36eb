"""The form of a milestone: shape only."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired

from app.cohorts.models import Cohort
from app.cohorts.services.settings import kind_of
from app.cohorts.settings.matching_form import whole
from app.core.forms import Form, at_most
from app.core.i18n import lazy_gettext as _l
from app.timelines.services.milestones import Wanted, may_show_manager
from programs.timeline import EARLIEST_DAY, LONGEST_THEME, LONGEST_TITLE, Milestone


class MilestoneForm(Form):
    """See ``milestone_form``: its days are those of a program type."""

    title = StringField(
        _l("What is worth having done"), [DataRequired(_l("Say what is worth having done.")), at_most(LONGEST_TITLE)]
    )
    theme = StringField(_l("Theme"), [DataRequired(_l("Name a theme.")), at_most(LONGEST_THEME)])

    def wanted(self) -> Wanted:
        """What was typed, as the services take it."""
        shown = "is_role_item" in self and bool(self["is_role_item"].data)
        return Wanted(
            day=self["day"].data, title=self.title.data or "", theme=self.theme.data or "", is_role_item=shown
        )


def milestone_form(cohort: Cohort, stands: Milestone | None = None) -> MilestoneForm:
    """The form filled with how a milestone stands; only a new one can be one that the manager sees ticked."""
    last = kind_of(cohort).duration_days_most
    fields: dict[str, Any] = {"day": whole(_l("Day"), stands.day if stands else None, EARLIEST_DAY, last)}
    if stands is None and may_show_manager(cohort):
        fields["is_role_item"] = BooleanField(_l("It belongs to the checklist of the role: the manager sees the tick"))
    form: type[MilestoneForm] = type("MilestoneForm", (MilestoneForm,), fields)
    return form(data={"title": stands.title, "theme": stands.theme} if stands else None)
