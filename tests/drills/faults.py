"""Guards that are taken away, so that a drill shows that it would see what they keep from happening."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import select, text

from app.choices.services import answering, picking
from app.cohorts.models import Enrolment
from app.core.db import session
from app.core.transactions import transaction
from app.pairings.services import making
from app.pairings.services.locking import locked_enrolments
from tests.drills.stage import Stage

FAULTS = ("seats",)
LOCKING = (making, answering, picking)
INDEXES = ("mentor_seat_taken_once", "one_open_pairing_per_mentee", "two_are_a_pair_once")
A_MOMENT = 0.1


@contextmanager
def without(stage: Stage, fault: str) -> Iterator[None]:
    """Take the guard of this name away from the stage; nothing for no name."""
    if not fault:
        yield
        return
    with stage.app.app_context(), transaction() as here:
        for name in INDEXES:
            here.execute(text(f"DROP INDEX {name}"))
    before, taken = locked_enrolments, making._taken

    def taken_a_moment_ago(people: Mapping[int, Enrolment]) -> making.Places:
        found = taken(people)
        time.sleep(A_MOMENT)
        return found

    for module in LOCKING:
        vars(module)["locked_enrolments"] = unlocked_enrolments
    vars(making)["_taken"] = taken_a_moment_ago
    try:
        yield
    finally:
        vars(making)["_taken"] = taken
        for module in LOCKING:
            vars(module)["locked_enrolments"] = before


def unlocked_enrolments(ids: Collection[int]) -> dict[int, Enrolment]:
    """The same rows, and anybody else may write meanwhile."""
    return {each.id: each for each in session().scalars(select(Enrolment).where(Enrolment.id.in_(ids)))}
