"""Observation reports through the services, as the two of a pair would write them."""

from __future__ import annotations

from typing import Any

from app.core.clock import today
from app.core.transactions import transaction
from app.observations import services
from app.observations.documents import open_report
from app.observations.models import ObservationReport
from app.pairings.models import Pairing
from app.people.models import Person
from programs.observations import ObservationState

TASK = "Close the month for two sites"
WHY = "I still ask about the accruals"
OBSERVED = {
    "standard": "Every line explained by noon",
    "seen": "She checked each line against the contract",
    "effect": "Two wrong invoices were found in time",
    "next_step": "Lead the close next month",
}
REPLY = "I had not noticed the contract was the reason"


def rated(pairing: Pairing, **said: Any) -> ObservationReport:
    """A task that the mentee has named and rated."""
    with transaction() as writer:
        pair = writer.merge(pairing)
        words = {"task": TASK, "on": today(), "level": 3, "why": WHY, **said}
        return services.begin(pair, pair.mentee.person, **words)


def written(report: ObservationReport, **words: str) -> ObservationReport:
    """What the expert saw, still with them."""
    with transaction() as writer:
        found = writer.merge(report)
        seen = open_report(found, found.expert).written
        services.observe(found, found.expert, {**OBSERVED, **words}, seen)
        return found


def handed(report: ObservationReport) -> ObservationReport:
    """Handed over to the mentee."""
    with transaction() as writer:
        found = writer.merge(report)
        services.hand_over(found, found.expert)
        return found


def unsigned(pairing: Pairing) -> ObservationReport:
    """One that its mentee reads and has not replied to: nobody else may know of it."""
    return handed(written(rated(pairing)))


def replied(report: ObservationReport, text: str = REPLY) -> ObservationReport:
    """The mentee has said something to it."""
    with transaction() as writer:
        found = writer.merge(report)
        services.reply(found, found.mentee, text)
        return found


def signed(report: ObservationReport, *readers: Person) -> ObservationReport:
    """Signed by the mentee for these readers, from wherever it stood."""
    if report.state is ObservationState.RATED:
        report = replied(handed(written(report)))
    with transaction() as writer:
        found = writer.merge(report)
        digest = open_report(found, found.mentee).digest
        services.sign(found, found.mentee, digest, [writer.merge(each) for each in readers])
        return found
