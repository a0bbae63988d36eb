"""What the page of a report shows: the document itself, the same for all, and beside it what each may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.access import can
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.printing import Sheet
from app.core.wording import day_year
from app.observations.documents import Document, sheet_of
from app.observations.models import ObservationReader, ObservationReport, Standing
from app.observations.policy import ObservationAction, still_reads
from app.people.models import Person
from programs.observations import ObservationState

STATES = {
    ObservationState.RATED: _l("With the SME, who writes"),
    ObservationState.WITH_MENTEE: _l("With the mentee, who reads it and replies"),
    ObservationState.REPLIED: _l("With the mentee, to sign or to keep"),
    ObservationState.RELEASED: _l("Signed"),
    ObservationState.WITHDRAWN: _l("Taken back from its readers"),
    ObservationState.KEPT: _l("Kept between the two"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderLine:
    """One reader, as the mentee sees them."""

    person: Person
    words: str
    reads: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """A report for one of those who know of it."""

    report: ObservationReport
    sheet: Sheet
    is_mentee: bool
    is_expert: bool
    may_write: bool
    may_answer: bool
    may_keep: bool
    may_decide: bool
    is_written: bool
    readers: Sequence[ReaderLine]

    @property
    def is_reader(self) -> bool:
        """Whether it is somebody whom the mentee named."""
        return not self.is_mentee and not self.is_expert

    @property
    def may_sign(self) -> bool:
        """Whether the mentee has replied, and can sign now."""
        return self.may_answer and self.report.state is ObservationState.REPLIED

    @property
    def may_hand_over(self) -> bool:
        """Whether the expert has written, and has it in hand."""
        return self.may_write and self.is_written and self.report.state is ObservationState.RATED


def report_page(document: Document, person: Person) -> ReportPage:
    """Everything about it that this person sees."""
    report = document.report
    is_mentee = report.mentee.id == person.id
    return ReportPage(
        report=report,
        sheet=sheet_of(document),
        is_mentee=is_mentee,
        is_expert=report.expert.id == person.id,
        may_write=can(person, ObservationAction.WRITE, report),
        may_answer=can(person, ObservationAction.ANSWER, report),
        may_keep=can(person, ObservationAction.KEEP, report),
        may_decide=can(person, ObservationAction.DECIDE, report),
        is_written=document.written > 0,
        readers=[_line(each) for each in report.readers] if is_mentee else [],
    )


def _line(reader: ObservationReader) -> ReaderLine:
    since, reads = day_year(reader.named_at), still_reads(reader)
    if reads:
        words = _("Reads it since %(day)s", day=since)
        if reader.standing is Standing.MANAGER:
            words = _("Reads it since %(day)s, for as long as they are your manager", day=since)
    elif reader.ended_at is not None:
        words = _("Read it from %(since)s until %(until)s", since=since, until=day_year(reader.ended_at))
    else:
        words = _("Reads it no more: they are not what you named them as")
    return ReaderLine(person=reader.person, words=words, reads=reads)
