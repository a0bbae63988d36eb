"""What is asked about nominations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.cohorts.models import Cohort
from app.core.asked_once import asked_once
from app.core.clock import today
from app.core.db import session
from app.core.organisation import organisation
from app.forecasts.queries import places_of
from app.nominations.models import (
    CommitteeMember,
    CommitteeReason,
    Nomination,
    NominationFile,
    Origin,
    Proposal,
    Selection,
    WishToLead,
)
from app.nominations.policy import TAKING, files_visible_to, selections_of
from app.people.models import Person, PersonState
from programs.nominations import Wish

Concern = tuple[Selection, NominationFile | None, Nomination | None]


def day_here() -> date:
    """The day where the organisation is."""
    return today(organisation().time_zone)


def selection_by_public_id(public_id: str) -> Selection | None:
    """The selection of this public id, with its cohort."""
    found = select(Selection).where(Selection.public_id == public_id)
    return session().scalar(found.options(joinedload(Selection.cohort)))


def selection_of(cohort: Cohort) -> Selection | None:
    """How people come into a cohort by nomination; None while nobody has opened it."""
    return session().scalar(select(Selection).where(Selection.cohort_id == cohort.id))


def file_by_public_id(public_id: str) -> NominationFile | None:
    """The file of this public id, with whose it is and what for."""
    found = select(NominationFile).where(NominationFile.public_id == public_id)
    return session().scalar(found.options(*_WITH_COHORT, joinedload(NominationFile.nominee)))


def file_of(person: Person, selection: Selection) -> NominationFile | None:
    """What somebody has begun, or shows the committee."""
    own = NominationFile.selection_id == selection.id, NominationFile.nominee_id == person.id
    return session().scalar(select(NominationFile).where(*own).options(*_WITH_COHORT))


def is_open(selection: Selection) -> bool:
    """Whether people can be put forward today."""
    cohort = selection.cohort
    return cohort.archived_at is None and cohort.phase in TAKING and day_here() <= selection.closes_on


@asked_once
def open_selections() -> Sequence[Selection]:
    """Those to which people can be put forward today, the first to close first."""
    found = select(Selection).join(Selection.cohort).where(*_open_today())
    in_order = found.options(joinedload(Selection.cohort)).order_by(Selection.closes_on, Selection.id)
    return session().scalars(in_order).all()


@asked_once
def concerns(person: Person) -> list[Concern]:
    """What is open today, and what somebody has begun or was put forward for, the newest of their own first.

    A row for each who put them forward; one query.
    """
    began = (NominationFile.selection_id == Selection.id) & (NominationFile.nominee_id == person.id)
    named = (Nomination.selection_id == Selection.id) & (Nomination.nominee_id == person.id)
    found = select(Selection, NominationFile, Nomination).join(Selection.cohort)
    found = found.outerjoin(NominationFile, began).outerjoin(Nomination, named)
    own = or_(NominationFile.id.is_not(None), Nomination.id.is_not(None))
    newest = NominationFile.id.desc().nulls_last(), Nomination.id.desc().nulls_last()
    in_order = found.where(own | and_(*_open_today())).order_by(*newest, Selection.closes_on, Selection.id)
    rows = session().execute(in_order.options(contains_eager(Selection.cohort), joinedload(Nomination.by)))
    return [(selection, file, nomination) for selection, file, nomination in rows]


def files_of(person: Person) -> Sequence[NominationFile]:
    """One's own files, the newest first."""
    own = select(NominationFile).where(NominationFile.nominee_id == person.id)
    return session().scalars(own.options(*_WITH_COHORT).order_by(NominationFile.id.desc())).all()


def received_by(person: Person) -> Sequence[Nomination]:
    """By whom somebody was put forward, and for what, the newest first."""
    own = select(Nomination).where(Nomination.nominee_id == person.id)
    named = joinedload(Nomination.by), joinedload(Nomination.selection).joinedload(Selection.cohort)
    return session().scalars(own.options(*named).order_by(Nomination.id.desc())).all()


def put_forward_by(person: Person, nominee: Person) -> Sequence[Nomination]:
    """When a manager put somebody forward, and for what: their own doing, and nothing that became of it."""
    own = select(Nomination).where(Nomination.by_id == person.id, Nomination.nominee_id == nominee.id)
    named = joinedload(Nomination.selection).joinedload(Selection.cohort)
    return session().scalars(own.options(named).order_by(Nomination.id)).all()


def put_forward_by_program(selection: Selection) -> Select[Nomination]:
    """Whom those who run the cohort have put forward, the newest first."""
    own = Nomination.selection_id == selection.id, Nomination.origin == Origin.PROGRAM
    named = joinedload(Nomination.nominee), joinedload(Nomination.by)
    return select(Nomination).where(*own).options(*named).order_by(Nomination.id.desc())


def committees_of(person: Person) -> Sequence[Selection]:
    """The selections on whose committee somebody sits."""
    mine = selections_of(person).options(joinedload(Selection.cohort)).order_by(Selection.id.desc())
    return session().scalars(mine).all()


