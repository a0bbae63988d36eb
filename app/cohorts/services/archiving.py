"""Cohorts that are over and drafts that came to nothing: put away, out of the lists, readable. The caller commits."""

from __future__ import annotations

from app.cohorts.models import Cohort
from app.cohorts.services.cohorts import locked
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Person
from programs.phases import Phase

PUT_AWAY_IN = frozenset({Phase.DRAFT, Phase.CLOSED})


def archive(cohort: Cohort, *, actor: Person) -> None:
    """Take a cohort out of the lists. Raises RuleBroken while people take part in it."""
    locked(cohort)
    if cohort.phase not in PUT_AWAY_IN:
        raise RuleBroken(_("People take part in this cohort. It can be put away once it has ended."))
    if cohort.archived_at is None:
        cohort.archived_at = now()
        session().flush()
        record(actor, "cohort.archived", cohort)


def bring_back(cohort: Cohort, *, actor: Person) -> None:
    """Put it into the lists again, as it was."""
    locked(cohort)
    if cohort.archived_at is not None:
        cohort.archived_at, cohort.relabelled_as = None, None
        session().flush()
        record(actor, "cohort.brought_back", cohort)
