"""Passwords are checked and set. Nobody but their owner ever sets one. The caller commits."""

from __future__ import annotations

from sqlalchemy import Update, update

from app.accounts.models import Account, OneTimeToken, SignInSession
from app.accounts.passwords import hashed, is_outdated, is_right, refuse_weak_for
from app.accounts.queries import account_of, credentials_of
from app.accounts.services.sessions import cut_sessions
from app.accounts.throttle import Attempt, refuse_hasty_sign_in
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.outbox import send
from app.people.models import Person


class WrongPassword(RuleBroken):
    """One sentence for an unknown address, a wrong password, somebody who left or never had one."""

    def __init__(self) -> None:
        super().__init__(_("This address and this password do not belong together."))


class NotCurrentPassword(RuleBroken):
    """Whoever holds a sign-in does not know its password: as bad as one typed wrong at the door."""

    def __init__(self) -> None:
        super().__init__(_("This is not your current password."), field="current_password")


def check_password(email: str, password: str, attempt: Attempt) -> Person:
    """Return who signs in.

    The same work is done whether the address is known or not. Nothing may have been written in this transaction
    before: it is given up while the password is hashed, which takes a tenth of a second that no other writer should
    have to wait for. Raises TooManyAttempts, and WrongPassword, after which the caller records the refusal.
    """
    refuse_hasty_sign_in(email, attempt)
    known = credentials_of(email)
    session().rollback()
    if not is_right(password, known.password_hash) or known.person_id is None:
        raise WrongPassword
    person = session().get(Person, known.person_id)
    if person is None or not person.is_active:
        raise WrongPassword
    if known.password_hash and is_outdated(known.password_hash):
        _write(person, hashed(password))
    return person


def set_password(person: Person, password: str, *, kept: SignInSession | None = None) -> None:
    """Give somebody the password they chose; their open links and their sign-ins elsewhere end.

    ``kept`` is the sign-in in which they changed it: its device stays known. Raises RuleBroken for a weak one.
    """
    refuse_weak_for(person, password)
    was_set = account_of(person) is not None
    _write(person, hashed(password))
    cut_sessions(person, keep=kept)
    session().execute(_open_tokens(person).values(used_at=now()))
    session().flush()
    record(person, "account.password_set", person)
    if was_set and person.email:
        send("password_changed", to=person.email, person_id=person.id)


def change_password(person: Person, current: str, new: str, *, kept: SignInSession, attempt: Attempt) -> None:
    """Change one's own password.

    Nothing may have been written in this transaction before, as in ``check_password``. Raises TooManyAttempts;
    NotCurrentPassword, after which the caller records the refusal; RuleBroken, at the field, for a weak new one.
    """
    refuse_hasty_sign_in(person.email or "", attempt)
    account = account_of(person)
    stored = account.password_hash if account else None
    session().rollback()
    if not is_right(current, stored):
        raise NotCurrentPassword
    set_password(person, new, kept=kept)


def _write(person: Person, password_hash: str) -> None:
    account = account_of(person)
    if account is None:
        account = Account(person_id=person.id)
        session().add(account)
    account.password_hash = password_hash
    account.password_changed_at = now()
    session().flush()


def _open_tokens(person: Person) -> Update:
    return update(OneTimeToken).where(OneTimeToken.person_id == person.id, OneTimeToken.used_at.is_(None))
