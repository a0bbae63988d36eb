"""The signed reports about somebody, for them to lay before others: that there is one, and no word of it."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.i18n import gettext as _
from app.observations.queries import signed_by
from app.people.evidence import EvidenceKind, Item, offers_evidence
from app.people.models import Person


@offers_evidence
def signed_reports(person: Person) -> Iterator[Item]:
    """Their own, signed and not taken back; one query."""
    for each in signed_by(person):
        if each.signed_at is not None:
            yield Item(
                key=f"observation:{each.public_id}",
                kind=EvidenceKind.REPORT,
                title=_("Observation report by %(name)s", name=each.expert.name),
                on=each.signed_at.date(),
            )
