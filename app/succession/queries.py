"""What is asked about plans. Each answer is for one named person; there is no list of all plans for anybody."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, lazyload

from app.core.asked_once import asked_once
from app.core.bulk import among
from app.core.db import session
from app.people.models import Person
from app.succession.models import (
    Candidate,
    CandidateState,
    Chooser,
    Pick,
    PickState,
    Plan,
    PlanEvent,
    PlanOwner,
    PlanState,
    Round,
)
from app.succession.policy import chooses_in_it, open_as, owns_it

SHOWN = 300
TOGETHER = (CandidateState.PAIRED, CandidateState.PLACED)


def plan_for(person: Person, public_id: str) -> Plan | None:
    """The plan of this public id for one of its owners, or for who confirms them.

    To all others it is not even loaded: what is not theirs takes the same questions as what does not exist.
    """
    theirs = Plan.id.in_(_owned_by(person)) | (Plan.confirmer_id == person.id)
    return session().scalar(select(Plan).where(Plan.public_id == public_id, theirs))


def candidate_for(person: Person, public_id: str) -> Candidate | None:
    """The candidate of this public id for an owner, the executive, or the one whom only a key of theirs tells."""
    theirs = Candidate.plan_id.in_(_owned_by(person)) | (Candidate.executive_id == person.id)
    own = Candidate.public_id.in_(open_as(person))
    return session().scalar(select(Candidate).where(Candidate.public_id == public_id, theirs | own))


def round_for(person: Person, public_id: str) -> Round | None:
    """The round of this public id for an owner of its plan, for who chooses in it, and for who finds a time."""
    chooses = Round.id.in_(select(Chooser.round_id).where(Chooser.person_id == person.id))
    theirs = chooses | Round.plan_id.in_(_owned_by(person)) | (Round.delegate_id == person.id)
    # With who chooses and who owns, for every page of a round asks for them.
    whole = joinedload(Round.choosers), joinedload(Round.plan).joinedload(Plan.owners)
    found = select(Round).where(Round.public_id == public_id, theirs).options(*whole)
    return session().scalars(found).unique().one_or_none()


def plans_owned(person: Person) -> list[Plan]:
    """The plans that somebody owns today."""
    found = session().scalars(select(Plan).where(Plan.id.in_(_owned_by(person))).order_by(Plan.id))
    return [each for each in found if owns_it(person, each)]


def proposals_for(person: Person) -> Sequence[Plan]:
    """What waits for somebody’s confirmation."""
    found = select(Plan).where(Plan.confirmer_id == person.id, Plan.state == PlanState.PROPOSED)
    return session().scalars(found.order_by(Plan.id)).all()


def rounds_for(person: Person) -> list[Round]:
    """The open rounds in which somebody chooses."""
    mine = select(Chooser.round_id).where(Chooser.person_id == person.id)
    found = select(Round).where(Round.id.in_(mine), Round.closed_at.is_(None)).order_by(Round.choose_by, Round.id)
    return [each for each in session().scalars(found) if chooses_in_it(person, each)]


def meetings_to_schedule(person: Person) -> Sequence[Round]:
    """The rounds for which somebody was asked to find a time."""
    return session().scalars(select(Round).where(Round.delegate_id == person.id, Round.closed_at.is_(None))).all()


def asked_of(person: Person) -> list[Candidate]:
    """Where somebody was asked whether their name may stand."""
    own = open_as(person)
    if not own:
        return []
    found = select(Candidate).where(Candidate.public_id.in_(own), Candidate.state != CandidateState.NAMED)
    return list(session().scalars(found.order_by(Candidate.id)))


def proteges_of(executive: Person) -> Sequence[Candidate]:
    """Whom an executive brings on."""
    mine = select(Candidate).where(Candidate.executive_id == executive.id, Candidate.state.in_(TOGETHER))
    return session().scalars(mine.order_by(Candidate.id)).all()


def candidates_of(plan: Plan) -> Sequence[Candidate]:
    """Everybody whom the owners have named, in that order."""
    found = select(Candidate).where(Candidate.plan_id == plan.id).options(lazyload(Candidate.plan))
    return session().scalars(found.order_by(Candidate.id)).all()


@asked_once
def open_round(plan: Plan) -> Round | None:
    """The round that is open now."""
    return session().scalar(select(Round).where(Round.plan_id == plan.id, Round.closed_at.is_(None)))


def newest_round(plan: Plan) -> Round | None:
    """The last round there was, open or over."""
    return session().scalar(select(Round).where(Round.plan_id == plan.id).order_by(Round.id.desc()).limit(1))


def choices_in(of_round: Round) -> Sequence[Pick]:
    """What all executives have chosen in a round; drafts are each their own."""
    found = select(Pick).where(Pick.round_id == of_round.id, Pick.state != PickState.DRAFT)
    return session().scalars(found.options(joinedload(Pick.executive)).order_by(Pick.id)).all()


def picks_of(executive: Person, of_round: Round) -> Sequence[Pick]:
    """What an executive has drafted or chosen in a round, and what else they have chosen, in all plans together."""
    here_or_taken = (Pick.round_id == of_round.id) | Pick.slot.is_not(None)
    return session().scalars(select(Pick).where(Pick.executive_id == executive.id, here_or_taken)).all()


def taken_by(executive: Person) -> int:
    """How many an executive has chosen or brings on, in all plans together."""
    mine = select(Pick.id).where(Pick.executive_id == executive.id, Pick.slot.is_not(None))
    return len(session().scalars(mine).all())


def people_by_public_id(public_ids: Collection[str]) -> dict[str, Person]:
    """Many people at once."""
    found = select(Person).where(among(Person.public_id, list(public_ids)))
    return {each.public_id: each for each in session().scalars(found)}


def journal_of(plan: Plan) -> Sequence[PlanEvent]:
    """Who opened or did what, the newest first."""
    found = select(PlanEvent).where(PlanEvent.plan_id == plan.id).order_by(PlanEvent.id.desc()).limit(SHOWN)
    return session().scalars(found).all()


def _owned_by(person: Person) -> Select[int]:
    return select(PlanOwner.plan_id).where(PlanOwner.person_id == person.id, PlanOwner.ended_at.is_(None))
