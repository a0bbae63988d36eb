"""Pairs end, kindly: the seat is free, the calendar is cleaned, the other is told. The caller commits."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.audit import record
from app.core.clock import now, today
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.organisation import organisation
from app.pairings.endings import tell_heirs
from app.pairings.models import Ending, Pairing, PairingState
from app.pairings.services.locking import locked_pairings
from app.pairings.services.telling import tell_of_end
from app.pairings.wording import named
from app.people.models import Person


def end_pairings(pairings: Sequence[Pairing], ending: Ending, *, actor: Person | None) -> None:
    """End pairs, free their seats, and tell those who did not do it themselves. ``actor`` None: the system.

    Raises Conflict, and does nothing, where one of them has ended already.
    """
    ended = locked_pairings(pairings)
    if not all(each.is_open for each in ended):
        raise Conflict(_("This pair has ended already. Nothing more needs to be done."))
    moment = now()
    for each in ended:
        each.state, each.ending, each.ended_at = PairingState.ENDED, ending, moment
        each.seat_id, each.seat = None, None
        each.ended_by_id = actor.id if actor else None
        record(actor, "pairing.ended", each, ending=ending.value)
    session().flush()
    tell_heirs(ended, actor)
    tell_of_end(ended, ending, actor)


def decline_pairing(pairing: Pairing, *, actor: Person) -> None:
    """Say “not this one”: no reason is asked, and the two are not put together again in this cohort.

    Raises RuleBroken when the days for it are over, Conflict where the pair has ended.
    """
    if pairing.objection_until is None or today(organisation().time_zone) > pairing.objection_until:
        raise RuleBroken(_("The days for “not this one” are over. You can end the pair at any time instead."))
    end_pairings([pairing], Ending.NOT_THIS_ONE, actor=actor)


def undo_pairings(pairings: Sequence[Pairing], *, actor: Person) -> None:
    """Take pairs back that were made too early, and tell both sides.

    Raises RuleBroken, and does nothing, where two of them have met; Conflict where a pair has ended.
    """
    met = [each for each in locked_pairings(pairings) if each.first_met_on is not None]
    if met:
        raise RuleBroken(_("These have met already, so only the two can end it: %(names)s.", names=names_of(met)))
    end_pairings(pairings, Ending.UNDONE, actor=actor)


def names_of(pairings: Sequence[Pairing], *, among: int | None = None) -> str:
    """Who the first few of them are, and how many more; they may be the first few ``among`` so many."""
    return named([(each.mentee, each.mentor) for each in pairings], among=among)
