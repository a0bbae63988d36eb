"""The form of a forecast: shape only."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, IntegerField
from wtforms.validators import InputRequired, NumberRange

from app.core.forms import Form
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.forecasts.models import MOST_ROLES
from programs.forecast import Rates

OF_A_HUNDRED = NumberRange(0, 100, _l("A whole number from 0 to 100, please."))
A_NUMBER = InputRequired(_l("Write a whole number."))


class WholeNumber(IntegerField):
    """Anything else is refused in our own words."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Write a whole number.")) from error


class ForecastForm(Form):
    """Three numbers, for one program type."""

    kind = HiddenField()
    roles = WholeNumber(
        _l("How many larger roles are there?"),
        [A_NUMBER, NumberRange(0, MOST_ROLES, _l("A whole number from 0 to 100,000, please."))],
    )
    free_a_year = WholeNumber(_l("Of a hundred, how many come free or are added in a year?"), [A_NUMBER, OF_A_HUNDRED])
    from_inside = WholeNumber(_l("Of a hundred of those, how many are filled from inside?"), [A_NUMBER, OF_A_HUNDRED])

    def rates(self) -> Rates:
        """What was entered."""
        return Rates(
            roles=self.roles.data or 0, free_a_year=self.free_a_year.data or 0, from_inside=self.from_inside.data or 0
        )
