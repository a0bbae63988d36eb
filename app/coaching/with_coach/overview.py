"""What coaching asks of somebody and opens to them, for the page where coaching and advising begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.coaching.reports.models import CoachingReport
from app.coaching.reports.queries import documents_for
from app.coaching.with_coach.models import CoachingOffer
from app.coaching.with_coach.queries import offers_to
from app.people.models import Person
from app.people.queries import direct_reports


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenToSomebody:
    """Documents they were let into, what their manager offers, and whether they can offer it themselves."""

    documents: Sequence[CoachingReport]
    offers: Sequence[CoachingOffer]
    has_reports: bool


def open_to(person: Person) -> OpenToSomebody:
    """For one person: five queries at most, however many there are."""
    return OpenToSomebody(
        documents=documents_for(person), offers=offers_to(person), has_reports=bool(direct_reports(person))
    )
