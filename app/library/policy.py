"""Who reads a library: whoever takes part in its cohort, and who runs it. Nobody is told who read what."""

from __future__ import annotations

from typing import Any

from app.cohorts.models import Cohort
from app.cohorts.policy import administers_cohort, takes_part
from app.core.access import Action, allow
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES


class LibraryAction(Action):
    """What one can do with the library of a cohort."""

    READ = "library:read", "Read the library of a cohort"
    EDIT = "library:edit", "Word the library of a cohort anew"


def _has_one(obj: Any) -> bool:
    return isinstance(obj, Cohort) and PROGRAM_TYPES[obj.program_type].library is not None


def reads_it(person: Person, obj: Any) -> bool:
    """Takes part in a cohort with a library."""
    return _has_one(obj) and takes_part(person, obj)


def keeps_it(person: Person, obj: Any) -> bool:
    """Runs a cohort with a library."""
    return _has_one(obj) and administers_cohort(person, obj)


allow({LibraryAction.READ: (reads_it, keeps_it), LibraryAction.EDIT: (keeps_it,)})
