"""Who sees what in a cohort: free until the launch, then only tightened for those who agreed to it. The caller commits.

A looser choice holds for sign-ups that are made after it, so nobody is seen further than they agreed to be; each
change is dated and shown to everybody who takes part.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.cohorts.models import Cohort, PrivacyChange
from app.cohorts.queries import privacy_changes, privacy_of, privacy_of_newcomers
from app.cohorts.services.cohorts import locked, refuse_when_over
from app.core.audit import record
from app.core.db import session
from app.people.models import Person
from programs.privacy import PRIVACY, check_choice, is_tighter_or_same


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
