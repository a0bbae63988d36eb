"""Forms that were posted after a sign-in had ended, or with a token that is no longer good: nothing typed is lost."""

from __future__ import annotations

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.carried import Carried, carry
from app.accounts.forms import SignInForm
from app.accounts.session_interface import browser_session
from app.accounts.throttle import TooManyAttempts
from app.core.access import Declared, declared_access, on_signed_out, sign_in_first
from app.core.actor import current_actor
from app.people.models import Person


@on_signed_out
def sign_in_and_go_on() -> ResponseReturnValue | None:
    """The sign-in page with what was typed inside it; None where there is nothing to keep, or nobody to keep it for."""
    carried = _typed_by(browser_session().last_person)
    packed = carried.pack() if carried else None
    if packed is None:
        return None
    page = render_template("accounts/sign_in.html", form=SignInForm(formdata=None), carried=packed)
    return page, 401, {"HX-Retarget": "body"}


def stale_form(_error: Exception) -> ResponseReturnValue:
    """Answer a form whose token is not good: to sign in first where that is needed, or to look and send it again."""
    view = current_app.view_functions[str(request.endpoint)]
    if current_actor() is None and declared_access(view) is not Declared.PUBLIC:
        return sign_in_first()
    carried = _typed_by(browser_session().person)
    return render_template("accounts/stale_form.html", carried=carried, path=request.path), 400


def _typed_by(person: Person | None) -> Carried | None:
    # A form that another site sent was not typed here by anybody.
    if person is None or request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return None
    return carry(request.full_path.rstrip("?"), person.public_id, request.form.items(multi=True))


def too_hasty(error: Exception) -> ResponseReturnValue:
    """Say when to try again."""
    seconds = error.seconds if isinstance(error, TooManyAttempts) else 60
    return render_template("errors/429.html", sentence=str(error)), 429, {"Retry-After": str(seconds)}
