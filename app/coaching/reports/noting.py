"""That somebody read or took away a report stands in the log that its client reads."""

from __future__ import annotations

from app.coaching.reports.models import CoachingReport
from app.core.access_log import note_access, note_access_while_reading, phrase
from app.core.i18n import lazy_gettext as _l
from app.people.models import Person

READ = phrase("coaching.report_read", _l("read a report of your coaching"))
TAKEN = phrase("coaching.report_taken", _l("took a report of your coaching away as a file"))
NAMED = phrase("coaching.named_reader", _l("You named them as a reader"))


def note_reading(report: CoachingReport, reader: Person) -> None:
    """Note that a reader opened it. Its coach wrote it and its client owns it: what they do is noted nowhere."""
    if reader.id not in {report.author_id, report.engagement.client_id}:
        note_access_while_reading(report.engagement.client, READ, by=reader, why=NAMED)


def note_taking(report: CoachingReport, reader: Person) -> None:
    """Note that a reader took it away, in the transaction of the export. The caller commits."""
    if reader.id not in {report.author_id, report.engagement.client_id}:
        note_access(report.engagement.client, TAKEN, by=reader, why=NAMED)
