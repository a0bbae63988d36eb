"""Who may know and do what in a cohort. Running the house gives nothing in a cohort one is not named in."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select

from app.accounts.limits import careful_when
from app.cohorts.models import Cohort, CohortAdministrator, Enrolment, EnrolmentState, SignUpDraft
from app.core.access import Action, Rule, allow
from app.core.asked_once import asked_once
from app.core.db import session
from app.people.models import Person
from app.people.policy import is_administrator
from programs.phases import Phase

UNTOLD = Phase.DRAFT
"""The phase in which nobody who takes part has been told yet."""


class CohortAction(Action):
    """What one can do with cohorts."""

    LIST = "cohorts:list", "See the cohorts one runs"
    CREATE = "cohort:create", "Make a new cohort"
    COPY = "cohort:copy", "Make a new cohort with the settings of another"
    VIEW = "cohort:view", "See that a cohort exists, when it runs and whom to ask"
    OVERSEE = "cohort:oversee", "See who takes part in a cohort and how it stands"
    EXPORT = "cohort:export", "Take the list of who takes part away as a file"
    NAME_ADMINISTRATORS = "cohort:name-administrators", "Say who runs a cohort"
    SETTLE = "cohort:settle", "Choose the settings of a cohort"
    MOVE = "cohort:move", "Take a cohort to its next phase"
    IMPORT = "cohort:import", "Read sign-up files into a cohort"
    INVITE = "cohort:invite", "Send invitations to those who take part"
    MATCH = "cohort:match", "Start a match and see what came out"
    CHECK = "sign-ups:check", "Look through the sign-up files that one has chosen, and confirm them"


def runs_the_house(person: Person, _obj: Any) -> bool:
    """Is an administrator of this installation: may make cohorts, and sees none of those of others."""
    return is_administrator(person)


@careful_when
def administers_some(person: Person, _obj: Any) -> bool:
    return person.runs_a_cohort


def administers_cohort(person: Person, obj: Any) -> bool:
    return isinstance(obj, Cohort) and _runs(person.id, obj.id)


def administers_both(person: Person, obj: Any) -> bool:
    """Runs this cohort, and may make cohorts."""
    return runs_the_house(person, None) and administers_cohort(person, obj)


def chose_them(person: Person, obj: Any) -> bool:
    """Has chosen these sign-up files, and runs their cohort still."""
    return isinstance(obj, SignUpDraft) and obj.person_id == person.id and administers_cohort(person, obj.cohort)


def takes_part(person: Person, obj: Any) -> bool:
    """Is signed up, in a cohort that its people have been told of."""
    if not isinstance(obj, Cohort) or obj.phase is UNTOLD:
        return False
    return _is_signed_up(person.id, obj.id)


ADMINISTRATORS: tuple[Rule, ...] = (administers_cohort,)
POLICY: dict[Action, tuple[Rule, ...]] = {
    CohortAction.LIST: (runs_the_house, administers_some),
    CohortAction.CREATE: (runs_the_house,),
    CohortAction.COPY: (administers_both,),
    CohortAction.VIEW: (administers_cohort, takes_part),
    CohortAction.OVERSEE: ADMINISTRATORS,
    CohortAction.EXPORT: ADMINISTRATORS,
    CohortAction.NAME_ADMINISTRATORS: ADMINISTRATORS,
    CohortAction.SETTLE: ADMINISTRATORS,
    CohortAction.MOVE: ADMINISTRATORS,
    CohortAction.IMPORT: ADMINISTRATORS,
    CohortAction.INVITE: ADMINISTRATORS,
    CohortAction.MATCH: ADMINISTRATORS,
    CohortAction.CHECK: (chose_them,),
}
allow(POLICY)


def cohorts_administered_by(person: Person) -> Select[Cohort]:
    """The cohorts that ``person`` is named to run: the same as ``CohortAction.OVERSEE``, as a query."""
    return select(Cohort).where(_is_administrator_of(person.id, Cohort.id))


def cohorts_visible_to(person: Person) -> Select[Cohort]:
    """The cohorts that ``person`` runs or takes part in: the same as ``CohortAction.VIEW``, as a query."""
    told = (Cohort.phase != UNTOLD) & _is_in(person.id, Cohort.id)
    return select(Cohort).where(or_(_is_administrator_of(person.id, Cohort.id), told))


@asked_once
def _runs(person_id: int, cohort_id: int) -> bool:
    return bool(session().scalar(select(_is_administrator_of(person_id, cohort_id))))


@asked_once
def _is_signed_up(person_id: int, cohort_id: int) -> bool:
    return bool(session().scalar(select(_is_in(person_id, cohort_id))))


def _is_administrator_of(person_id: int, cohort_id: Any) -> ColumnElement[bool]:
    return exists().where(CohortAdministrator.cohort_id == cohort_id, CohortAdministrator.person_id == person_id)


def _is_in(person_id: int, cohort_id: Any) -> ColumnElement[bool]:
    return exists().where(
        Enrolment.cohort_id == cohort_id,
        Enrolment.person_id == person_id,
        Enrolment.state == EnrolmentState.SIGNED_UP,
    )
