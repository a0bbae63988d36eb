"""When people of a cohort choose: mentees ask, and both sides keep lists, until it closes."""

from __future__ import annotations

from app.cohorts.models import Cohort
from programs.choice import FormOfChoice
from programs.phases import Phase

WHILE_ASKED = frozenset({Phase.SIGN_UP, Phase.MATCHING, Phase.RUNNING})


def may_ask(cohort: Cohort) -> bool:
    """Whether mentees of a cohort ask mentors themselves, now."""
    return cohort.form_of_choice is FormOfChoice.REQUESTED and cohort.phase in WHILE_ASKED
