"""The form of the officer. What it holds is sealed before it is stored."""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import InputRequired

from app.core.forms import Form
from app.core.i18n import lazy_gettext as _l


class ContactForm(Form):
    """Whom one talked with, and what was agreed."""

    text = TextAreaField(_l("Whom you talked with, and what was agreed"), [InputRequired(_l("Write something first."))])
