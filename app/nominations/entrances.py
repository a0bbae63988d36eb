"""On one’s road: for which cohorts one can put oneself forward now, and whom to ask about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from app.core.i18n import gettext as _
from app.core.wording import day
from app.nominations.models import Selection
from app.nominations.pages import Standing, standings
from app.people.models import Person
from app.road.entrances import Entrance, entrances, whom_to_ask


@entrances
def what_takes_people_in(person: Person) -> Mapping[str, Sequence[Entrance]]:
    """Where somebody stands already, then what else is open; one query."""
    found: dict[str, list[Entrance]] = defaultdict(list)
    stands = standings(person)
    for standing in stands.mine:
        found[standing.selection.cohort.program_type].append(_mine(standing))
    for selection in stands.others:
        found[selection.cohort.program_type].append(_open(selection))
    return found


def _mine(standing: Standing) -> Entrance:
    name = standing.selection.cohort.name
    return Entrance(
        title=name,
        text=standing.words,
        label=_("Open"),
        endpoint="nominations.stand",
        values={"selection_id": standing.selection.public_id},
        describe=_("Open %(name)s", name=name),
    )


def _open(selection: Selection) -> Entrance:
    cohort = selection.cohort
    until = _("Open until %(day)s.", day=day(selection.closes_on))
    return Entrance(
        title=cohort.name,
        text=f"{until} {whom_to_ask(cohort)}".strip(),
        label=_("Put yourself forward"),
        endpoint="nominations.stand",
        values={"selection_id": selection.public_id},
        describe=_("Put yourself forward for %(name)s", name=cohort.name),
    )
