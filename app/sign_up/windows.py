"""When one can sign up: why not, and what to do instead."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from app.cohorts.models import Cohort, Side
from app.core.asked_once import asked_once
from app.core.clock import today
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.organisation import organisation
from app.core.wording import day_year
from app.people.models import Person
from app.sign_up.models import SignUp, SignUpState
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase

WHILE_IT_LASTS = frozenset({Phase.SIGN_UP, Phase.MATCHING, Phase.RUNNING})


class Asked(NamedTuple):
    """Somebody who was asked on one side, in as few words as thousands of them can be read in."""

    id: int
    person_id: int
    side: Side
    state: SignUpState
    invited_at: datetime | None
    name: str
    email: str | None
    public_id: str


def why_closed(cohort: Cohort, sign_up: SignUp | Asked | None = None) -> str | None:
    """The sentence why this sign-up cannot be filled in now, with what to do; None while it can."""
    if cohort.phase not in WHILE_IT_LASTS:
        return _over(cohort)
    is_entered = sign_up is not None and sign_up.state is SignUpState.ENTERED
    if PROGRAM_TYPES[cohort.program_type].rolling or is_entered:
        return None
    return CLOSED[cohort.phase](cohort, sign_up)


def opens_to(person: Person, cohort: Cohort) -> date | None:
    """The day from which somebody may be a mentee of this program of their own accord; None: from now on."""
    road = PROGRAM_TYPES[cohort.program_type].road
    return road.opens_on(person.start_on, local_today()) if road is not None else None


def why_too_early(person: Person, cohort: Cohort) -> str | None:
    """The sentence from which day on, and what to do before; None where it is not too early."""
    opens_on = opens_to(person, cohort)
    if opens_on is None:
        return None
    earlier = _ask(cohort, _("if it should be earlier: they can invite you by name"))
    return _("As a mentee you can take part from %(day)s on. %(ask)s", day=day_year(opens_on), ask=earlier)


def refuse_closed(cohort: Cohort, sign_up: SignUp | Asked | None = None) -> None:
    """Raise RuleBroken with that sentence."""
    sentence = why_closed(cohort, sign_up)
    if sentence is not None:
        raise RuleBroken(sentence)


@asked_once
def local_today() -> date:
    """The date where the organisation is: a day on which something closes lasts until midnight there."""
    return today(organisation().time_zone)


def _over(cohort: Cohort) -> str:
    if cohort.phase is Phase.DRAFT:
        return _("This cohort is being prepared. Sign-up has not opened yet.")
    return _("This cohort is closing or has ended. %(ask)s", ask=_ask(cohort, _("about the next one")))


def _latecomers(cohort: Cohort) -> str:
    return _ask(cohort, _("if you would like to come in late: they can still add you"))


def _ask(cohort: Cohort, what: str) -> str:
    name = cohort.contact.name if cohort.contact else _("those who run it")
    return _("Ask %(name)s %(what)s.", name=name, what=what)


def _in_sign_up(cohort: Cohort, _sign_up: SignUp | Asked | None) -> str | None:
    if cohort.sign_up_closes_on is None or local_today() <= cohort.sign_up_closes_on:
        return None
    closed = day_year(cohort.sign_up_closes_on)
    return _("Sign-up closed on %(day)s. %(ask)s", day=closed, ask=_latecomers(cohort))


def _while_matching(cohort: Cohort, _sign_up: SignUp | Asked | None) -> str:
    return _("Sign-up has ended and pairs are being made. %(ask)s", ask=_latecomers(cohort))


def _while_running(cohort: Cohort, sign_up: SignUp | Asked | None) -> str | None:
    if sign_up is not None and sign_up.invited_at is not None:
        return None
    return _("The pairs of this cohort have begun. %(ask)s", ask=_latecomers(cohort))


CLOSED = {Phase.SIGN_UP: _in_sign_up, Phase.MATCHING: _while_matching, Phase.RUNNING: _while_running}
