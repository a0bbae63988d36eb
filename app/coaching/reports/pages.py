"""What the page of a report shows: the document itself, the same for all, and beside it what each may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.coaching.models import Drawer
from app.coaching.papers import OpenPaper, open_drawer
from app.coaching.reports.documents import Document
from app.coaching.reports.models import CoachingReport, ReportExport, ReportReader
from app.coaching.reports.policy import ReportAction, is_living, still_stands
from app.coaching.reports.queries import exports_of, readers_for
from app.coaching.reports.services import COMMENT
from app.core.access import can
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.printing import Sheet
from app.core.wording import day_year
from app.people.models import Person
from programs.engagements import Party
from programs.reports import ReportState

AS = {
    Party.MANAGER: _l("as your manager"),
    Party.HR: _l("as HR lead"),
    Party.SPONSOR: _l("as sponsor"),
}
STATES = {
    ReportState.DRAFT: _l("A draft: the coach alone"),
    ReportState.WITH_CLIENT: _l("Laid before the client"),
    ReportState.SIGNED: _l("Signed"),
    ReportState.WITHDRAWN: _l("Withdrawn"),
    ReportState.DROPPED: _l("Put away unsigned"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderLine:
    """One reader, as the client sees them."""

    person: Person
    words: str
    is_living: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportLine:
    """A file that somebody took away; ``later``: what the client has withdrawn since, which no file knows."""

    person: Person
    at: datetime
    later: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """A report for one of those who know of it."""

    report: CoachingReport
    sheet: Sheet
    digest: str
    is_client: bool
    is_coach: bool
    may_change: bool
    may_answer: bool
    may_decide: bool
    comments: list[OpenPaper]
    readers: list[ReaderLine]
    exports: list[ExportLine]
    others: list[Person]

    @property
    def is_reader(self) -> bool:
        return not self.is_client and not self.is_coach


def report_page(document: Document, person: Person) -> ReportPage:
    """Everything about it that this person sees."""
    report = document.report
    is_client, is_coach = report.engagement.client_id == person.id, report.author_id == person.id
    of_the_two = is_client or is_coach
    named = [each for each in report.readers if is_living(each.consent)] if is_client else []
    may_decide = can(person, ReportAction.DECIDE, report)
    taken = {each.consent.person_id for each in named}
    return ReportPage(
        report=report,
        sheet=document.sheet,
        digest=document.digest,
        is_client=is_client,
        is_coach=is_coach,
        may_change=can(person, ReportAction.CHANGE, report),
        may_answer=can(person, ReportAction.ANSWER, report),
        may_decide=may_decide,
        comments=_comments(report, person) if of_the_two else [],
        readers=[_reader_line(each, report) for each in report.readers] if is_client else [],
        exports=_export_lines(report) if is_client else [],
        others=[each for each in readers_for(report.engagement) if each.id not in taken] if may_decide else [],
    )


def _comments(report: CoachingReport, person: Person) -> list[OpenPaper]:
    talks = open_drawer(report.engagement, Drawer.TALKS, person)
    return [each for each in talks.of_kind(COMMENT) if each.about == report.public_id]


def _reader_line(reader: ReportReader, report: CoachingReport) -> ReaderLine:
    consent = reader.consent
    words = _("%(part)s, since %(day)s", part=AS[reader.standing], day=day_year(consent.given_at))
    if consent.withdrawn_at is not None:
        words = _("until %(day)s, when you took it back", day=day_year(consent.withdrawn_at))
    elif not still_stands(reader, report.engagement):
        words = _("named %(part)s, which they are no longer: they do not read it", part=AS[reader.standing])
    return ReaderLine(person=consent.person, words=words, is_living=consent.withdrawn_at is None)


def _export_lines(report: CoachingReport) -> list[ExportLine]:
    return [
        ExportLine(person=each.person, at=each.at, later=_later(each, report.readers)) for each in exports_of(report)
    ]


def _later(export: ReportExport, readers: Sequence[ReportReader]) -> str:
    ended = [each.consent.withdrawn_at for each in readers if each.consent.person_id == export.person_id]
    after = [each for each in ended if each is not None and each >= export.at]
    return _("Taken before you withdrew it on %(day)s.", day=day_year(min(after))) if after else ""
