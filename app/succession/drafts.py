"""Drafts and choices of one executive in one plan are a chain like the papers of a drawer: what was changed shows.

The keystore knows how far each had come: one that was cut, put in, turned back, given to somebody else or flipped from
a draft to a choice is found out.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.db import fresh, session
from app.core.vault import Head, Lock, are_whole, head_of, move_on
from app.people.models import Person
from app.succession.models import Candidate, Pick, Plan, Round
from app.succession.papers import draft_drawer

Heads = Mapping[int, Head]


@contextmanager
def moving(plan: Plan, executive_ids: Collection[int]) -> Iterator[None]:
    """What is changed meanwhile of their picks moves their chains on; one writer of a plan after another."""
    session().execute(select(Plan.id).where(Plan.id == plan.id).with_for_update(key_share=True))
    before = _heads(session(), plan, executive_ids)
    yield
    session().flush()
    after = _heads(session(), plan, executive_ids)
    for number, lock in _locks(plan, executive_ids).items():
        move_on(session(), lock, before[number], after[number])


@contextmanager
def losing(public_ids: Collection[str]) -> Iterator[None]:
    """These candidates are taken away meanwhile, and what executives wrote about them goes with them.

    Holds the candidates first and their plans then, as everybody does.
    """
    mine = Candidate.public_id.in_(public_ids)
    session().execute(select(Candidate.id).where(mine).order_by(Candidate.id).with_for_update())
    about = select(Plan, Pick.executive_id).select_from(Candidate).join(Plan, Candidate.plan_id == Plan.id)
    touched = about.join(Pick, Pick.candidate_id == Candidate.id).where(mine).order_by(Plan.id)
    by_plan: dict[Plan, set[int]] = {}
    for plan, executive in session().execute(touched):
        by_plan.setdefault(plan, set()).add(executive)
    with ExitStack() as stack:
        for plan, executives in by_plan.items():
            stack.enter_context(moving(plan, executives))
        yield


def is_altered(plan: Plan, executives: Collection[Person]) -> bool:
    """Whether a pick of theirs, or of anybody else in the plan, was changed by nobody who may.

    One question to each database, however many executives; a second one where somebody wrote at this moment.
    """
    ids = {each.id for each in executives}
    if _are_whole(session(), plan, ids):
        return False
    with fresh() as looking:
        return not _are_whole(looking, plan, ids)


def _are_whole(looking: Session, plan: Plan, ids: set[int]) -> bool:
    heads = _heads(looking, plan, ids)
    locks = _locks(plan, heads)
    return are_whole({locks[each]: head for each, head in heads.items()})


def _heads(looking: Session, plan: Plan, ids: Collection[int]) -> Heads:
    """By executive; those of whom nobody asked are there too, where they have picks."""
    columns = Pick.executive_id, Pick.round_id, Pick.candidate_id, Pick.state, Pick.slot, Pick.version, Pick.sealed
    found = select(*columns).join(Round).where(Round.plan_id == plan.id).order_by(Pick.id)
    records: dict[int, list[tuple[str, int, bytes]]] = {each: [] for each in ids}
    for executive, of_round, candidate, state, slot, version, sealed in looking.execute(found):
        name = json.dumps([of_round, candidate, state.value, slot])
        records.setdefault(executive, []).append((name, version, sealed))
    return {each: head_of(some) for each, some in records.items()}


def _locks(plan: Plan, ids: Collection[int]) -> dict[int, Lock]:
    found = session().scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.id))
    return {each.id: plan.lock(draft_drawer(each)) for each in found}
