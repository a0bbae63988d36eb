"""Sentences about pairs that pages and letters share."""

from __future__ import annotations

from app.cohorts.models import Cohort, Side
from app.core.i18n import gettext as _
from app.core.i18n import say
from app.core.wording import day
from app.pairings.models import Pairing
from matching import Part
from programs.catalogue import PROGRAM_TYPES
from programs.reasons import Pair, pair_reasons


def why(pairing: Pairing) -> list[str]:
    """Why these two, in the words that both may read: never a score, a level or another person."""
    kind = PROGRAM_TYPES[pairing.cohort.program_type]
    names = Pair(pairing.mentee.person.first_name, pairing.mentor.person.first_name)
    parts = [Part(**part) for part in pairing.reasons]
    return [say(sentence) for sentence in pair_reasons(kind.reasons, parts, names)]


def after_the_end(side: Side, cohort: Cohort) -> str:
    """What comes next for somebody whose pair has ended."""
    if side is Side.MENTOR:
        return _("Your seat is free again and offered in the next run; you can say “no new mentees” at any time.")
    if cohort.next_run_on:
        return _("You are in the next run, on %(day)s; you need not do anything.", day=day(cohort.next_run_on))
    return _("You are in the next run; you need not do anything.")
