"""The letters of signing up that an administrator sends, or that leave by themselves before the close."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from app.accounts.models import TokenKind
from app.accounts.queries import has_password
from app.accounts.services import mint
from app.cohorts.models import Cohort, Side
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.mail import Letter, link, mail
from app.core.mail_previews import preview
from app.core.wording import day
from app.people.models import Person
from app.sign_up.administration.queries import sides_of
from app.sign_up.models import SignUp, SignUpState
from app.sign_up.queries import UNFINISHED
from app.sign_up.windows import local_today, why_closed
from programs.phases import Phase

BEGUN = frozenset({SignUpState.STARTED, SignUpState.ENTERED})
_BEFORE_THE_CLOSE = frozenset({Phase.DRAFT, Phase.SIGN_UP})


@mail("sign_up_open")
def sign_up_open(*, cohort_id: int, person_id: int) -> Letter | None:
    """“Sign-up is open”, once for each person, whichever sides they are asked for."""
    found = _waiting(cohort_id, person_id)
    if found is None:
        return None
    person, cohort, rows = found
    return invitation_to(person, cohort, {each.side for each in rows}, url=_way_in(person, cohort))


@mail("sign_up_reminder", optional=_l("reminding of a sign-up"))
def sign_up_reminder(*, cohort_id: int, person_id: int) -> Letter | None:
    """A reminder to somebody who is not done; withdrawn when they are, or have withdrawn, by then."""
    found = _waiting(cohort_id, person_id)
    if found is None:
        return None
    person, cohort, rows = found
    has_begun = any(each.state in BEGUN for each in rows)
    return reminder_to(person, cohort, has_begun=has_begun, url=_way_in(person, cohort))


@mail("sign_up_removed")
def sign_up_removed(*, cohort_id: int, person_id: int, is_mentor: bool) -> Letter | None:
    """Kind words to somebody whom an administrator has taken out."""
    person, cohort = session().get(Person, person_id), session().get(Cohort, cohort_id)
    if person is None or cohort is None or not person.is_active:
        return None
    return removal_of(person, cohort, Side.MENTOR if is_mentor else Side.MENTEE)


def invitation_to(person: Person, cohort: Cohort, sides: Collection[Side], *, url: str) -> Letter:
    """The invitation; ``url`` leads to the sign-up, or first to choosing a password."""
    subject = _("%(cohort)s: you are invited", cohort=cohort.name_in_letters)
    context = _context(person, cohort, url) | {"is_mentee": Side.MENTEE in sides, "is_mentor": Side.MENTOR in sides}
    return Letter(subject=subject, template="sign_up_open", context=context, reply_to=_answers_to(cohort))


def reminder_to(person: Person, cohort: Cohort, *, has_begun: bool, url: str) -> Letter:
    """The reminder, in other words for somebody who has begun."""
    closes_on = closing_day(cohort)
    if closes_on:
        subject = _("%(cohort)s: sign-up closes on %(day)s", cohort=cohort.name_in_letters, day=day(closes_on))
    else:
        subject = _("%(cohort)s: your sign-up waits for you", cohort=cohort.name_in_letters)
    context = _context(person, cohort, url) | {"has_begun": has_begun}
    return Letter(subject=subject, template="sign_up_reminder", context=context, reply_to=_answers_to(cohort))


def removal_of(person: Person, cohort: Cohort, side: Side) -> Letter:
    """What somebody reads who no longer takes part on this side."""
    if side is Side.MENTOR:
        subject = _("You no longer take part in %(cohort)s as a mentor", cohort=cohort.name_in_letters)
    else:
        subject = _("You no longer take part in %(cohort)s as a mentee", cohort=cohort.name_in_letters)
    context = {"person": person, "cohort": cohort, "is_mentor": side is Side.MENTOR}
    return Letter(subject=subject, template="sign_up_removed", context=context, reply_to=_answers_to(cohort))


def closing_day(cohort: Cohort) -> date | None:
    """The last day to sign up that still lies ahead of those who are invited; None where there is none."""
    closes_on = cohort.sign_up_closes_on
    lies_ahead = closes_on is not None and closes_on >= local_today() and cohort.phase in _BEFORE_THE_CLOSE
    return closes_on if lies_ahead else None


@preview("sign_up_open")
@preview("sign_up_reminder")
def somebody_asked() -> dict[str, int] | None:
    """Somebody who has not finished, in a cohort that can be joined."""
    open_ones = select(SignUp).join(SignUp.cohort).where(Cohort.phase == Phase.SIGN_UP, SignUp.state.in_(UNFINISHED))
    row = session().scalar(open_ones.order_by(SignUp.id.desc()).limit(1))
    return {"cohort_id": row.cohort_id, "person_id": row.person_id} if row else None


@preview("sign_up_removed")
def somebody_removed() -> dict[str, int] | None:
    """Anybody who was asked."""
    row = session().scalar(select(SignUp).order_by(SignUp.id.desc()).limit(1))
    if row is None:
        return None
    return {"cohort_id": row.cohort_id, "person_id": row.person_id, "is_mentor": row.side is Side.MENTOR}


def _context(person: Person, cohort: Cohort, url: str) -> dict[str, object]:
    return {"person": person, "cohort": cohort, "url": url, "closes_on": closing_day(cohort)}


def _answers_to(cohort: Cohort) -> str | None:
    return cohort.contact.email if cohort.contact else None


def _way_in(person: Person, cohort: Cohort) -> str:
    # Whoever has never come in chooses a password first, and then finds the sign-up on their home page.
    if has_password(person):
        return link("sign_up.begin", cohort_id=cohort.public_id)
    return link("accounts.open_link", token=mint(TokenKind.INVITATION, person))


def _waiting(cohort_id: int, person_id: int) -> tuple[Person, Cohort, list[SignUp]] | None:
    person, cohort = session().get(Person, person_id), session().get(Cohort, cohort_id)
    if person is None or cohort is None or not person.is_active:
        return None
    rows = [each for each in sides_of(person, cohort) if why_closed(cohort, each) is None]
    return (person, cohort, rows) if rows else None
