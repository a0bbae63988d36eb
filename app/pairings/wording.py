"""Sentences about pairs that pages and letters share."""

from __future__ import annotations

from collections.abc import Sequence

from app.cohorts.models import Enrolment, Side
from app.core.i18n import gettext as _
from app.core.i18n import say
from app.core.wording import day
from app.pairings.models import Ending, Pairing
from matching import Part
from programs.catalogue import PROGRAM_TYPES
from programs.reasons import Pair, pair_reasons

NAMED = 5


def named(pairs: Sequence[tuple[Enrolment, Enrolment]], *, among: int | None = None) -> str:
    """Who the first few mentees and mentors are, and how many pairs more; by default ``among`` these."""
    total = len(pairs) if among is None else among
    names = [
        _("%(mentee)s with %(mentor)s", mentee=mentee.person.name, mentor=mentor.person.name)
        for mentee, mentor in pairs[:NAMED]
    ]
    if total > NAMED:
        names.append(_("%(count)s more", count=total - NAMED))
    return ", ".join(names)


def not_done(because: str, pairs: Sequence[tuple[Enrolment, Enrolment]]) -> str:
    """The sentence that refuses these pairs."""
    return _("%(why)s %(names)s. Nothing was done.", why=because, names=named(pairs))


def why(pairing: Pairing) -> list[str]:
    """Why these two, in the words that both may read: never a score, a level or another person."""
    kind = PROGRAM_TYPES[pairing.cohort.program_type]
    names = Pair(pairing.mentee.person.first_name, pairing.mentor.person.first_name)
    parts = [Part(**part) for part in pairing.reasons]
    return [say(sentence) for sentence in pair_reasons(kind.reasons, parts, names)]


def after_the_end(side: Side, pairing: Pairing) -> str:
    """What comes next for somebody whose pair has ended."""
    cohort = pairing.cohort
    if pairing.ending is Ending.COMPLETED:
        return _("If you both like, go on meeting; nothing here asks you to.")
    if side is Side.MENTOR:
        return _("Your seat is free again and offered in the next run; you can say “no new mentees” at any time.")
    if cohort.next_run_on:
        return _("You are in the next run, on %(day)s; you need not do anything.", day=day(cohort.next_run_on))
    return _("You are in the next run; you need not do anything.")
