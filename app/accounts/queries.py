"""What is asked about credentials, sessions, devices and links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload

from app.accounts.limits import is_live
from app.accounts.models import Account, KnownDevice, OneTimeToken, SignInSession
from app.accounts.tokens import digest
from app.core.audit import AuditEvent
from app.core.clock import now
from app.core.db import session
from app.people.models import WAYS, Person
from app.people.names import address


@dataclass(frozen=True, slots=True)
class Credentials:
    """What is needed to check a password with no transaction open. ``person_id`` None: nobody by this address."""

    person_id: int | None
    password_hash: str | None


def credentials_of(email: str) -> Credentials:
    """The credentials behind an e-mail address; empty ones for an unknown one and for somebody who has left."""
    found = (
        session()
        .execute(
            select(Person, Account.password_hash)
            .join(Account, Account.person_id == Person.id, isouter=True)
            .where(Person.email == address(email))
        )
        .one_or_none()
    )
    if found is None or not found[0].is_active:
        return Credentials(None, None)
    return Credentials(found[0].id, found[1])


def account_of(person: Person) -> Account | None:
    """The credentials of somebody, None before their first password."""
    return session().get(Account, person.id)


def has_password(person: Person) -> bool:
    """Whether somebody can sign in with a password."""
    account = account_of(person)
    return account is not None and account.password_hash is not None


def has_come_in(person: Person) -> bool:
    """Whether somebody has ever been signed in as this person, by the record of changes."""
    signed_in = AuditEvent.actor_id == person.public_id, AuditEvent.kind == "account.signed_in"
    return bool(session().scalar(select(exists().where(*signed_in))))


def session_with_token(token: str) -> SignInSession | None:
    """The sign-in session of this key, live or not, with its person and the roles they were given; one query."""
    found = select(SignInSession).where(SignInSession.token_hash == digest(token))
    person = joinedload(SignInSession.person)
    # Every page asks which ways are open to them: by role, by having people who report to them, and what more there is.
    with_ways = person.joinedload(Person.appointments), person.undefer_group(WAYS)
    return session().scalars(found.options(*with_ways)).unique().one_or_none()


def live_sessions(person: Person) -> list[SignInSession]:
    """Where somebody is signed in now, the last used first."""
    return [each for each in session().scalars(_not_ended(person)) if is_live(each)]


def device_with_token(token: str | None) -> KnownDevice | None:
    """The known device of this key, unless it has been forgotten or 30 days have gone by."""
    wanted = digest(token or "")
    found = select(KnownDevice).where(
        KnownDevice.token_hash == wanted, KnownDevice.revoked_at.is_(None), KnownDevice.expires_at > now()
    )
    return session().scalar(found)


def trusted_since(person: Person, token: str | None) -> datetime | None:
    """Since when somebody has trusted the device of this key, known or forgotten; None where they never did."""
    found = select(KnownDevice.trusted_since).where(
        KnownDevice.token_hash == digest(token or ""), KnownDevice.person_id == person.id
    )
    return session().scalar(found.where(KnownDevice.expires_at > now()))


def device_knowing(email: str, token: str | None) -> str | None:
    """The digest of this device's key when the owner of that address has signed in with it before."""
    device = device_with_token(token)
    if device is None:
        return None
    owner = session().get(Person, device.person_id)
    return device.token_hash if owner is not None and owner.email == address(email) else None


def sign_in_by_public_id(public_id: str) -> SignInSession | None:
    """The live sign-in of this public id, whoever began it."""
    row = session().scalar(select(SignInSession).where(SignInSession.public_id == public_id))
    return row if row is not None and is_live(row) else None


def one_time_token(token: str) -> OneTimeToken | None:
    """The row behind the key of a link, open or not."""
    return session().scalar(select(OneTimeToken).where(OneTimeToken.token_hash == digest(token)))


def _not_ended(person: Person) -> Select[SignInSession]:
    mine = select(SignInSession).where(SignInSession.person_id == person.id, SignInSession.ended_at.is_(None))
    return mine.order_by(SignInSession.last_seen_at.desc(), SignInSession.id.desc())


def sessions_not_ended(person: Person) -> Sequence[SignInSession]:
    """Sessions that nobody ended, those included whose time is up."""
    return session().scalars(_not_ended(person)).all()
