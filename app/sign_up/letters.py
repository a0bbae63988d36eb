"""The letters to somebody who signs up: a receipt, and a request to look through what was entered for them."""

from __future__ import annotations

from typing import Any

from app.core.db import session
from app.core.i18n import gettext as _
from app.core.mail import Letter, link, mail
from app.people.models import Person
from app.sign_up.asking import kind_of
from app.sign_up.models import SignUp, SignUpState
from app.sign_up.queries import consent_of


@mail("sign_up_receipt")
def sign_up_receipt(*, sign_up_id: int) -> Letter | None:
    """What somebody signed up for, what they agreed to, whom to ask, how to withdraw."""
    sign_up = _waiting(sign_up_id, SignUpState.DONE)
    if sign_up is None:
        return None
    words = consent_of(sign_up)
    agreed = words.words.splitlines() if words and not kind_of(sign_up.cohort).is_discreet else []
    withdraw = link("sign_up.withdrawing", sign_up_id=sign_up.public_id)
    context = {**_common(sign_up), "agreed": agreed, "withdraw_url": withdraw}
    return Letter(subject=_("You have signed up"), template="sign_up_receipt", context=context)


@mail("sign_up_confirm_please")
def sign_up_confirm_please(*, sign_up_id: int) -> Letter | None:
    """Somebody else filled in a sign-up: nothing is done with it before the person has looked and said yes."""
    sign_up = _waiting(sign_up_id, SignUpState.ENTERED)
    if sign_up is None:
        return None
    by = session().get(Person, sign_up.entered_by_id) if sign_up.entered_by_id else None
    context = {**_common(sign_up), "by": by}
    subject = _("Please look through your sign-up, and confirm it")
    return Letter(subject=subject, template="sign_up_confirm_please", context=context)


def _waiting(sign_up_id: int, state: SignUpState) -> SignUp | None:
    sign_up = session().get(SignUp, sign_up_id)
    is_wanted = sign_up is not None and sign_up.state is state and sign_up.person.is_active
    return sign_up if is_wanted else None


def _common(sign_up: SignUp) -> dict[str, Any]:
    return {
        "person": sign_up.person,
        "sign_up": sign_up,
        "cohort": sign_up.cohort,
        "is_discreet": kind_of(sign_up.cohort).is_discreet,
        "url": link("sign_up.show", sign_up_id=sign_up.public_id),
    }
