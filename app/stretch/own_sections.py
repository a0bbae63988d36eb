"""On the page of a cohort, to a mentee: the stretch task, and what is next with it."""

from __future__ import annotations

from app.cohorts.models import Cohort
from app.cohorts.sections import Section, own_section
from app.people.models import Person
from app.stretch.pages import own_page, standing_words
from app.stretch.policy import has_tasks
from app.stretch.queries import mentees_with_tasks


@own_section("stretch", order=35)
def my_task(person: Person, cohort: Cohort) -> Section | None:
    """How it stands, and the way to it; nothing to mentors."""
    mine = [each for each in mentees_with_tasks(person) if each.cohort_id == cohort.id] if has_tasks(cohort) else []
    if not mine:
        return None
    page = own_page(mine[0])
    words = standing_words(page.task) if page.task is not None else ""
    return Section(template="stretch/_own.html", context={"page": page, "standing": words})
