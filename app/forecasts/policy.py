"""HR leads say what they expect. Administrators read on the page of their cohort how many places follow from it."""

from __future__ import annotations

from app.core.access import Action, allow
from app.people.policy import is_hr_lead


class ForecastAction(Action):
    """What one can do with forecasts."""

    ENTER = "forecast:enter", "Say how many roles are expected to come free and to be filled from inside"


allow({ForecastAction.ENTER: (is_hr_lead,)})
