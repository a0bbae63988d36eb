"""One form for all words of the page, made of what there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from wtforms import StringField, TextAreaField

from app.core.forms import Form, at_most
from app.core.i18n import gettext as _
from app.support.services import LONGEST_WORDS
from programs.triage import CONTACTS, WAYS

LONGEST_CONTACT = 120


def field_name(name: str) -> str:
    """The name of the field for a way or contact."""
    return name.replace("-", "_")


def words_form(words: Mapping[str, str] | None = None) -> Form:
    """A field for each contact and each way; ``words`` fill them when nothing was posted."""
    contacts = {name: StringField(_(label), [at_most(LONGEST_CONTACT)]) for name, label in CONTACTS.items()}
    ways = {field_name(name): TextAreaField(_(way.title), [at_most(LONGEST_WORDS)]) for name, way in WAYS.items()}
    kind = cast("type[Form]", type("WordsForm", (Form,), contacts | ways))
    return kind(data={field_name(name): value for name, value in (words or {}).items()})


def typed(form: Form) -> dict[str, str]:
    """What was typed, by way and contact."""
    return {name: form[field_name(name)].data or "" for name in (*CONTACTS, *WAYS)}
