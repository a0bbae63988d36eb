"""The forms about pairs: shape only."""

from __future__ import annotations

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, IntegerField
from wtforms.validators import InputRequired, Length, NumberRange

from app.core.forms import Form
from app.core.i18n import lazy_gettext as _l
from programs.practice import MOST_SEATS

_WHOLE = _l("Write a whole number from 0 to %(most)s.", most=MOST_SEATS)


class SeatsForm(Form):
    """How many mentees a mentor has room for."""

    seats = IntegerField(_l("Seats"), [InputRequired(_WHOLE), NumberRange(0, MOST_SEATS, _WHOLE)])


class PairsFileForm(Form):
    """A file of pairs that are meeting already."""

    file = FileField(_l("The file"))
    seats_grow = BooleanField(_l("Offer more seats where a mentor has more mentees than seats"))


class PairsPlanForm(Form):
    """The plan that somebody looked at, by its digest."""

    digest = HiddenField(validators=[InputRequired(), Length(max=64)])
