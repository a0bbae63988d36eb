"""Asking a coach, their answer, another coach instead; and what a manager offers."""

from __future__ import annotations

from sqlalchemy import select

from app.coaching.models import Caseload, Drawer, Engagement
from app.coaching.papers import write_first
from app.coaching.services.consents import give_consent, make_drawers, withdraw_consent
from app.coaching.services.moving import move
from app.coaching.with_coach.models import CoachingOffer
from app.coaching.with_coach.queries import MOST_CLIENTS, clients_of, coaches_for, sponsors_for
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.outbox import send
from app.people.models import Person
from programs.coaching import Agreement
from programs.engagements import EngagementKind, EngagementState, Party

DOCUMENT = "document_for_you"
LETS_COACH_OPEN = (Drawer.TALKS, Drawer.PLAN)
WISH, AGREEMENT = "wish", "agreement"


def ask(client: Person, coach: Person, sponsor: Person, *, wish: str, months: int, sessions: int) -> Engagement:
    """Ask a coach: who learns of it is that coach alone. Raises RuleBroken, Conflict where the coach is full."""
    _check_pool(client, coach)
    if sponsor.id not in {each.id for each in sponsors_for(client)} or sponsor.id == coach.id:
        raise RuleBroken(_("Choose a sponsor who is neither you nor the coach."), field="sponsor")
    made = Engagement(
        kind=EngagementKind.COACHING,
        state=EngagementState.OFFERED,
        client=client,
        referrer=client,
        referred_by=Party.CLIENT,
        guide=coach,
        sponsor=sponsor,
    )
    session().add(made)
    session().flush()
    make_drawers(made)
    first = Agreement(client=client.name, coach=coach.name, sponsor=sponsor.name, months=months, sessions=sessions)
    write_first(made, Drawer.TALKS, client, WISH, text=wish)
    write_first(made, Drawer.PLAN, client, AGREEMENT, **_words(first))
    give_consent(made, coach, LETS_COACH_OPEN)
    record(client, "coaching.asked", made)
    tell(coach)
    return made


def ask_another(engagement: Engagement, coach: Person) -> None:
    """Ask another coach, once the first has left it to others or has not answered."""
    if engagement.state is not EngagementState.OFFERED:
        raise Conflict(_("A coach has taken this on in the meantime. Look at the page once more."))
    client = engagement.client
    _check_pool(client, coach)
    if coach.id in {engagement.sponsor_id, engagement.guide_id}:
        raise RuleBroken(_("Choose a coach whom you have not asked, and who is not your sponsor."), field="coach")
    _let_go(engagement, client)
    engagement.guide = coach
    session().flush()
    give_consent(engagement, coach, LETS_COACH_OPEN)
    record(client, "coaching.asked", engagement)
    tell(coach)


def leave(engagement: Engagement, coach: Person) -> None:
    """Leave it to another coach: what the client wrote is shut to this one again."""
    if engagement.state is not EngagementState.OFFERED:
        raise Conflict(_("This has moved on in the meantime. Look at the page once more."))
    client = engagement.client
    _let_go(engagement, coach)
    session().flush()
    record(coach, "coaching.left_to_another", engagement)
    tell(client)


def withdraw(engagement: Engagement) -> None:
    """Not taken up, as the client: nobody but them opens a word of it any more."""
    move(engagement, EngagementState.NOT_TAKEN_UP, actor=engagement.client)
    for person in {each.person for each in engagement.consents if each.withdrawn_at is None}:
        withdraw_consent(engagement, person, actor=engagement.client)


def offer(client: Person, manager: Person) -> CoachingOffer:
    """Offer coaching to somebody who reports to one."""
    if client.manager_id != manager.id:
        raise RuleBroken(_("Offer this to somebody who reports to you."), field="person")
    made = CoachingOffer(client=client, manager=manager)
    session().add(made)
    session().flush()
    record(manager, "coaching.offered", made)
    tell(client)
    return made


def put_away(found: CoachingOffer) -> None:
    """Take an offer off one’s own page; whoever made it sees no difference."""
    found.put_away_at = now()
    session().flush()


def take_back(found: CoachingOffer) -> None:
    """Take back what one has offered."""
    found.taken_back_at = now()
    record(found.manager, "coaching.offer_taken_back", found)
    session().flush()


def tell(person: Person) -> None:
    """One neutral letter: a document for you, and nothing more."""
    if person.email:
        send(DOCUMENT, to=person.email, person_id=person.id)


def _check_pool(client: Person, coach: Person) -> None:
    """Hold the coach’s row while counting, so that two clients at once do not take the same last place."""
    if coach.id not in {each.person.id for each in coaches_for(client)}:
        raise RuleBroken(_("This coach cannot coach you. Choose another one."), field="coach")
    mine = Caseload.person_id == coach.id, Caseload.kind == EngagementKind.COACHING
    session().execute(select(Person.id).where(Person.id == coach.id).with_for_update())
    most = session().scalar(select(Caseload.most).where(*mine))
    if (session().scalar(clients_of(coach.id)) or 0) >= (MOST_CLIENTS if most is None else most):
        raise Conflict(_("%(name)s has no place left. Choose another coach.", name=coach.name))


def _let_go(engagement: Engagement, actor: Person) -> None:
    if engagement.guide is not None:
        withdraw_consent(engagement, engagement.guide, actor=actor)
    engagement.guide = None


def _words(agreement: Agreement) -> dict[str, object]:
    return {name: getattr(agreement, name) for name in Agreement.__dataclass_fields__}
