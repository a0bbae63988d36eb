"""Somebody before a committee: a cohort that is filled by nomination, and a file that was approved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.people.models import Person
from programs.phases import Phase
from tests.factories.cohorts import cohort
from tests.factories.nominations import approved, selection


def nominate(nominee: Person, members: Sequence[Person], *, actor: Person) -> dict[str, Mapping[str, str]]:
    """Open a selection and approve a file in it; what the addresses name. Everything is committed."""
    filled = cohort(actor, program_type="high-potential", phase=Phase.SIGN_UP, name="For larger roles")
    opened = selection(filled, *members, actor=actor)
    file = approved(nominee, opened)
    named = {"cohort_id": filled.public_id, "selection_id": opened.public_id, "file_id": file.public_id}
    without = cohort(actor, program_type="high-potential", name="For roles not opened yet")
    return {"nominations": named, "nominations.begin": {"cohort_id": without.public_id}}
