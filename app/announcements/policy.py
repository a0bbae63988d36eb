"""Who may write to the people of a cohort, and read what was written."""

from __future__ import annotations

from typing import Any

from app.announcements.models import Announcement
from app.cohorts.policy import ADMINISTRATORS, administers_cohort
from app.core.access import Action, Rule, allow
from app.people.models import Person


class AnnouncementAction(Action):
    """What one can do with letters to the people of a cohort."""

    WRITE = "announcement:write", "Write to the people of a cohort, and see what was written"
    READ = "announcement:read", "Read a letter that was sent to the people of a cohort"


def administers_its_cohort(person: Person, obj: Any) -> bool:
    return isinstance(obj, Announcement) and administers_cohort(person, obj.cohort)


POLICY: dict[Action, tuple[Rule, ...]] = {
    AnnouncementAction.WRITE: ADMINISTRATORS,
    AnnouncementAction.READ: (administers_its_cohort,),
}
allow(POLICY)
