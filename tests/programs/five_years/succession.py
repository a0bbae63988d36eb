"""2030: a plan for a critical role; executives bring three on, one of whom takes the role on a year later."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.core.db import db
from app.core.errors import RuleBroken
from app.core.transactions import transaction
from app.people.models import Person
from app.succession.models import Candidate, CandidateState, Pick, Plan, Round
from app.succession.papers import OWNERS, SLATE, TOGETHER, open_drawer
from app.succession.services.choosing import choose
from app.succession.services.naming import note_told, take_off
from app.succession.services.settling import close_round, note_placed, settle
from app.succession.services.working import Assignment, write_assignment
from tests.factories.succession import agreed, asked, plan, running
from tests.programs.five_years.house import House

ONE, OTHER = "x0", "x1"
TAKES_THE_ROLE, WITH_ONE, WITH_OTHER, STAYS, SAYS_NO = 8, 1, 0, 9, 6
REASON = "They have run a line through worse than ours."


def owner(house: House) -> Person:
    return house.who("hr")


def is_proposed(house: House) -> None:
    """HR lead and an executive appoint the owners; four agree to stand on the slate, one would rather not."""
    made = plan(owner(house), house.who("x2"), [owner(house), house.who("x2")])
    candidates = {each: agreed(made, house.who(each)).id for each in (WITH_ONE, WITH_OTHER, STAYS)}
    candidates[TAKES_THE_ROLE] = agreed(made, house.who(TAKES_THE_ROLE), house.who(OTHER), wish="To see a port.").id
    refused = asked(made, house.who(SAYS_NO))
    with transaction() as session:
        take_off(session.merge(refused))
    running(made, house.who(ONE), house.who(OTHER))
    house.candidates = candidates
    assert len(db.session.scalars(select(Candidate)).all()) == 4


def executives_choose(house: House) -> None:
    """Each has two choices and not a third, and nobody of their own line."""
    chooses(house, ONE, WITH_ONE)
    chooses(house, ONE, TAKES_THE_ROLE)
    chooses(house, OTHER, TAKES_THE_ROLE)
    chooses(house, OTHER, WITH_OTHER)
    with pytest.raises(RuleBroken, match="two people at most"):
        chooses(house, OTHER, STAYS)
    with pytest.raises(RuleBroken, match="your own reporting line"):
        chooses(house, ONE, WITH_OTHER)
    assert len(db.session.scalars(select(Pick).where(Pick.slot.is_not(None))).all()) == 4


def chooses(house: House, executive: str, hire: int) -> None:
    with transaction():
        choose(the_round(), candidate(house, hire), house.who(hire), house.who(executive), REASON, 0)


def is_settled(house: House) -> None:
    """Two had chosen the same: the wish decides, and the other has a slot again. Who was not chosen is told."""
    for hire, executive in ((TAKES_THE_ROLE, OTHER), (WITH_OTHER, OTHER), (WITH_ONE, ONE)):
        with transaction():
            owners = open_drawer(the_plan(), OWNERS, owner(house))
            who = house.who(hire).public_id
            settle(owners, the_round(), candidate(house, hire), who, house.who(executive), 12, "The wish.")
    with transaction():
        note_told(candidate(house, STAYS), actor=owner(house))
        close_round(the_round(), actor=owner(house))
    with transaction():
        together = open_drawer(candidate(house, TAKES_THE_ROLE), TOGETHER, house.who(TAKES_THE_ROLE))
        task = Assignment("Open the port", "Operations", date(2030, 4, 1), date(2030, 12, 1))
        write_assignment(together, task, None, 0)
    assert slots(house) == {ONE: 1, OTHER: 2}


def is_placed(house: House) -> None:
    """A year later one takes the role on, and the executive could bring on somebody else."""
    with transaction():
        slate = open_drawer(the_plan(), SLATE, owner(house))
        note_placed(slate, candidate(house, TAKES_THE_ROLE), actor=owner(house))
    assert candidate(house, TAKES_THE_ROLE).state is CandidateState.PLACED
    assert slots(house) == {ONE: 1, OTHER: 1}


def slots(house: House) -> dict[str, int]:
    """How many each executive brings on."""
    taken = db.session.scalars(select(Pick.executive_id).where(Pick.slot.is_not(None))).all()
    return {each: taken.count(house.who(each).id) for each in (ONE, OTHER)}


def candidate(house: House, hire: int) -> Candidate:
    return db.session.get_one(Candidate, house.candidates[hire], populate_existing=True)


def the_plan() -> Plan:
    return db.session.scalars(select(Plan)).one()


def the_round() -> Round:
    return db.session.scalars(select(Round)).one()
