"""Every change to credentials, sessions and links: one function for each intention; the caller commits."""

from app.accounts.services.links import (
    accept,
    ask_for_link,
    become_first_administrator,
    first_administrator_link,
    invite,
    may_be_used,
    mint,
)
from app.accounts.services.passwords import (
    NotCurrentPassword,
    WrongPassword,
    change_password,
    check_password,
    set_password,
)
from app.accounts.services.readdressing import READDRESSED
from app.accounts.services.sessions import (
    Browser,
    SignedIn,
    end_session,
    end_sessions,
    start_session,
)

__all__ = [
    "READDRESSED",
    "Browser",
    "NotCurrentPassword",
    "SignedIn",
    "WrongPassword",
    "accept",
    "ask_for_link",
    "become_first_administrator",
    "change_password",
    "check_password",
    "end_session",
    "end_sessions",
    "first_administrator_link",
    "invite",
    "may_be_used",
    "mint",
    "set_password",
    "start_session",
]
