"""Fields for days, and for what somebody has to fill in, each refused with a sentence of ours."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from wtforms import DateField
from wtforms.validators import InputRequired

from app.core.i18n import lazy_gettext as _l

DAY = _l("A day like 2027-01-31, please.")


def needed(sentence: Any) -> list[Any]:
    """Somebody has to fill this in, and this is the sentence that says why."""
    return [InputRequired(sentence)]


class Date(DateField):
    """A day, refused with a sentence of ours."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            if valuelist and not valuelist[0].strip():
                self.data = None
                return
            raise ValueError(str(DAY)) from error


def given(field: DateField) -> date:
    """The day of a field that was needed, and given."""
    return cast("date", field.data)
