"""What the home page says about observation reports: whose turn it is, and what one was let into."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.i18n import gettext as _
from app.core.panels import Panel, Place, panels
from app.observations.models import ObservationReport
from app.observations.queries import reports_today
from app.people.models import Person
from programs.observations import IN_WORK, KNOWN_TO_READERS, ObservationState

TURN = 8


@panels("observations", order=30)
def turns(person: Person) -> Iterator[Panel]:
    """A report to read, to sign or to write."""
    for report in reports_today(person):
        if report.state not in IN_WORK:
            continue
        is_mentee = report.mentee.id == person.id
        if (report.state is ObservationState.RATED) is not is_mentee:
            yield _read_or_sign(report) if is_mentee else _write(report)


def _write(report: ObservationReport) -> Panel:
    return Panel(
        place=Place.TURN,
        title=_("%(name)s asks you for an observation report.", name=report.mentee.name),
        text=_("They have named a task and said how far they see themselves. Now it is your turn."),
        endpoint="observations.show",
        values={"observation_id": report.public_id},
        label=_("Read it"),
        urgency=TURN,
    )


def _read_or_sign(report: ObservationReport) -> Panel:
    name = report.expert.name
    is_new = report.state is ObservationState.WITH_MENTEE
    return Panel(
        place=Place.TURN,
        title=_("%(name)s has written an observation report for you.", name=name)
        if is_new
        else _("Your observation report is yours to sign, or to keep."),
        text=_("Nobody else knows of it unless you sign it and name them."),
        endpoint="observations.show",
        values={"observation_id": report.public_id},
        label=_("Read it"),
        urgency=TURN if is_new else 0,
    )


@panels("observation_documents", order=62)
def reports_let_in(person: Person) -> Iterator[Panel]:
    """Whom somebody let me read a report of; no query of its own."""
    found = [each for each in reports_today(person) if each.state in KNOWN_TO_READERS]
    if found:
        yield Panel(
            place=Place.LETTER,
            title=_("Observation reports for you"),
            template="observations/_home.html",
            context={"reports": found},
        )
