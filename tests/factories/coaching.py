"""Engagements as they are under way, written through the same services as real use; everything is committed."""

from __future__ import annotations

from typing import Any

from app.coaching.models import Drawer, Engagement
from app.coaching.reports.documents import open_document
from app.coaching.reports.models import CoachingReport
from app.coaching.reports.services import begin, compose
from app.coaching.reports.services import hand_over as lay_before
from app.coaching.reports.services import sign as sign_report
from app.coaching.services.consents import give_consent, make_drawers
from app.coaching.with_coach.services.agreeing import change_agreement, open_agreement, take_on
from app.coaching.with_coach.services.agreeing import sign as sign_agreement
from app.coaching.with_coach.services.asking import ask
from app.core.clock import today
from app.core.db import db
from app.core.transactions import transaction
from app.people.models import Person
from programs.engagements import EngagementKind, EngagementState, Party
from programs.reports import Band, Support

GUIDES_OPEN = (Drawer.REFERRAL, Drawer.STATEMENT, Drawer.TALKS, Drawer.PLAN)
GOALS = ("Lead the weekly review", "Say no in time")


def engagement(
    client: Person,
    guide: Person | None = None,
    sponsor: Person | None = None,
    *,
    kind: EngagementKind = EngagementKind.ADVISING,
    state: EngagementState = EngagementState.UNDER_WAY,
    **fields: Any,
) -> Engagement:
    """An engagement that began today for ninety days, with the client's yes to coach or advisor and to the sponsor."""
    with transaction() as session:
        here, accompanies, stands_by = (each and session.merge(each) for each in (client, guide, sponsor))
        assert here is not None
        asked = stands_by or here
        made = Engagement(
            kind=kind,
            state=state,
            client=here,
            referrer=asked,
            referred_by=Party.MANAGER if stands_by else Party.CLIENT,
            guide=accompanies,
            sponsor=stands_by,
            begins_on=today(),
            **{"days": 90, **fields},
        )
        session.add(made)
        session.flush()
        make_drawers(made)
        if accompanies:
            give_consent(made, accompanies, GUIDES_OPEN)
        if stands_by:
            give_consent(made, stands_by, (Drawer.PLAN,))
    db.session().commit()
    return made


def agreed(client: Person, coach: Person, sponsor: Person, *, goals: tuple[str, ...] = GOALS) -> Engagement:
    """A coaching whose coach has signed what was agreed, and whose client has not."""
    with transaction() as session:
        here, accompanies, stands_by = (session.merge(each) for each in (client, coach, sponsor))
        made = ask(here, accompanies, stands_by, wish="Speak up in large meetings", months=4, sessions=8)
        take_on(made, accompanies)
        change_agreement(made, here, 1, months=4, sessions=8, scope="Leading without preparing every word", goals=goals)
        sign_agreement(made, accompanies, open_agreement(made, accompanies).digest)
    db.session().commit()
    return made


def sponsor_signs(engagement: Engagement) -> Engagement:
    """The same once client and sponsor have signed too: it begins today."""
    with transaction() as session:
        here = session.merge(engagement)
        for each in (here.client, here.sponsor):
            assert each is not None
            sign_agreement(here, each, open_agreement(here, each).digest)
    db.session().commit()
    return here


def coaching(client: Person, coach: Person, sponsor: Person) -> Engagement:
    """A coaching that three have agreed on today."""
    return sponsor_signs(agreed(client, coach, sponsor))


def draft(engagement: Engagement, *, note: str = "Two hours on a Friday") -> CoachingReport:
    """A report of which nobody but its coach knows."""
    with transaction() as session:
        here = session.merge(engagement)
        assert here.guide is not None
        asked = (Support.TIME,)
        content = compose(here, here.guide, until=today(), bands=[Band.UNDER_WAY, Band.BEGUN], support=asked, note=note)
        made = begin(here, here.guide, content)
    db.session().commit()
    return made


def handed(report: CoachingReport) -> CoachingReport:
    """The same, before its client."""
    with transaction() as session:
        here = session.merge(report)
        lay_before(here, here.author)
    db.session().commit()
    return here


def signed(report: CoachingReport, *readers: Person) -> CoachingReport:
    """The same, signed by its client for these readers."""
    with transaction() as session:
        here = session.merge(report)
        client = here.engagement.client
        sign_report(here, client, open_document(here, client).digest, [session.merge(each) for each in readers])
    db.session().commit()
    return here