def members_of(selection: Selection) -> Sequence[CommitteeMember]:
    """Who sits on a committee now, in the order of their naming."""
    serving = CommitteeMember.selection_id == selection.id, CommitteeMember.ended_at.is_(None)
    found = select(CommitteeMember).where(*serving).options(joinedload(CommitteeMember.person))
    return session().scalars(found.order_by(CommitteeMember.named_at, CommitteeMember.person_id)).all()


def files_before(person: Person, selection: Selection) -> Select[NominationFile]:
    """What the committee is shown of a selection, as far as this member may judge it, in the order it came."""
    mine = files_visible_to(person).where(NominationFile.selection_id == selection.id)
    named = joinedload(NominationFile.nominee), selectinload(NominationFile.reasons)
    return mine.options(*named).order_by(NominationFile.approved_at, NominationFile.id)


def waiting_for(person: Person) -> Sequence[NominationFile]:
    """What waits for a reason of one member, of every committee."""
    own = select(CommitteeReason.file_id).where(CommitteeReason.member_id == person.id)
    undecided = NominationFile.outcome.is_(None), NominationFile.id.not_in(own)
    found = files_visible_to(person).where(*undecided).join(NominationFile.selection).join(Selection.cohort)
    return session().scalars(found.where(Cohort.phase.in_(TAKING)).order_by(NominationFile.approved_at)).all()


def reasons_of(file: NominationFile) -> Sequence[CommitteeReason]:
    """What the members wrote about a file, with their names."""
    found = select(CommitteeReason).where(CommitteeReason.file_id == file.id)
    return (
        session().scalars(found.options(joinedload(CommitteeReason.member)).order_by(CommitteeReason.written_at)).all()
    )


def talks_waiting() -> Select[NominationFile]:
    """The talks with those who were not taken that nobody has had, the first that is due first."""
    waiting = NominationFile.outcome == Proposal.NOT_NOW, NominationFile.talk_held_on.is_(None)
    return select(NominationFile).where(*waiting).order_by(NominationFile.talk_by, NominationFile.id)


def talks_before(person: Person) -> Sequence[NominationFile]:
    """The talks that one member is to have: their own, and whatever is overdue for so long that it is everybody’s."""
    mine = files_visible_to(person).with_only_columns(NominationFile.id)
    found = session().scalars(
        talks_waiting().where(NominationFile.id.in_(mine)).options(*_WITH_COHORT, joinedload(NominationFile.nominee))
    )
    return [each for each in found if each.speaker_id == person.id or is_for_all(each)]


def is_for_all(file: NominationFile) -> bool:
    """Whether a talk is anybody’s of the committee to have, for it is overdue, or nobody’s in particular."""
    if file.speaker_id is None or file.talk_by is None:
        return True
    return file.selection.terms.is_for_all(file.talk_by, day_here())


def taken_in(selection: Selection) -> int:
    """How many were taken."""
    own = NominationFile.selection_id == selection.id, NominationFile.outcome == Proposal.TAKE
    return session().scalar(select(func.count()).select_from(NominationFile).where(*own)) or 0


def taken_before(person: Person, selection: Selection) -> int:
    """How many of those whom a member may judge were taken: it is no sum out of which somebody near could be read."""
    mine = files_visible_to(person).where(NominationFile.selection_id == selection.id)
    taken = mine.where(NominationFile.outcome == Proposal.TAKE).with_only_columns(func.count())
    return session().scalar(taken) or 0


def has_put_forward(person: Person, selection: Selection) -> bool:
    """Whether somebody has put anybody forward here."""
    own = Nomination.selection_id == selection.id, Nomination.by_id == person.id
    return session().scalar(select(Nomination.id).where(*own).limit(1)) is not None


def shown_in(selection: Selection) -> tuple[int, int]:
    """How many files the committee was shown, and how many of them are undecided."""
    own = NominationFile.selection_id == selection.id, NominationFile.approved_at.is_not(None)
    found = select(func.count(), func.count().filter(NominationFile.outcome.is_(None))).where(*own)
    shown, undecided = session().execute(found.select_from(NominationFile)).one()
    return shown, undecided


def people_here() -> int:
    """How many people work here."""
    here = Person.state == PersonState.ACTIVE
    return session().scalar(select(func.count()).select_from(Person).where(here)) or 0


def most_places(cohort: Cohort) -> int | None:
    """How many places follow from what HR expects; None where nothing was entered."""
    places = places_of(cohort)
    return None if places is None else places.most


def wish_of(person: Person) -> WishToLead | None:
    """What somebody said of leading, whenever it was."""
    return session().get(WishToLead, person.id)


def confirmed_on(person: Person, selection: Selection) -> date | None:
    """The day of a yes that holds still; None for everything else."""
    wish = wish_of(person)
    if wish is None or wish.said is not Wish.YES or not selection.terms.holds(wish.said_on, day_here()):
        return None
    return wish.said_on


def _open_today() -> tuple[ColumnElement[bool], ...]:
    return Selection.closes_on >= day_here(), Cohort.phase.in_(TAKING), Cohort.archived_at.is_(None)


_WITH_COHORT = (joinedload(NominationFile.selection).joinedload(Selection.cohort),)
