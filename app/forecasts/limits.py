"""Nobody is asked into a cohort beyond its places: what this refuses, and what it says to do instead."""

from __future__ import annotations

from app.cohorts.limits import limit
from app.cohorts.models import Cohort
from app.cohorts.services import locked
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.wording import day_year, number
from app.forecasts.queries import Places, hr_leads, places_of
from programs.catalogue import PROGRAM_TYPES


@limit
def within_the_forecast(cohort: Cohort) -> None:
    """Raise RuleBroken for more mentees, and people asked to become one, than the forecast has places for."""
    if PROGRAM_TYPES[cohort.program_type].forecast is None:
        return
    locked(cohort)
    places = places_of(cohort)
    if places is not None and places.most is not None and places.taken > places.most:
        raise RuleBroken(_too_many(places, places.most))


def _too_many(places: Places, most: int) -> str:
    over = places.taken - most
    too_many = ngettext("That is one person too many.", "That is %(count)s people too many.", over, count=number(over))
    why = _(
        "This cohort has %(most)s places, by what HR expected on %(day)s.",
        most=number(most),
        day=day_year(places.expected.entered_at) if places.expected else "",
    )
    leads = ", ".join(each.name for each in hr_leads())
    ask = _("Choose fewer, or ask %(names)s for another forecast.", names=leads) if leads else _("Choose fewer.")
    return f"{too_many} {why} {ask}"
