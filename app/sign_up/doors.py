"""The doors of a mentor: cohorts that every colleague may join, for whoever has never offered a seat."""

from __future__ import annotations

from collections.abc import Iterator

from app.cohorts.models import Side
from app.people.mentor_seats import Door, offers_seats
from app.people.models import Person
from app.sign_up.panels import until
from app.sign_up.queries import open_to, was_on_side


@offers_seats
def doors(person: Person) -> Iterator[Door]:
    """A button for each, the same that stands on the page of the cohort."""
    if was_on_side(person, Side.MENTOR):
        return
    for cohort in open_to(person):
        yield Door(
            title=cohort.name,
            note=until(cohort),
            endpoint="sign_up.open_one",
            values={"cohort_id": cohort.public_id},
            name="side",
            value=Side.MENTOR.value,
        )
