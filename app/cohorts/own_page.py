"""The page of a cohort as those who take part see it."""

from __future__ import annotations

from typing import Any

from app.cohorts.labels import PHASES, program_in_words
from app.cohorts.models import Cohort
from app.cohorts.pages import road_of
from app.cohorts.queries import Counts, enrolments_of
from app.cohorts.sections import own_sections_of
from app.cohorts.settings.pages import dated_changes, privacy_standing
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES


def own_page(viewer: Person, cohort: Cohort) -> dict[str, Any]:
    """What the template is given: nobody’s name but those of whom to ask."""
    kind = PROGRAM_TYPES[cohort.program_type]
    return {
        "cohort": cohort,
        "kind": kind,
        "words": program_in_words(kind, cohort),
        "milestones": cohort.milestones,
        "relied_on": cohort.practised.answers(),
        "phase": PHASES[cohort.phase],
        "enrolments": enrolments_of(viewer, cohort),
        "road": road_of(cohort, Counts())[1:],
        "privacy": privacy_standing(cohort),
        "changes": dated_changes(cohort),
        "sections": own_sections_of(viewer, cohort)[1],
    }
