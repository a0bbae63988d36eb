"""Writing a report, handing it over, signing, taking back. The caller commits."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from app.coaching.models import Drawer, Engagement
from app.coaching.papers import open_drawer, rewrite, write, write_first
from app.coaching.reports.documents import REPORT, WRITTEN, Document, open_document
from app.coaching.reports.models import CoachingReport, ReportExport, ReportReader
from app.coaching.reports.noting import note_taking
from app.coaching.reports.policy import is_living, standing_of
from app.coaching.reports.queries import readers_for
from app.coaching.services.consents import give_consent, living, make_drawers, withdraw_consent
from app.coaching.with_coach.queries import held_between
from app.coaching.with_coach.services.agreeing import open_agreement
from app.coaching.with_coach.services.asking import tell
from app.core.audit import record
from app.core.clock import now, today
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Person
from programs.reports import Audience, Band, Report, ReportState, Support, as_bytes, check_move, progress

COMMENT = "report-comment"


def compose(
    engagement: Engagement, coach: Person, *, until: date, bands: Sequence[Band], support: Sequence[Support], note: str
) -> Report:
    """A report out of the agreement, the dates and what the coach chose: there is nothing else to write."""
    agreement = open_agreement(engagement, coach).agreement
    since = engagement.begins_on or today()
    if not since <= until <= today():
        raise RuleBroken(_("Choose a day from the beginning of the coaching until today."), field="until")
    return Report(
        client=engagement.client.name,
        coach=coach.name,
        since=since,
        until=until,
        written_on=today(),
        held=held_between(engagement, since, until),
        agreed=agreement.sessions,
        goals=progress(agreement.goals, bands),
        support=tuple(support),
        note=note,
    )


def begin(engagement: Engagement, coach: Person, content: Report) -> CoachingReport:
    """A draft: nobody else knows of it, its client included."""
    report = CoachingReport(engagement=engagement, author=coach)
    session().add(report)
    session().flush()
    make_drawers(engagement, (report.drawer,))
    write_first(engagement, report.drawer, coach, REPORT, **{WRITTEN: as_bytes(content).decode()})
    _note(coach, "report.begun", report)
    return report


def change(report: CoachingReport, coach: Person, seen: int, content: Report) -> None:
    """Other words. A report that lies before its client comes back to its coach with them."""
    document = open_document(_held(report), coach)
    if report.state not in {ReportState.DRAFT, ReportState.WITH_CLIENT}:
        raise Conflict(_("This has moved on in the meantime. Look at the page once more."))
    rewrite(document.drawer, document.paper, seen, **{WRITTEN: as_bytes(content).decode()})
    if report.state is ReportState.WITH_CLIENT:
        _move(report, ReportState.DRAFT, Audience.COACH)
    _note(coach, "report.changed", report)


def hand_over(report: CoachingReport, coach: Person) -> None:
    """Lay it before its client: from now on they know of it, and still nobody else."""
    _move(_held(report), ReportState.WITH_CLIENT, Audience.COACH)
    _note(coach, "report.handed_over", report)
    tell(report.engagement.client)


def send_back(report: CoachingReport, client: Person, comment: str) -> None:
    """Back to the coach with a word on it, which only the two open."""
    _move(_held(report), ReportState.DRAFT, Audience.CLIENT)
    write(open_drawer(report.engagement, Drawer.TALKS, client), COMMENT, about=report.public_id, text=comment)
    _note(client, "report.sent_back", report)
    tell(report.author)


def put_away(report: CoachingReport, person: Person) -> None:
    """Never signed, never read."""
    who = Audience.CLIENT if person.id == report.engagement.client_id else Audience.COACH
    _move(_held(report), ReportState.DROPPED, who)
    _note(person, "report.put_away", report)


def sign(report: CoachingReport, client: Person, digest: str, readers: Collection[Person]) -> None:
    """Sign the very bytes that were shown, and name who reads them: from now on they do.

    Raises Conflict where it was changed since the client looked.
    """
    document = open_document(_held(report), client)
    if document.digest != digest:
        raise Conflict(_("The report was changed since you looked. Read it once more before you sign."))
    if not readers:
        raise RuleBroken(_("Choose at least one reader, or put the report away."), field="readers")
    _move(report, ReportState.SIGNED, Audience.CLIENT)
    report.digest, report.signed_at = digest, now()
    _note(client, "report.signed", report)
    for each in readers:
        _name(report, each)


def take_back(report: CoachingReport, client: Person, reader: Person | None = None) -> None:
    """Take back what one has let somebody read, or everybody: it ends with the next request."""
    _held(report)
    named = [each for each in report.readers if is_living(each.consent)]
    for each in named:
        if reader is None or each.consent.person_id == reader.id:
            withdraw_consent(report.engagement, each.consent.person, actor=client, drawer=report.drawer)
    if reader is None:
        _move(report, ReportState.WITHDRAWN, Audience.CLIENT)
        report.withdrawn_at = now()
        _note(client, "report.withdrawn", report)
    session().flush()


def name_reader(report: CoachingReport, reader: Person) -> None:
    """Let one more person read a signed report."""
    _held(report)
    if report.state is not ReportState.SIGNED:
        raise Conflict(_("This has moved on in the meantime. Look at the page once more."))
    _name(report, reader)


def note_export(document: Document, person: Person) -> None:
    """Note that somebody took it away as a file."""
    session().add(ReportExport(report_id=document.report.id, person=person))
    session().flush()
    _note(person, "report.exported", document.report)
    note_taking(document.report, person)


def _name(report: CoachingReport, reader: Person) -> None:
    engagement = report.engagement
    if reader.id not in {each.id for each in readers_for(engagement)}:
        raise RuleBroken(_("%(name)s cannot be named. Choose somebody of the list.", name=reader.name), field="readers")
    give_consent(engagement, reader, (report.drawer,))
    consent = next(each for each in living(engagement) if each.person_id == reader.id and each.drawer == report.drawer)
    if consent.id not in {each.consent_id for each in report.readers}:
        standing = standing_of(reader, engagement.client)
        report.readers.append(ReportReader(consent=consent, standing=standing))
        session().flush()
        tell(reader)


def _held(report: CoachingReport) -> CoachingReport:
    """The report under a lock, so that signing and changing follow one another."""
    session().refresh(report, ["state", "digest"], with_for_update=True)
    return report


def _move(report: CoachingReport, then: ReportState, who: Audience) -> None:
    check_move(report.state, then, who)
    report.state = then
    session().flush()


def _note(actor: Person, kind: str, report: CoachingReport) -> None:
    """An event of the engagement, with which it is erased."""
    record(actor, kind, report.engagement, report=report.public_id)
