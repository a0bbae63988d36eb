"""Forms about arrivals: shape only."""

from __future__ import annotations

from wtforms import BooleanField

from app.core.forms import Form
from app.core.i18n import lazy_gettext as _l


class SettingsForm(Form):
    """Who is taken in without signing up."""

    takes_hires = BooleanField(_l("Hires, by the start date that HR has given"))
    takes_movers = BooleanField(_l("Colleagues who move to another department"))
