"""The forms of imports: shape only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, IntegerField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Optional

from app.core.fields import choices
from app.core.forms import Form, at_most
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.people_import.columns import LABELS, Column, Field
from app.people_import.models import Scope, SensitiveConsent
from app.people_import.sensitive import KINDS, SensitiveKind

LONGEST_USE = 500
SCOPES = {
    Scope.SOME: _l("Some people. Nobody leaves because they are not in it."),
    Scope.EVERYONE: _l("Everyone. Whoever is not in it has left."),
}


class UploadForm(Form):
    """A file to look at."""

    file = FileField(_l("File"), [FileRequired(_l("Choose a file."))])


class ApplyForm(Form):
    """Yes to what was shown; with many leavers, their number."""

    leavers = IntegerField(_l("How many people lose their access"), [Optional()])


class ConsentForm(Form):
    """What people agreed to."""

    kind = SelectField(
        _l("Kind of information"), choices=choices(*((kind.value, KINDS[kind]) for kind in SensitiveKind))
    )
    use = TextAreaField(
        _l("What it is used for"),
        [
            InputRequired(_l("Say what it is used for.")),
            at_most(LONGEST_USE),
        ],
    )
    is_agreed = BooleanField(
        _l("Everybody in the files was asked about this use, and those in the column agreed."),
        [InputRequired(_l("Without their agreement it is left out."))],
    )


class ColumnsForm(Form):
    """What each column is; made by ``columns_form``."""

    scope = RadioField(_l("Who is in this file?"), choices=choices(*((scope.value, SCOPES[scope]) for scope in Scope)))
    headings: Mapping[str, str] = {}

    def mapping(self) -> dict[str, Field]:
        """Heading → field, of the columns that are not left out."""
        return {heading: Field(value) for heading, value in self._chosen("column_")}

    def uses(self) -> dict[str, str]:
        """Heading → public id of the consent, of the sensitive columns that are taken."""
        return dict(self._chosen("use_"))

    def _chosen(self, prefix: str) -> list[tuple[str, str]]:
        names = ((name, heading) for name, heading in self.headings.items() if name.startswith(prefix))
        return [(heading, self[name].data) for name, heading in names if self[name].data]


def columns_form(
    columns: Sequence[Column], chosen: Mapping[str, str], consents: Sequence[SensitiveConsent]
) -> ColumnsForm:
    """A form with a choice for each column; a sensitive one can only be taken for a use with consent.

    ``chosen`` is what was said before: heading → name of a field, or public id of a consent.
    """
    fields: dict[str, SelectField] = {}
    headings: dict[str, str] = {}
    for number, column in enumerate(columns):
        if column.sensitive is None:
            name = f"column_{number}"
            options = [(field.value, label) for field, label in LABELS.items()]
        else:
            name = f"use_{number}"
            options = [(each.public_id, _use(each)) for each in consents if each.kind is column.sensitive]
        headings[name] = column.heading
        fields[name] = SelectField(
            column.heading, choices=choices(("", _("Left out")), *options), default=chosen.get(column.heading, "")
        )
    form: ColumnsForm = type("ColumnsForm", (ColumnsForm,), {**fields, "headings": headings})()
    return form


def _use(consent: SensitiveConsent) -> str:
    return _("Taken for: %(use)s", use=consent.use[:80])
