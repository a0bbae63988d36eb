"""Links that work once: minted when their letter is written, opened by anybody who holds them, used by a button.

Opening a link changes nothing, for mail programs open links too. Only the digest of its key is stored. The caller
commits.
"""

from __future__ import annotations

from sqlalchemy import update

from app.accounts.models import LIFETIMES, LinkRequest, OneTimeToken, TokenKind
from app.accounts.queries import credentials_of, has_come_in, has_password
from app.accounts.services.passwords import set_password
from app.accounts.throttle import Attempt, refuse_hasty_link, subject
from app.accounts.tokens import digest, new_token
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.jobs import changed
from app.core.mail import link
from app.core.outbox import OutboxMail, send, send_to_nobody
from app.people.models import Person, Role
from app.people.names import address
from app.people.queries import has_administrator, person_by_email
from app.people.rebinding import Rebinding, tell_rebound
from app.people.services import add_person, appoint, load_starter_skills


def mint(kind: TokenKind, person: Person | None = None) -> str:
    """A new key for a link; those minted before stay good until their own time is up."""
    token = new_token()
    row = OneTimeToken(
        kind=kind,
        token_hash=digest(token),
        person_id=person.id if person else None,
        expires_at=now() + LIFETIMES[kind],
    )
    session().add(row)
    session().flush()
    return token


def first_administrator_link() -> str:
    """A link with which somebody becomes the first administrator, good for seven days.

    Raises RuleBroken once there is one. For the command line: nobody on the web can ask for it.
    """
    if has_administrator():
        raise RuleBroken(_("There is an administrator already. Administrators name the others."))
    return link("accounts.become_administrator", token=mint(TokenKind.FIRST_ADMINISTRATOR))


def invite(person: Person, *, actor: Person | None) -> OutboxMail:
    """Send somebody a link with which they choose a password of their own, good for 14 days.

    Raises RuleBroken for somebody who has left, has no e-mail address, or comes in with a password already.
    """
    if not person.is_active:
        raise RuleBroken(_("%(name)s has left.", name=person.name))
    if not person.email:
        raise RuleBroken(_("%(name)s has no e-mail address in the directory.", name=person.name))
    if has_password(person):
        raise RuleBroken(_("%(name)s has come in before and needs no invitation.", name=person.name))
    letter = send("invitation", to=person.email, person_id=person.id, actor_id=actor.id if actor else None)
    record(actor, "account.invited", person)
    return letter


def ask_for_link(email: str, attempt: Attempt) -> None:
    """Send whoever has this address what they need to come in: a first link, or one for a new password.

    An unknown address, and that of somebody who has left, gets nothing; the work and the answer are the same.
    Raises TooManyAttempts when it was asked too often.
    """
    refuse_hasty_link(email, attempt)
    session().add(LinkRequest(subject=subject(email, attempt), address=attempt.address))
    known = credentials_of(email)
    if known.person_id is None:
        send_to_nobody("first_link")
    else:
        kind = "reset" if known.password_hash else "first_link"
        send(kind, to=address(email), person_id=known.person_id)
    session().flush()


def accept(row: OneTimeToken, password: str) -> Person:
    """Use a link: its person has the password they chose from now on.

    Raises RuleBroken for a weak password, which leaves the link as it was, and for a link used in the meantime.
    """
    person = row.person
    if person is None or not may_be_used(row):
        raise spent()
    use(row)
    # An account that was taken away and made anew is no first password either: somebody was here before.
    is_another = has_password(person) or has_come_in(person)
    set_password(person, password)
    if is_another:
        tell_rebound([Rebinding(person.id)])
    record(person, "account.link_used", person, link=row.kind.value)
    return person


def become_first_administrator(row: OneTimeToken, *, name: str, email: str, password: str) -> Person:
    """Make the holder of the link the first administrator, who also says who gives the other roles.

    Raises RuleBroken once there is an administrator, for a weak password, and for what ``add_person`` refuses.
    """
    if has_administrator():
        raise RuleBroken(_("There is an administrator already. Administrators name the others."))
    use(row)
    person = person_by_email(email)
    if person is not None and has_password(person):
        raise RuleBroken(_("Somebody signs in with this address already. Please take another."), field="email")
    person = person or add_person(actor=None, name=name, email=email)
    appoint(person, Role.ADMINISTRATOR, actor=None)
    appoint(person, Role.APPOINTER, actor=None)
    set_password(person, password)
    load_starter_skills()
    return person


def may_be_used(row: OneTimeToken) -> bool:
    """Whether the link still does something: open, for somebody who works here, and no first link after the first."""
    if not row.is_open or (row.person is not None and not row.person.is_active):
        return False
    is_first = row.kind in {TokenKind.INVITATION, TokenKind.FIRST_LINK}
    return not (is_first and row.person is not None and has_password(row.person))


def use(row: OneTimeToken) -> None:
    """Spend a link; of two who press the button at once, one is told so by RuleBroken."""
    unused = update(OneTimeToken).where(
        OneTimeToken.id == row.id, OneTimeToken.used_at.is_(None), OneTimeToken.expires_at > now()
    )
    if not changed(session(), unused.values(used_at=now())):
        raise spent()


def spent() -> RuleBroken:
    """What is said of a link that does nothing any more."""
    return RuleBroken(_("This link was used already, or its time is up."))
