"""How a cohort works, as its administrators say it; and that it is coaching after all. The caller commits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.cohorts.models import Cohort
from app.cohorts.services.archiving import archive
from app.cohorts.services.cohorts import locked
from app.core.audit import record
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase

COACHING, SME_COACHING = "coaching", "sme-coaching"
"""What a draft that is no mentoring can be called: one client at a time, or a program whose mentors also report."""


def change_practice(cohort: Cohort, wanted: Mapping[str, Any], *, actor: Person) -> bool:
    """Say how the cohort works; returns whether anything is different.

    Raises RuleBroken, naming the field, for an answer that is not offered, and after the launch.
    """
    locked(cohort)
    refuse_settled_practice(cohort)
    kind = PROGRAM_TYPES[cohort.program_type]
    steps = [(step.every_days, step.minutes) for step in kind.cadence]
    usual = kind.practice.changed_by({"seats_cap": kind.seats_cap, "cadence": steps})
    different = usual.changed_by(wanted).different_from(usual)
    different |= {"cadence": [list(step) for step in different["cadence"]]} if "cadence" in different else {}
    if different == cohort.practice:
        return False
    cohort.practice = different
    session().flush()
    record(actor, "cohort.practice_changed", cohort, practice=different)
    return True


def refuse_settled_practice(cohort: Cohort) -> None:
    """Raise RuleBroken once people have read how it works."""
    if cohort.phase is not Phase.DRAFT:
        raise RuleBroken(
            _("People have signed up for it as it is. Take it back to preparation, or make another cohort from it.")
        )


def relabel_as_coaching(cohort: Cohort, label: str = COACHING, *, actor: Person) -> None:
    """Put a draft away as what it is: it is not launched as mentoring, and nothing of it goes over to coaching.

    Raises RuleBroken for a label that there is not, and after the launch.
    """
    if label not in {COACHING, SME_COACHING}:
        raise RuleBroken(_("Choose one of the answers."))
    locked(cohort)
    refuse_settled_practice(cohort)
    archive(cohort, actor=actor)
    cohort.relabelled_as = label
    session().flush()
    record(actor, "cohort.relabelled", cohort, relabelled_as=label)
