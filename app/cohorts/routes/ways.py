"""Where the letterhead leads to."""

from __future__ import annotations

from app.cohorts.policy import CohortAction
from app.core.access import can
from app.core.i18n import lazy_gettext as _l
from app.core.navigation import way
from app.people.models import Person


def lists_cohorts(person: Person) -> bool:
    return can(person, CohortAction.LIST)


way(_l("Cohorts"), "cohorts.index", order=20, visible=lists_cohorts)
