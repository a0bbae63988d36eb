"""What a manager sees of a timeline: the items of the role itself, with days and ticks, and nothing else."""

from __future__ import annotations

from app.people.models import Person
from app.people.report_sections import Section, section
from app.timelines.queries import day_zero, own_timelines, ticks_of
from programs.timeline import role_items


@section("timelines", order=20)
def role_items_of(_manager: Person, report: Person) -> Section | None:
    """The items of the role, of every cohort that has some; one query for the ticks."""
    mine = [(each, role_items(each.cohort.milestones)) for each in own_timelines(report)]
    mine = [(each, items) for each, items in mine if items]
    if not mine:
        return None
    ticks = ticks_of(each.id for each, _items in mine)
    rows = [
        (item.title, item.due_on(day_zero(each)), ticks.get(each.id, {}).get(item.name))
        for each, items in mine
        for item in items
    ]
    return Section(template="timelines/_report.html", context={"rows": rows, "report": report})
