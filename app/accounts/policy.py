"""Who may do what with sign-ins and invitations."""

from __future__ import annotations

from typing import Any

from app.accounts.models import SignInSession
from app.core.access import Action, Rule, allow
from app.people.models import Person
from app.people.policy import is_administrator


class AccountAction(Action):
    """What one can do with accounts. Setting somebody else's password is not among it."""

    INVITE = "account:invite", "Send somebody a link to come in"
    SIGN_OUT_OTHERS = "account:sign-out-others", "End somebody’s sign-ins on all their devices"
    END_SIGN_IN = "account:end-sign-in", "End one of one’s own sign-ins"


def began_it(person: Person, obj: Any) -> bool:
    """The sign-in is this person's own."""
    return isinstance(obj, SignInSession) and obj.person_id == person.id


POLICY: dict[Action, tuple[Rule, ...]] = {
    AccountAction.INVITE: (is_administrator,),
    AccountAction.SIGN_OUT_OTHERS: (is_administrator,),
    AccountAction.END_SIGN_IN: (began_it,),
}
allow(POLICY)
