"""On a manager’s page of somebody: the reports that this person signed for them, and no trace of any other."""

from __future__ import annotations

from app.observations.queries import readable_by
from app.people.models import Person
from app.people.report_sections import Section, section


@section("observations", order=30)
def reports_for_the_manager(manager: Person, report: Person) -> Section | None:
    """What they let their manager read; one query."""
    found = readable_by(manager, about=report)
    if not found:
        return None
    return Section(template="observations/_report.html", context={"reports": found, "report": report})
