"""What three people sign before the first session: each change needs all signatures anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from app.coaching.models import Drawer, Engagement, Paper
from app.coaching.papers import OpenDrawer, open_drawer, rewrite
from app.coaching.services.consents import give_consent, living, withdraw_consent
from app.coaching.services.moving import move
from app.coaching.with_coach.models import AgreementSignature
from app.coaching.with_coach.policy import party_of
from app.coaching.with_coach.queries import signatures_on
from app.coaching.with_coach.services.asking import AGREEMENT, tell
from app.core.audit import record
from app.core.clock import today
from app.core.db import session
from app.core.errors import Conflict
from app.core.i18n import gettext as _
from app.core.vault import CannotBeOpened, Frozen
from app.people.models import Person
from programs.coaching import Agreement, as_bytes, from_words
from programs.engagements import EngagementState, Party
from programs.reports import digest_of

ALL_THREE = {Party.CLIENT, Party.GUIDE, Party.SPONSOR}


@dataclass(frozen=True, slots=True)
class OpenAgreement:
    """The agreement as it stands, who has signed it, and its drawer to write with."""

    agreement: Agreement
    digest: str
    paper: Paper
    drawer: OpenDrawer
    signatures: dict[Party, AgreementSignature]


def open_agreement(engagement: Engagement, reader: Person) -> OpenAgreement:
    """The agreement for one of the three. Raises NoKey, CannotBeOpened."""
    drawer = open_drawer(engagement, Drawer.PLAN, reader)
    found = drawer.newest(AGREEMENT)
    if found is not None and found.is_frozen:
        raise Frozen
    if found is None or found.words is None:
        raise CannotBeOpened
    agreement = from_words(found.words.reveal())
    digest = digest_of(as_bytes(agreement))
    return OpenAgreement(agreement, digest, found.paper, drawer, signatures_on(engagement, digest))


def take_on(engagement: Engagement, coach: Person) -> None:
    """Say yes as the coach, who stands in the agreement by name from now on; what is agreed comes next."""
    move(engagement, EngagementState.AGREEING, actor=coach)
    opened = open_agreement(engagement, coach)
    if opened.agreement.coach != coach.name:
        rewrite(
            opened.drawer, opened.paper, opened.paper.version, **asdict(replace(opened.agreement, coach=coach.name))
        )
    tell(engagement.client)


def change_agreement(
    engagement: Engagement, person: Person, seen: int, *, months: int, sessions: int, scope: str, goals: Sequence[str]
) -> None:
    """Other terms, as client or coach: what was signed before is signed no more. Raises Conflict for an older one."""
    opened = open_agreement(engagement, person)
    changed = replace(opened.agreement, months=months, sessions=sessions, scope=scope, goals=tuple(goals))
    if digest_of(as_bytes(changed)) == opened.digest:
        return
    rewrite(opened.drawer, opened.paper, seen, **asdict(changed))
    sponsor = engagement.sponsor
    if sponsor is not None and any(each.person_id == sponsor.id for each in living(engagement)):
        withdraw_consent(engagement, sponsor, actor=person, drawer=Drawer.PLAN)
    record(person, "coaching.agreement_changed", engagement)


def sign(engagement: Engagement, person: Person, digest: str) -> None:
    """Sign what one has seen. The sponsor is let in once client and coach have signed; with the third it begins."""
    session().refresh(engagement, ["state"], with_for_update=True)
    opened = open_agreement(engagement, person)
    if opened.drawer.is_altered:
        raise CannotBeOpened
    if opened.digest != digest or engagement.state is not EngagementState.AGREEING:
        raise Conflict(_("The agreement was changed since you looked. Read it once more before you sign."))
    opened.agreement.check_ready()
    party = party_of(person, engagement)
    if party in opened.signatures:
        raise Conflict(_("You have signed this already."))
    session().add(AgreementSignature(engagement=engagement, person=person, party=party, digest=digest))
    session().flush()
    record(person, "coaching.agreement_signed", engagement, party=party.value)
    signed = {party, *opened.signatures}
    if signed >= ALL_THREE:
        _begin(engagement, opened.agreement)
    elif engagement.sponsor is not None and signed == ALL_THREE - {Party.SPONSOR}:
        give_consent(engagement, engagement.sponsor, (Drawer.PLAN,))
        tell(engagement.sponsor)


def _begin(engagement: Engagement, agreement: Agreement) -> None:
    move(engagement, EngagementState.UNDER_WAY, actor=engagement.client)
    # With another coach it goes on, and what was noted stays within it.
    engagement.begins_on = engagement.begins_on or today()
    engagement.ends_on = months_later(engagement.begins_on, agreement.months)
    engagement.days = (engagement.ends_on - engagement.begins_on).days
    session().flush()
    for each in (engagement.client, engagement.guide):
        if each is not None:
            tell(each)


def months_later(day: date, months: int) -> date:
    """The same day some months later, the last of the month where there is no such day.

    >>> str(months_later(date(2026, 11, 30), 3))
    '2027-02-28'
    """
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    following = (first + timedelta(days=31)).replace(day=1)
    return first.replace(day=min(day.day, (following - timedelta(days=1)).day))
