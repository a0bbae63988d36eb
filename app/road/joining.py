"""On one’s road: the cohorts that one may join of one’s own accord."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from app.cohorts.models import Cohort
from app.core.i18n import gettext as _
from app.core.wording import day
from app.people.models import Person
from app.road.entrances import Entrance, entrances, whom_to_ask
from app.sign_up.queries import open_to


@entrances
def what_can_be_joined(person: Person) -> Mapping[str, Sequence[Entrance]]:
    """What takes people in; one query."""
    found: dict[str, list[Entrance]] = defaultdict(list)
    for cohort in open_to(person):
        found[cohort.program_type].append(_entrance(cohort))
    return found


def _entrance(cohort: Cohort) -> Entrance:
    closes_on = cohort.sign_up_closes_on
    until = _("Open until %(day)s.", day=day(closes_on)) if closes_on else _("Open.")
    return Entrance(
        title=cohort.name,
        text=f"{until} {whom_to_ask(cohort)}".strip(),
        label=_("Look at it"),
        endpoint="sign_up.begin",
        values={"cohort_id": cohort.public_id},
        describe=_("Look at %(name)s", name=cohort.name),
    )
