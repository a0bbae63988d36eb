"""What phases and sides are called, and what a program type means in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from app.cohorts.models import Cohort, Side
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.i18n import ngettext
from programs.phases import Phase
from programs.types import Cadence, ProgramType

PHASES = {
    Phase.DRAFT: _l("Being prepared"),
    Phase.SIGN_UP: _l("Sign-up is open"),
    Phase.MATCHING: _l("Matching"),
    Phase.RUNNING: _l("Running"),
    Phase.CLOSING: _l("Closing"),
    Phase.CLOSED: _l("Ended"),
}
ROAD = {
    Phase.DRAFT: _l("Prepared"),
    Phase.SIGN_UP: _l("Sign-up"),
    Phase.MATCHING: _l("Matching"),
    Phase.RUNNING: _l("Running"),
    Phase.CLOSING: _l("Closing"),
    Phase.CLOSED: _l("End"),
}
MOVES = {
    Phase.DRAFT: _l("Take it back to preparation"),
    Phase.SIGN_UP: _l("Open sign-up"),
    Phase.MATCHING: _l("Close sign-up and begin matching"),
    Phase.RUNNING: _l("Let it run"),
    Phase.CLOSING: _l("Begin closing"),
    Phase.CLOSED: _l("End this cohort"),
}
SIDES = {Side.MENTEE: _l("Mentee"), Side.MENTOR: _l("Mentor")}
SIDES_PLURAL = {Side.MENTEE: _l("Mentees"), Side.MENTOR: _l("Mentors")}
EVERY = {7: _l("every week"), 14: _l("every two weeks"), 21: _l("every three weeks"), 30: _l("every month")}


def program_in_words(kind: ProgramType, cohort: Cohort | None = None) -> list[str]:
    """What this type means for seats, length and how often the two meet; as a cohort of it has them."""
    seats = ngettext("A mentor takes one mentee.", "A mentor takes %(num)s mentees.", kind.seats)
    cap = kind.seats_cap if cohort is None else cohort.seats_cap
    most = _("%(seats)s Whoever wants more may take %(most)s.", seats=seats, most=cap) if cap > kind.seats else seats
    return [most, _length(kind), _meetings(kind.cadence if cohort is None else cohort.cadence)]


def _length(kind: ProgramType) -> str:
    usual, longest = _months(kind.duration_days), _months(kind.duration_days_most)
    if usual == longest:
        return _("It lasts %(months)s months.", months=usual)
    return _("It lasts %(months)s months, %(most)s at most.", months=usual, most=longest)


def _months(days: int) -> int:
    return round(days / 30.4)


def _meetings(cadence: Sequence[Cadence]) -> str:
    return _("The two meet %(how_often)s.", how_often=how_often(cadence))


def how_often(cadence: Sequence[Cadence]) -> str:
    """How often two meet, and for how long, without saying who."""
    if len(cadence) == 1:
        return _every(cadence[0])
    return ", ".join(
        _("%(how_often)s until day %(day)s", how_often=_every(each), day=each.until_day) for each in cadence
    )


def _every(cadence: Cadence) -> str:
    if cadence.every_days in EVERY:
        often = str(EVERY[cadence.every_days])
    else:
        often = _("every %(days)s days", days=cadence.every_days)
    return _("%(often)s for %(minutes)s minutes", often=often, minutes=cadence.minutes)
