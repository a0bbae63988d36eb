"""The form of a date: shape only."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from wtforms import StringField
from wtforms.validators import InputRequired, NumberRange

from app.circles.models import LONGEST, LONGEST_PLACE, SHORTEST
from app.circles.services import When
from app.core.forms import Form, at_most
from app.core.i18n import lazy_gettext as _l
from app.meetings.forms import WallTime, WholeNumber


class DateForm(Form):
    """When, for how long, where."""

    wall = WallTime(_l("When"), [InputRequired(_l("Choose a day and a time."))])
    minutes = WholeNumber(
        _l("How long, in minutes"),
        [
            InputRequired(_l("Write how long.")),
            NumberRange(SHORTEST, LONGEST, _l("A meeting lasts from 10 minutes to 8 hours.")),
        ],
        default=60,
        render_kw={"inputmode": "numeric"},
    )
    place = StringField(_l("Where"), [at_most(LONGEST_PLACE)])

    def when(self) -> When:
        """What was chosen, of a form that is right."""
        return When(cast("datetime", self.wall.data), self.minutes.data or 0, self.place.data or "")
