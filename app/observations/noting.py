"""That a reader opened a report stands in the log that its mentee reads. What the two read of it is noted nowhere."""

from __future__ import annotations

from app.core.access_log import note_access_while_reading, phrase
from app.core.i18n import lazy_gettext as _l
from app.observations.models import ObservationReport
from app.people.models import Person

READ = phrase("observations.read", _l("read an observation report about you"))
NAMED = phrase("observations.named_reader", _l("You signed it, and named them as a reader"))


def note_reading(report: ObservationReport, reader: Person) -> None:
    """Note that a reader opened it."""
    if reader.id not in {report.mentee.id, report.expert.id}:
        note_access_while_reading(report.mentee, READ, by=reader, why=NAMED)
