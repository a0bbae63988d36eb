"""What somebody can do to an account who reads another’s mail, or who administers people."""

from __future__ import annotations

from sqlalchemy import delete, select

from app.accounts.models import Account, OneTimeToken, TokenKind
from app.accounts.services import accept, mint
from app.accounts.tokens import digest
from app.core.transactions import transaction
from app.people.models import Person
from app.people.services import change_profile

ANOTHER = "quite another four words"


def choose_password(who: Person, kind: TokenKind = TokenKind.RESET) -> None:
    """Use a link out of somebody’s mailbox."""
    with transaction() as writer:
        token = mint(kind, writer.merge(who))
    follow(token)


def follow(token: str) -> None:
    """Choose a password by a link."""
    with transaction() as writer:
        found = writer.scalars(select(OneTimeToken).where(OneTimeToken.token_hash == digest(token))).one()
        accept(found, ANOTHER)


def readdress(who: Person, administrator: Person) -> None:
    """Have another address written to, and use the link that comes there."""
    with transaction() as writer:
        actor = writer.merge(administrator)
        change_profile(writer.merge(who), actor=actor, email=f"x{who.id}@elsewhere.example")
    choose_password(who)


def make_anew(who: Person, kind: TokenKind = TokenKind.FIRST_LINK) -> None:
    """Take the account away, and use a link to a new one."""
    with transaction() as writer:
        writer.execute(delete(Account).where(Account.person_id == who.id))
    choose_password(who, kind)
