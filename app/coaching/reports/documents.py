"""What a report says: one sealed paper in a drawer of its own, the same bytes for its client and for each reader."""

from __future__ import annotations

from dataclasses import dataclass

from app.coaching.models import Paper
from app.coaching.papers import OpenDrawer, open_drawer
from app.coaching.reports.models import CoachingReport
from app.coaching.reports.policy import ReportAction
from app.core.access import can
from app.core.i18n import gettext as _
from app.core.i18n import say
from app.core.printing import Part, Sheet
from app.core.vault import CannotBeOpened, Frozen, NoKey
from app.core.wording import day_year
from app.people.models import Person
from programs.reports import BANDS, SUPPORT, Report, digest_of, from_bytes
from programs.sentences import Sentence

REPORT, WRITTEN = "report", "written"


@dataclass(frozen=True, slots=True)
class Document:
    """An open report: the bytes that are signed, their digest, and its paper to write it anew."""

    report: CoachingReport
    signed: bytes
    paper: Paper
    drawer: OpenDrawer

    @property
    def digest(self) -> str:
        return digest_of(self.signed)

    @property
    def content(self) -> Report:
        return from_bytes(self.signed)

    @property
    def sheet(self) -> Sheet:
        """What is shown and printed: made of the signed bytes alone, whoever looks and whenever."""
        return sheet_of(self.content, self.digest)


def open_document(report: CoachingReport, reader: Person) -> Document:
    """A report for one of those who know of it.

    Raises NoKey, Frozen, TooManyOpenings, and CannotBeOpened where it is not what was signed.
    """
    if not can(reader, ReportAction.READ, report):
        raise NoKey
    drawer = open_drawer(report.engagement, report.drawer, reader)
    found = drawer.newest(REPORT)
    if found is not None and found.is_frozen:
        raise Frozen
    if found is None or drawer.is_altered:
        raise CannotBeOpened
    document = Document(report, str(found.get(WRITTEN)).encode(), found.paper, drawer)
    if report.digest is not None and report.digest != document.digest:
        raise CannotBeOpened
    return document


def sheet_of(report: Report, digest: str) -> Sheet:
    """A report as a sheet of paper."""
    period = _("From %(since)s to %(until)s", since=day_year(report.since), until=day_year(report.until))
    held = _("%(held)s of %(agreed)s agreed sessions took place.", held=report.held, agreed=report.agreed)
    goals = tuple((each.goal, _say(BANDS[each.band])) for each in report.goals)
    support = Part(
        _("Support that is asked for"),
        items=tuple(_say(SUPPORT[each]) for each in report.support),
        sentences=(report.note,) if report.note else () if report.support else (_("None for now."),),
    )
    return Sheet(
        title=_("Coaching report: %(name)s", name=report.client),
        author=report.coach,
        made_on=report.written_on,
        dateline=day_year(report.written_on),
        lead=_(
            "%(period)s, with %(coach)s as coach. It holds what was agreed beforehand, and nothing that was said.",
            period=period,
            coach=report.coach,
        ),
        foot=_("It counts once %(name)s has signed this version: %(digest)s", name=report.client, digest=digest[:16]),
        parts=(
            Part(_("The agreed goals"), columns=(_("Goal"), _("How far it has come")), rows=goals),
            Part(_("Attendance"), sentences=(held,)),
            support,
        ),
    )


def _say(words: str) -> str:
    return say(Sentence(words))
