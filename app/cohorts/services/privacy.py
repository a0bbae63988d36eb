"""Who sees what in a cohort: free until the launch, then only tightened for those who agreed to it. The caller commits.

A looser choice holds for sign-ups that are made after it, so nobody is seen further than they agreed to be; each
change is dated and shown to everybody who takes part.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from app.cohorts.models import Cohort, Enrolment, PrivacyChange
from app.cohorts.queries import privacy_changes, privacy_of, privacy_of_newcomers
from app.cohorts.services.cohorts import locked, refuse_when_over
from app.core.access_log import note_access_of_many, phrase
from app.core.audit import record
from app.core.db import session
from app.core.i18n import lazy_gettext as _l
from app.people.models import Person
from app.people.opened import ADMINISTERS
from programs.privacy import PRIVACY, check_choice, is_tighter_or_same

PRIVACY_CHANGED = phrase("cohort.privacy_changed", _l("Changed who sees what in a program you are in"))


def change_privacy(cohort: Cohort, wanted: Mapping[str, str], *, actor: Person) -> list[PrivacyChange]:
    """Choose privacy settings; returns the dated changes, none before the launch.

    A tighter choice holds for everybody at once, a looser one for those who sign up from now on. Raises RuleBroken
    for a setting that does not exist, and in a cohort that is over.
    """
    for name, value in wanted.items():
        check_choice(name, value)
    locked(cohort)
    refuse_when_over(cohort)
    before = privacy_of_newcomers(cohort, privacy_changes(cohort))
    different = {name: value for name, value in wanted.items() if before[name] != value}
    if not different:
        return []
    if cohort.launched_at is None:
        cohort.privacy = {**privacy_of(cohort), **different}
        changes = []
    else:
        changes = [_change(cohort, name, before[name], value, actor) for name, value in different.items()]
    session().flush()
    record(actor, "cohort.privacy_changed", cohort, settings=different)
    people = select(Person.public_id).join(Enrolment, Enrolment.person_id == Person.id)
    taking_part = session().scalars(people.where(Enrolment.cohort_id == cohort.id)).all()
    note_access_of_many(taking_part, PRIVACY_CHANGED, by=actor, why=ADMINISTERS)
    return changes


def _change(cohort: Cohort, name: str, before: str, after: str, actor: Person) -> PrivacyChange:
    setting = PRIVACY[name]
    stands = privacy_of(cohort)[name]
    if is_tighter_or_same(setting, stands, after):
        cohort.privacy = {**privacy_of(cohort), name: after}
    change = PrivacyChange(
        cohort_id=cohort.id,
        setting=name,
        before=before,
        after=after,
        is_tighter=is_tighter_or_same(setting, before, after),
        changed_by_id=actor.id,
    )
    session().add(change)
    return change
