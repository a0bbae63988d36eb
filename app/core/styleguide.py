"""The living style guide: every component on one page, in development and in tests only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, Flask, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    FileField,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.access import public
from app.core.config import Config
from app.core.fields import choices
from app.core.forms import Form
from app.core.i18n import lazy_gettext as _l
from app.core.navigation import Banner, SessionEnd, Way

ERRORS = (400, 403, 404, 405, 409, 413, 422, 429, 500, 503)
PHRASES = choices(("0", _l("new to me")), ("2", _l("with help")), ("4", _l("on my own")), ("6", _l("can teach")))

bp = Blueprint("styleguide", __name__, url_prefix="/style-guide")


class EveryField(Form):
    """One field of each kind."""

    name = StringField(_l("Name of the cohort"), [DataRequired()])
    purpose = TextAreaField(
        _l("What it is for"), description=_l("Two sentences. People read them before they sign up.")
    )
    email = EmailField(_l("Work e-mail"))
    password = PasswordField(_l("Password"), [DataRequired()])
    seats = IntegerField(_l("Seats"), [NumberRange(1, 5, _l("At most five, so that each person gets your time."))])
    ends_on = DateField(_l("Ends on"))
    program = SelectField(_l("Program"), choices=choices(("1", _l("Functional expertise")), ("2", _l("Onboarding"))))
    letters = BooleanField(_l("Tell me when there is a letter in my room"))
    often = RadioField(_l("How often?"), choices=choices(("now", _l("at once")), ("day", _l("once a day"))))
    languages = SelectMultipleField(
        _l("Languages you can meet in"),
        choices=choices(("en", _l("English")), ("fr", _l("French")), ("sw", _l("Swahili"))),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    today = RadioField(_l("Today this is …"), choices=PHRASES)
    file = FileField(_l("Sign-up file"), description=_l("CSV or XLSX, up to 20 MB."))
    came_from = HiddenField()


@dataclass(frozen=True, slots=True)
class Somebody:
    """An invented person for the letterhead."""

    name: str = "Ruth Baptiste"
    theme: str | None = None


@dataclass(frozen=True, slots=True)
class SomePage:
    """A page of a long list."""

    number: int = 2
    last: int = 7
    first_row: int = 31
    last_row: int = 60
    total: int = 90_398


def init_app(app: Flask, config: Config) -> None:
    """Add the style guide, in production never."""
    if not config.is_production:
        app.register_blueprint(bp)


@bp.get("/")
@public
def index() -> ResponseReturnValue:
    """Show every component."""
    form = EveryField(formdata=None, data={"today": "2", "often": "now", "letters": True, "program": "1"})
    return render_template("styleguide/index.html", fields=form, refused=_refused(), **_specimens())


@bp.get("/sign-in")
@public
def signed_out() -> ResponseReturnValue:
    """Show the layout of a page for somebody signed out."""
    return render_template("styleguide/signed_out.html", fields=EveryField(formdata=None))


@bp.get("/print")
@public
def printed() -> ResponseReturnValue:
    """Show the layout of a page for paper."""
    return render_template("styleguide/print.html")


@bp.get("/errors/<int:code>")
@public
def error_page(code: int) -> ResponseReturnValue:
    """Show what somebody reads when something cannot be done."""
    if code not in ERRORS:
        raise NotFound
    return render_template(f"errors/{code}.html", sentence=None)


def _refused() -> EveryField:
    form = EveryField(formdata=None, data={"seats": 12, "ends_on": date(2026, 11, 1)}, prefix="refused-")
    form.seats.errors = [_l("At most five, so that each person gets your time.")]
    form.ends_on.errors = [_l("Please choose a day after 24 November 2026.")]
    form.often.errors = [_l("Please choose one of the two.")]
    return form


def _specimens() -> dict[str, Any]:
    return {
        "somebody": Somebody(),
        "places": [_way("Today"), _way("Cohorts", is_current=True), _way("People"), _way("Insights")],
        "menu": [
            _way("My profile"),
            _way("Where I am signed in"),
            _way("Light or dark"),
            _way("Sign out", is_post=True),
        ],
        "foot": [_way("Who can see what"), _way("Accessibility")],
        "banners": [Banner("This is a demonstration; all people are invented.", "Look at it as somebody else", "#")],
        "session_end": SessionEnd(seconds_left=7200, extend_url="#"),
        "stops": _stops(),
        "figures": _figures(),
        "some_page": SomePage(),
        "day_of_meeting": date(2026, 11, 26),
    }


def _way(label: str, *, is_current: bool = False, is_post: bool = False) -> Way:
    return Way(label, "#", is_current, is_current, is_post)


def _stops() -> list[dict[str, str]]:
    return [
        {"name": "Launched", "note": "14 September", "state": "done"},
        {"name": "Sign-up closed", "note": "50 people, 31 mentors", "state": "done"},
        {"name": "Published", "note": "9 October, 47 pairs", "state": "done"},
        {"name": "Running", "note": "", "state": "here"},
        {"name": "Halfway look", "note": "14 January", "state": "ahead"},
        {"name": "Closing", "note": "19 March", "state": "ahead"},
    ]


def _figures() -> list[dict[str, str]]:
    return [
        {"name": "Pairs", "value": "47", "small": "of 50 people"},
        {"name": "Under way", "value": "41"},
        {"name": "Not begun", "value": "2"},
        {"name": "Quiet", "value": "4", "small": "over 21 days"},
        {"name": "Waiting", "value": "3", "small": "next run 7 Dec"},
    ]
