"""The base of all forms: what no field accepts, and how a form that was refused is shown again."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any, TypeVar

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, PasswordField, StringField, TextAreaField
from wtforms.validators import Length, StopValidation

from app.core.characters import holds_unreadable, is_unreadable
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.i18n import say
from programs.rules import RuleBroken

LONGEST_TEXT = 20_000
REFUSED = 422

T = TypeVar("T")


def clean(value: str | None) -> str | None:
    """Composed (NFC), with one kind of line end and without space around; None stays None."""
    if not isinstance(value, str):
        return value
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n")).strip()


def on_one_line(value: str | None) -> str | None:
    """Line breaks as spaces: a name with one in it would break the header of a letter or a file."""
    return " ".join(value.splitlines()) if isinstance(value, str) else value


def readable(_form: Any, field: Field) -> None:
    """Refuse what no person types: control characters, direction overrides, lone surrogates, stacked marks."""
    text = field.data
    if not isinstance(text, str) or not text:
        return
    if len(text) > LONGEST_TEXT:
        raise StopValidation(_("Please keep this shorter than 20,000 characters."))
    if holds_unreadable(text):
        field.data = "".join("�" if is_unreadable(character) else character for character in text)
        raise StopValidation(_("This holds characters that cannot be shown. Please type it anew."))


class Form(FlaskForm):
    """Shape only: type, presence, length. What the program allows is the service's to say."""

    refusal_status = REFUSED

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]  # Flask-WTF is untyped

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
            field = super().bind_field(form, unbound_field, options)
            if isinstance(field, StringField):
                field.validators = [readable, *field.validators]
                # A password is compared byte for byte: it is neither trimmed nor composed.
                if not isinstance(field, PasswordField):
                    lines = [] if isinstance(field, (HiddenField, TextAreaField)) else [on_one_line]
                    field.filters = [clean, *lines, *field.filters]
            return field

        def render_field(self, field: Any, render_kw: Any) -> Any:
            # A number or a date is shown again as it was typed; a character that has no picture is left out of it.
            if not isinstance(field, StringField) and field.raw_data:
                field.raw_data = ["".join(filter(str.isprintable, str(raw))) for raw in field.raw_data]
            return super().render_field(field, render_kw)

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        """Whether the form was posted and nothing in it has to change."""
        return bool(super().validate_on_submit(extra_validators))  # type: ignore[no-untyped-call]  # the same

    def refuse(self, broken: RuleBroken) -> None:
        """Show a broken rule where it belongs: at its field, or on top of the form."""
        self.refusal_status = getattr(broken, "status", REFUSED)
        field = getattr(broken, "field", None)
        if field and field in self:
            self[field].errors = [*self[field].errors, say(broken)]
        else:
            self.form_errors.append(say(broken))


def at_most(longest: int) -> Length:
    """The validator of a text's length."""
    return Length(max=longest, message=_l("At most %(longest)s characters, please.", longest=longest))


def result_of(form: Form, change: Callable[[], T]) -> T | None:
    """What the change came to; None where the form is not right or a rule is broken, which the form then shows."""
    if not form.validate_on_submit():
        return None
    try:
        return change()
    except RuleBroken as broken:
        form.refuse(broken)
        return None


def accepts(form: Form, change: Callable[[], object]) -> bool:
    """The same for a change that comes to nothing in particular: whether it was made."""

    def made() -> bool:
        change()
        return True

    return result_of(form, made) is not None


def render(template: str, form: FlaskForm, /, **context: Any) -> ResponseReturnValue:
    """The page with its form: 200, 422 when something in it has to change, 409 when somebody was quicker."""
    status = getattr(form, "refusal_status", REFUSED) if form.errors else 200
    return render_template(template, form=form, **context), status
