"""Who knows of a report: its coach, its client once it lies before them, and whom they named once they have signed.

A consent names a person and never “the manager” (C-34). It also remembers as what they were named: a manager, an HR
lead. Whoever is that no longer reads no more with the next request, and whoever follows them reads nothing either. The
client agreed to one person in one part, and both must still be so; where one has changed they may name somebody anew.
"""

from __future__ import annotations

from typing import Any

from app.coaching.models import Engagement, EngagementConsent
from app.coaching.policy import guides_it, is_its_client
from app.coaching.reports.models import CoachingReport, ReportReader
from app.coaching.with_coach.policy import is_coaching
from app.core.access import Action, allow
from app.people.models import Person, Role, holds
from programs.engagements import EngagementState, Party
from programs.reports import Audience, ReportState, is_read_by


class ReportAction(Action):
    """What one can do with reports."""

    WRITE = "coaching-report:write", "Write a report on a coaching of one’s own"
    READ = "coaching-report:read", "Read a report: its coach, its client, and whom the client named"
    CHANGE = "coaching-report:change", "Change what is not signed, as its coach"
    ANSWER = "coaching-report:answer", "Sign a report or send it back, as its client"
    DECIDE = "coaching-report:decide", "Say who reads a signed report, as its client"


def writes_reports(person: Person, obj: Any) -> bool:
    """Is the coach, and the coaching has begun."""
    return is_coaching(obj) and guides_it(person, obj) and _has_begun(obj)


def is_its_coach(person: Person, obj: Any) -> bool:
    return isinstance(obj, CoachingReport) and obj.author_id == person.id and guides_it(person, obj.engagement)


def is_client_who_knows(person: Person, obj: Any) -> bool:
    """Is its client, and the coach has handed it over."""
    known = isinstance(obj, CoachingReport) and is_read_by(Audience.CLIENT, obj.state)
    return known and is_its_client(person, obj.engagement)


def was_named(person: Person, obj: Any) -> bool:
    """Is somebody whom the client named when signing, who still is what they were named as."""
    if not isinstance(obj, CoachingReport) or not is_read_by(Audience.READER, obj.state):
        return False
    return any(still_reads(each, obj.engagement) for each in obj.readers if each.consent.person_id == person.id)


def changes(person: Person, obj: Any) -> bool:
    return is_its_coach(person, obj) and obj.state in {ReportState.DRAFT, ReportState.WITH_CLIENT}


def answers(person: Person, obj: Any) -> bool:
    return is_client_who_knows(person, obj) and obj.state is ReportState.WITH_CLIENT


def decides(person: Person, obj: Any) -> bool:
    return is_client_who_knows(person, obj) and obj.state is ReportState.SIGNED


def still_reads(reader: ReportReader, engagement: Engagement) -> bool:
    """Whether the consent holds, and its person is still what they were named as."""
    return is_living(reader.consent) and still_stands(reader, engagement)


def is_living(consent: EngagementConsent) -> bool:
    return consent.withdrawn_at is None


def still_stands(reader: ReportReader, engagement: Engagement) -> bool:
    """Whether somebody named as manager is the manager, and as HR lead an HR lead, today."""
    person = reader.consent.person
    if reader.standing is Party.MANAGER:
        return engagement.client.manager_id == person.id
    return reader.standing is not Party.HR or holds(person, Role.HR_LEAD)


def standing_of(person: Person, client: Person) -> Party:
    """As what somebody is named today: manager before HR before any other sponsor."""
    if client.manager_id == person.id:
        return Party.MANAGER
    return Party.HR if holds(person, Role.HR_LEAD) else Party.SPONSOR


def _has_begun(engagement: Engagement) -> bool:
    return engagement.state in {EngagementState.UNDER_WAY, EngagementState.CLOSED}


POLICY = {
    ReportAction.WRITE: (writes_reports,),
    ReportAction.READ: (is_its_coach, is_client_who_knows, was_named),
    ReportAction.CHANGE: (changes,),
    ReportAction.ANSWER: (answers,),
    ReportAction.DECIDE: (decides,),
}
allow(POLICY)
