"""A report, opened: what its reader may see of it now, and the digest of what is signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hmac import compare_digest

from app.core.access import can
from app.core.i18n import gettext as _
from app.core.i18n import say
from app.core.printing import Part, Sheet
from app.core.vault import CannotBeOpened, NoKey
from app.core.wording import day_year
from app.observations.models import ObservationReport, PaperKind
from app.observations.papers import Drawer, open_drawer
from app.observations.policy import ObservationAction, observes
from app.people.models import Person
from programs.observations import Observation, ObservationState, as_bytes
from programs.reports import digest_of
from programs.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Document:
    """An open report. ``content`` leaves out what its expert is still writing, unless it is they who look."""

    report: ObservationReport
    drawer: Drawer
    content: Observation

    @property
    def digest(self) -> str:
        """Of what stands in it now; what is signed is signed by this."""
        return digest_of(as_bytes(self.content))

    @property
    def written(self) -> int:
        """In which version the expert’s words stand there; 0 for not at all."""
        return self.drawer.version(PaperKind.OBSERVED)


def open_report(report: ObservationReport, reader: Person, purpose: str = "read") -> Document:
    """A report for one of those who know of it.

    Raises NoKey, Frozen, TooManyOpenings, and CannotBeOpened where it is not what was written or signed.
    """
    if not can(reader, ObservationAction.READ, report):
        raise NoKey
    drawer = open_drawer(report.pairing, report.public_id, reader, purpose)
    document = Document(report, drawer, _content(report, drawer))
    if report.digest is not None and not compare_digest(report.digest, document.digest):
        raise CannotBeOpened
    return document


def _content(report: ObservationReport, drawer: Drawer) -> Observation:
    rating, observed = PaperKind.RATING, PaperKind.OBSERVED
    own = {"task": drawer.get(rating, "task"), "level": drawer.get(rating, "level"), "why": drawer.get(rating, "why")}
    on = drawer.get(rating, "on")
    if report.state is ObservationState.RATED and not observes(drawer.reader, report):
        return Observation(**own, seen_on=date.fromisoformat(on))
    attached = drawer.get(PaperKind.SIGNED, "before_after", [])
    return Observation(
        **own,
        seen_on=date.fromisoformat(on),
        **{name: drawer.get(observed, name) for name in ("standard", "seen", "effect", "next_step")},
        reply=drawer.get(PaperKind.REPLY, "text"),
        before_after=tuple((skill, before, after) for skill, before, after in attached),
    )


def sheet_of(document: Document) -> Sheet:
    """The report as a sheet of paper: the mentee’s own words stand first, as they were written first."""
    report, content = document.report, document.content
    mentee, expert = report.mentee, report.expert
    own = (_("Level %(level)s: %(words)s", level=content.level, words=say(Sentence(content.anchor))),)
    parts = [
        Part(_("The task"), sentences=_said(content.task)),
        Part(
            _("How far %(name)s is, by their own word", name=mentee.first_name), sentences=(*own, *_said(content.why))
        ),
        Part(_("What good looks like"), sentences=_said(content.standard)),
        Part(_("What %(name)s saw", name=expert.first_name), sentences=_said(content.seen)),
        Part(_("What came of it"), sentences=_said(content.effect)),
        Part(_("The next step"), sentences=_said(content.next_step)),
        Part(_("What %(name)s says to it", name=mentee.first_name), sentences=_said(content.reply)),
        Part(_("Skill levels by %(name)s’s own word", name=mentee.first_name), rows=_levels(content)),
    ]
    return Sheet(
        title=_("Observation report: %(name)s", name=mentee.name),
        author=expert.name,
        made_on=content.seen_on or report.begun_at.date(),
        dateline=day_year(content.seen_on or report.begun_at.date()),
        lead=_(
            "One task, as %(expert)s saw it. It rates nobody: the level is by %(name)s’s own word.",
            expert=expert.name,
            name=mentee.first_name,
        ),
        foot=_foot(document),
        parts=tuple(each for each in parts if each.sentences or each.rows),
    )


def _foot(document: Document) -> str:
    report = document.report
    if report.signed_at is None:
        return _("Not signed: nobody but the two knows that it exists.")
    name, signed = report.mentee.name, day_year(report.signed_at)
    return _("Signed by %(name)s on %(day)s: %(digest)s", name=name, day=signed, digest=document.digest[:16])


def _said(words: str) -> tuple[str, ...]:
    return tuple(line for line in words.split("\n") if line.strip())


def _levels(content: Observation) -> tuple[tuple[str, str], ...]:
    return tuple(
        (skill, _("%(before)s before, %(after)s after", before=before, after=after))
        for skill, before, after in content.before_after
    )
