"""What is asked about reports. Who finds one has not read it: see ``documents``."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.coaching.models import Engagement, EngagementConsent
from app.coaching.queries import touching
from app.coaching.reports.models import CoachingReport, ReportExport, ReportReader
from app.coaching.reports.policy import ReportAction
from app.core.access import can
from app.core.db import session
from app.people.models import Appointment, Person, PersonState, Role
from programs.reports import ReportState


def report_by_public_id(public_id: str) -> CoachingReport | None:
    """The report of this public id, with its engagement and its people."""
    return session().scalar(_with_people(select(CoachingReport).where(CoachingReport.public_id == public_id)))


def reports_on(engagement: Engagement, person: Person) -> list[CoachingReport]:
    """The reports of a coaching that this person knows of, the newest first."""
    found = select(CoachingReport).where(CoachingReport.engagement_id == engagement.id)
    rows = session().scalars(_with_people(found.order_by(CoachingReport.id.desc())))
    return [each for each in rows if can(person, ReportAction.READ, each)]


def documents_for(person: Person) -> list[CoachingReport]:
    """The signed reports that this person was let into, the newest first: three queries, none for most people."""
    if not touching(person):
        return []
    named = (
        select(ReportReader.report_id)
        .join(ReportReader.consent)
        .where(EngagementConsent.person_id == person.id, EngagementConsent.withdrawn_at.is_(None))
    )
    found = select(CoachingReport).where(CoachingReport.id.in_(named), CoachingReport.state == ReportState.SIGNED)
    rows = session().scalars(_with_people(found.order_by(CoachingReport.signed_at.desc())))
    return [each for each in rows if can(person, ReportAction.READ, each)]


def before(person: Person) -> Sequence[CoachingReport]:
    """The reports that lie before their client."""
    if not any(each.client_id == person.id for each in touching(person)):
        return []
    found = select(CoachingReport).join(CoachingReport.engagement)
    waits = Engagement.client_id == person.id, CoachingReport.state == ReportState.WITH_CLIENT
    return session().scalars(_with_people(found.where(*waits).order_by(CoachingReport.id))).all()


def readers_for(engagement: Engagement) -> list[Person]:
    """Whom a client may name: the sponsor of the agreement, their manager, HR leads."""
    leads = select(Appointment.person_id).where(Appointment.role == Role.HR_LEAD, Appointment.ended_at.is_(None))
    hr = select(Person).where(Person.id.in_(leads), Person.state == PersonState.ACTIVE).order_by(Person.search_text)
    found = [engagement.sponsor, engagement.client.manager, *session().scalars(hr)]
    own = {engagement.client_id, engagement.guide_id}
    return list({each.id: each for each in found if each and each.is_active and each.id not in own}.values())


def exports_of(report: CoachingReport) -> Sequence[ReportExport]:
    """Who took it away as a file, the newest first."""
    found = select(ReportExport).where(ReportExport.report_id == report.id).order_by(ReportExport.id.desc())
    return session().scalars(found).all()


def _with_people(found: Select[CoachingReport]) -> Select[CoachingReport]:
    engagement = joinedload(CoachingReport.engagement)
    return found.options(
        joinedload(CoachingReport.author),
        engagement.joinedload(Engagement.client),
        engagement.joinedload(Engagement.sponsor),
        engagement.joinedload(Engagement.guide),
    )
