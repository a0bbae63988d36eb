"""What somebody has ticked on a timeline, for them to lay before others."""

from __future__ import annotations

from collections.abc import Iterator

from app.cohorts.models import Side
from app.cohorts.queries import own_enrolments
from app.core.i18n import gettext as _
from app.people.evidence import EvidenceKind, Item, offers_evidence
from app.people.models import Person
from app.timelines.queries import milestones_of, ticks_of


@offers_evidence
def milestones_done(person: Person) -> Iterator[Item]:
    """Their own ticks, of programs that are over too; one query."""
    mine = [each for each in own_enrolments(person) if each.role is Side.MENTEE]
    ticks = ticks_of(each.id for each in mine)
    for mentee in mine:
        done = ticks.get(mentee.id, {})
        for milestone in milestones_of(mentee):
            if milestone.name in done:
                yield Item(
                    key=f"milestone:{mentee.public_id}:{milestone.name}",
                    kind=EvidenceKind.MILESTONE,
                    title=_("%(title)s, in %(cohort)s", title=_(milestone.title), cohort=mentee.cohort.name),
                    on=done[milestone.name],
                )
