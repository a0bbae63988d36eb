"""On the manager’s page of somebody: putting them forward, and that it was received; the same whatever became of it."""

from __future__ import annotations

from app.nominations.queries import open_selections, put_forward_by
from app.people.models import Person
from app.people.report_sections import Section, section


@section("nominations", order=40)
def putting_forward(manager: Person, report: Person) -> Section | None:
    """Made of the manager’s own doing and of what is open to everybody, and of nothing else."""
    before = put_forward_by(manager, report)
    taken = {each.selection_id for each in before}
    offered = [each for each in open_selections() if each.id not in taken]
    if not before and not offered:
        return None
    context = {"report": report, "before": before, "offered": offered}
    return Section(template="nominations/_report.html", context=context)
