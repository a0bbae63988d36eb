"""What the pages of sign-in and passwords ask; whether it is right, the services say."""

from __future__ import annotations

from wtforms import BooleanField, EmailField, HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired, Email, Length

from app.core.forms import Form
from app.core.i18n import lazy_gettext as _l

LONGEST_EMAIL = 254
LONGEST_PASSWORD = 256


def typed(field: StringField) -> str:
    """What was typed into the field, empty for nothing."""
    return field.data or ""


_WRITE_IT = _l("Write your work e-mail.")
_address = (
    DataRequired(_WRITE_IT),
    Length(max=LONGEST_EMAIL, message=_l("An e-mail address has at most 254 characters.")),
    Email(_l("Write an e-mail address, such as amara@example.org.")),
)
_new_password = (
    DataRequired(_l("Choose a password.")),
    Length(max=LONGEST_PASSWORD, message=_l("Please take at most 256 characters.")),
)


class SignInForm(Form):
    email = EmailField(_l("Work e-mail"), [DataRequired(_WRITE_IT), Length(max=LONGEST_EMAIL)])
    password = PasswordField(_l("Password"), [DataRequired(_l("Write your password.")), Length(max=LONGEST_PASSWORD)])
    trust = BooleanField(_l("Trust this device for 30 days"))
    next = HiddenField()


class LinkForm(Form):
    email = EmailField(_l("Work e-mail"), _address)


class NewPasswordForm(Form):
    password = PasswordField(_l("New password"), _new_password)


class ChangePasswordForm(Form):
    current_password = PasswordField(
        _l("Current password"), [DataRequired(_l("Write your current password.")), Length(max=LONGEST_PASSWORD)]
    )
    password = PasswordField(_l("New password"), _new_password)


class FirstAdministratorForm(Form):
    name = StringField(_l("Your name"), [DataRequired(_l("Write your name.")), Length(max=200)])
    email = EmailField(_l("Work e-mail"), _address)
    password = PasswordField(_l("Password"), _new_password)


class ConfirmForm(Form):
    """Nothing to fill in: a button."""
