"""Who may put whom forward, and who sees a file: the nominee, and once it is approved the members who may judge it.

A member never sees the file of somebody who answers to them, who is paired with them, whom they put forward, or their
own. Whoever runs the cohort names the committee and opens no file.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, literal, select, union

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.policy import administers_cohort
from app.core.access import Action, allow
from app.core.asked_once import asked_once
from app.core.db import session
from app.nominations.models import CommitteeMember, Nomination, NominationFile, Selection
from app.pairings.models import Pairing, PairingState
from app.people.models import DottedLine, Person, PersonState
from app.people.policy import manages
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase


class NominationAction(Action):
    """What one can do about nominations."""

    BEGIN = "selection:begin", "Open nominations for a cohort, and name its committee"
    SETTLE = "selection:settle", "Say until when people can be put forward, and who sits on the committee"
    STAND = "nomination:stand", "Put oneself forward, and say what a committee is shown"
    PUT_FORWARD = "nomination:put-forward", "Put somebody forward who reports to oneself"
    SIT = "committee:sit", "See who is before a committee on which one sits"
    JUDGE = "file:judge", "Read what a nominee shows the committee, and write a reason"


def may_open(person: Person, obj: Any) -> bool:
    """Runs a cohort whose type takes people in by nomination."""
    return isinstance(obj, Cohort) and takes_nominations(obj) and administers_cohort(person, obj)


def runs_its_cohort(person: Person, obj: Any) -> bool:
    return isinstance(obj, Selection) and administers_cohort(person, obj.cohort)


def may_stand(person: Person, obj: Any) -> bool:
    """Works here, in time; or has begun, or was put forward, before."""
    if not isinstance(obj, Selection) or person.state is not PersonState.ACTIVE:
        return False
    return obj.cohort.archived_at is None and (obj.cohort.phase in TAKING or has_part(person, obj))


def sits(person: Person, obj: Any) -> bool:
    """Sits on this committee now."""
    return isinstance(obj, Selection) and _sits(person.id, obj.id)


def may_judge(person: Person, obj: Any) -> bool:
    """Sits on the committee, which is shown this file still, and has nothing else to do with the nominee."""
    if not isinstance(obj, NominationFile) or obj.approved_at is None or not obj.nominee.is_active:
        return False
    if obj.talk_held_on is not None:
        return False
    return _sits(person.id, obj.selection_id) and obj.nominee_id not in too_near(person)


TAKING = frozenset({Phase.DRAFT, Phase.SIGN_UP})
"""The phases of a cohort in which somebody can still be taken in."""

allow(
    {
        NominationAction.BEGIN: (may_open,),
        NominationAction.SETTLE: (runs_its_cohort,),
        NominationAction.STAND: (may_stand,),
        NominationAction.PUT_FORWARD: (manages,),
        NominationAction.SIT: (sits,),
        NominationAction.JUDGE: (may_judge,),
    }
)


def takes_nominations(cohort: Cohort) -> bool:
    """Whether the program of a cohort takes people in by nomination."""
    return PROGRAM_TYPES[cohort.program_type].nominations is not None


def has_part(person: Person, selection: Selection) -> bool:
    """Whether somebody was put forward here, or has begun a file."""
    there = (
        select(each.id).where(each.selection_id == selection.id, each.nominee_id == person.id)
        for each in (Nomination, NominationFile)
    )
    return any(session().scalar(each.limit(1)) is not None for each in there)


@asked_once
def too_near(person: Person) -> frozenset[int]:
    """The ids of all whom somebody must not judge: themselves, who answers to them by any line, whom they mentor or are
    mentored by, whom they put forward. One query.
    """
    line = select(literal(person.id).label("id")).cte("answers_to", recursive=True)
    # Without repetition, so that a line that runs in a ring ends.
    line = line.union(select(Person.id).join(line, Person.manager_id == line.c.id))
    dotted = select(DottedLine.person_id).where(DottedLine.boss_id == person.id)
    own = select(Enrolment.id).where(Enrolment.person_id == person.id).scalar_subquery()
    is_open = Pairing.state == PairingState.OPEN
    mentees = select(Enrolment.person_id).join(Pairing, Pairing.mentee_id == Enrolment.id)
    mentors = select(Enrolment.person_id).join(Pairing, Pairing.mentor_id == Enrolment.id)
    near = union(
        select(line.c.id),
        dotted,
        mentees.where(is_open, Pairing.mentor_id.in_(own)),
        mentors.where(is_open, Pairing.mentee_id.in_(own)),
        select(Nomination.nominee_id).where(Nomination.by_id == person.id),
    )
    return frozenset(session().scalars(near))


def files_visible_to(person: Person) -> Select[NominationFile]:
    """The files that ``person`` may judge: the same as ``NominationAction.JUDGE``, as a query."""
    mine = select(CommitteeMember.selection_id).where(_is_member(person.id))
    shown = select(NominationFile).join(NominationFile.nominee).where(Person.state != PersonState.LEFT)
    shown = shown.where(NominationFile.approved_at.is_not(None), NominationFile.selection_id.in_(mine))
    shown = shown.where(NominationFile.talk_held_on.is_(None))
    return shown.where(NominationFile.nominee_id.not_in(too_near(person)))


def selections_of(person: Person) -> Select[Selection]:
    """The selections on whose committee somebody sits: the same as ``NominationAction.SIT``, as a query."""
    mine = select(CommitteeMember.selection_id).where(_is_member(person.id))
    return select(Selection).where(Selection.id.in_(mine))


@asked_once
def _sits(person_id: int, selection_id: int) -> bool:
    found = select(CommitteeMember.person_id).where(_is_member(person_id), CommitteeMember.selection_id == selection_id)
    return session().scalar(found) is not None


def _is_member(person_id: int) -> ColumnElement[bool]:
    return (CommitteeMember.person_id == person_id) & CommitteeMember.ended_at.is_(None)
