"""What the page of a coaching shows to its client and its coach."""

from __future__ import annotations

from dataclasses import dataclass

from app.coaching.models import CheckIn, Drawer, Engagement
from app.coaching.papers import OpenPaper, open_drawer
from app.coaching.services.regaining import those_besides, waits
from app.coaching.with_coach.models import AgreementSignature
from app.coaching.with_coach.queries import sessions_of
from app.coaching.with_coach.services.agreeing import ALL_THREE, OpenAgreement, open_agreement
from app.coaching.with_coach.services.asking import WISH
from app.coaching.with_coach.services.going_on import goals_in
from app.core.vault import CannotBeOpened
from app.people.models import Person
from programs.coaching import Agreement
from programs.engagements import EngagementState, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingPage:
    """A coaching for one of the two."""

    engagement: Engagement
    is_client: bool
    other: Person | None
    wish: str
    agreement: Agreement
    may_sign: bool
    waits_for: list[Person]
    goals: list[OpenPaper]
    sessions: list[CheckIn]
    is_altered: bool
    shut_to: Person | None

    @property
    def held(self) -> int:
        """How many sessions took place."""
        return sum(each.was_held for each in self.sessions)

    @property
    def is_under_way(self) -> bool:
        return self.engagement.state is EngagementState.UNDER_WAY

    @property
    def is_asked(self) -> bool:
        return self.engagement.state is EngagementState.OFFERED

    @property
    def is_being_agreed(self) -> bool:
        return self.engagement.state is EngagementState.AGREEING


def coaching_page(engagement: Engagement, person: Person) -> CoachingPage:
    """Everything on it. Raises NoKey, CannotBeOpened."""
    talks = open_drawer(engagement, Drawer.TALKS, person)
    opened = open_agreement(engagement, person)
    is_client = engagement.client_id == person.id
    wish = talks.newest(WISH)
    waits_for = waiting_for(engagement, opened.signatures)
    return CoachingPage(
        engagement=engagement,
        is_client=is_client,
        other=engagement.guide if is_client else engagement.client,
        wish=wish.get("text") if wish else "",
        agreement=opened.agreement,
        may_sign=bool(opened.agreement.goals) and person in waits_for,
        waits_for=waits_for,
        goals=goals_in(talks.papers),
        sessions=list(sessions_of(engagement)),
        is_altered=talks.is_altered or opened.drawer.is_altered,
        shut_to=next((each for each in those_besides(engagement, person) if waits(engagement, each)), None),
    )


def waiting_for(engagement: Engagement, signatures: dict[Party, AgreementSignature]) -> list[Person]:
    """Who has yet to sign: the sponsor is asked after the other two."""
    if engagement.state is not EngagementState.AGREEING:
        return []
    two = {Party.CLIENT: engagement.client, Party.GUIDE: engagement.guide}
    missing = [person for party, person in two.items() if party not in signatures and person is not None]
    if missing or Party.SPONSOR in signatures or engagement.sponsor is None:
        return missing
    return [engagement.sponsor]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPage:
    """The agreement for one of the three."""

    engagement: Engagement
    agreement: Agreement
    digest: str
    version: int
    signed: list[AgreementSignature]
    waits_for: list[Person]
    may_sign: bool
    may_change: bool

    @property
    def is_signed_by_all(self) -> bool:
        return {each.party for each in self.signed} >= ALL_THREE


def agreement_page(engagement: Engagement, person: Person, opened: OpenAgreement | None = None) -> AgreementPage:
    """The agreement as it stands. Raises NoKey, CannotBeOpened."""
    opened = opened or open_agreement(engagement, person)
    if opened.drawer.is_altered:
        raise CannotBeOpened
    waits_for = waiting_for(engagement, opened.signatures)
    is_agreeing = engagement.state is EngagementState.AGREEING
    return AgreementPage(
        engagement=engagement,
        agreement=opened.agreement,
        digest=opened.digest,
        version=opened.paper.version,
        signed=sorted(opened.signatures.values(), key=lambda each: each.at),
        waits_for=waits_for,
        may_sign=bool(opened.agreement.goals) and person in waits_for,
        may_change=is_agreeing and person in (engagement.client, engagement.guide),
    )
