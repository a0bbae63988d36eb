"""HR says what it expects. Every forecast is kept. The caller commits."""

from __future__ import annotations

from app.core.audit import record
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.forecasts.models import PlacementForecast
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES
from programs.forecast import Rates


def enter_forecast(program_type: str, rates: Rates, *, actor: Person) -> PlacementForecast:
    """From now on, cohorts of this type have the places that follow from these rates; nobody who is in is put out.

    Raises RuleBroken for a program type that has no forecast.
    """
    kind = PROGRAM_TYPES.get(program_type)
    if kind is None or kind.forecast is None:
        raise RuleBroken(_("This program has no forecast."))
    made = PlacementForecast(
        program_type=kind.slug,
        roles=rates.roles,
        free_a_year=rates.free_a_year,
        from_inside=rates.from_inside,
        entered_by_id=actor.id,
    )
    session().add(made)
    session().flush()
    record(actor, "forecast.entered", None, program=kind.slug)
    return made
