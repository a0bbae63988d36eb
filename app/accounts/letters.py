"""The letters about coming in. Each is written when it is sent, and its link made then."""

from __future__ import annotations

from app.accounts.models import TokenKind
from app.accounts.queries import has_password
from app.accounts.services import READDRESSED, mint
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.mail import Letter, link, mail
from app.core.organisation import organisation
from app.people.models import Person


@mail("invitation")
def invitation(*, person_id: int, actor_id: int | None = None) -> Letter | None:
    """“Somebody invites you”, with a link good for 14 days; withdrawn when they have come in by then."""
    person = _reachable(person_id)
    if person is None or has_password(person):
        return None
    actor = session().get(Person, actor_id) if actor_id else None
    subject = _("Your way in to mentoring at %(organisation)s", organisation=_house())
    context = {"person": person, "actor": actor, "url": _link(TokenKind.INVITATION, person)}
    return Letter(subject=subject, template="invitation", context=context)


@mail("first_link")
def first_link(*, person_id: int) -> Letter | None:
    """The link that somebody in the directory asked for, to choose their first password."""
    person = _reachable(person_id)
    if person is None:
        return None
    context = {"person": person, "url": _link(TokenKind.FIRST_LINK, person)}
    return Letter(subject=_("Your link to Ithaca"), template="first_link", context=context)


@mail("reset")
def reset(*, person_id: int) -> Letter | None:
    """The link for a new password."""
    person = _reachable(person_id)
    if person is None:
        return None
    context = {"person": person, "url": _link(TokenKind.RESET, person)}
    return Letter(subject=_("A new password for Ithaca"), template="reset", context=context)


@mail("password_changed")
def password_changed(*, person_id: int) -> Letter | None:
    """Tells the owner that their password is another one now, in case it was not them."""
    person = _reachable(person_id)
    if person is None:
        return None
    context = {"person": person, "url": link("accounts.forgotten_password")}
    return Letter(subject=_("Your password was changed"), template="password_changed", context=context)


@mail(READDRESSED)
def readdressed(*, person_id: int) -> Letter | None:
    """Tells the mailbox somebody had until now, in case it was not them; it says not where they are written to now."""
    person = session().get(Person, person_id)
    if person is None or not person.is_active:
        return None
    return Letter(subject=_("Ithaca writes to another address now"), template="readdressed", context={"person": person})


def _reachable(person_id: int) -> Person | None:
    person = session().get(Person, person_id)
    return person if person is not None and person.is_active and person.email else None


def _link(kind: TokenKind, person: Person) -> str:
    return link("accounts.open_link", token=mint(kind, person))


def _house() -> str:
    return organisation().name or "Ithaca"
