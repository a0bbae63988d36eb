"""People and things that an address or a form names: found, or refused as if they did not exist."""

from __future__ import annotations

from flask import abort

from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Person
from app.people.queries import person_by_email, person_by_public_id, signed_in_person
from app.succession.models import Candidate, Plan, Round
from app.succession.pages import CardView, PlanView
from app.succession.queries import candidate_for, plan_for, round_for


def own_plan(public_id: str) -> Plan | None:
    """The plan that an address names, for whom it concerns."""
    return plan_for(signed_in_person(), public_id)


def own_candidate(public_id: str) -> Candidate | None:
    """The candidate that an address names, for whom they concern."""
    return candidate_for(signed_in_person(), public_id)


def own_round(public_id: str) -> Round | None:
    """The round that an address names, for whom it concerns."""
    return round_for(signed_in_person(), public_id)


def somebody(typed: str | None, field: str) -> Person:
    """Somebody who works here, by e-mail. Raises RuleBroken."""
    found = person_by_email(typed or "")
    if found is None or not found.is_active:
        raise RuleBroken(_("Nobody here has this address."), field=field)
    return found


def chosen(typed: str | None, field: str) -> Person:
    """Somebody of a list of choices. Raises RuleBroken."""
    found = person_by_public_id(typed or "")
    if found is None or not found.is_active:
        raise RuleBroken(_("Choose somebody."), field=field)
    return found


def named(card: CardView) -> Person:
    """Who a card is about. Raises RuleBroken where it does not open any more."""
    if card.person is None:
        raise RuleBroken(_("This card cannot be opened any more."))
    return card.person


def card_in(view: PlanView, public_id: str, *, on_slate: bool = False) -> CardView:
    """A card of a plan; 404 where it has none of this name, or the reader may not see it."""
    card = view.card_of(public_id)
    if card is None or (on_slate and card not in view.on_slate):
        abort(404)
    return card
