"""Guards of the slates, taken away one at a time: the channels must show it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.core.db import session
from app.people.models import Person
from app.succession.models import Candidate
from app.succession.routes import finding
from app.succession.services import appointing, naming
from tests.wall import slates
from tests.wall.faults import FAULTS, fault, put

__all__ = ["FAULTS"]


@fault("letter-to-a-candidate", "slates", "whoever is asked for a slate gets a letter")
def _letter_to_a_candidate() -> None:
    agree = naming.agree

    def chatty(candidate: Any, own: Any, wish: str, first: Any) -> None:
        agree(candidate, own, wish, first)
        appointing.tell(own.reader)

    put("agree", chatty, naming, slates)


@fault("plan-for-anybody", "slates", "a plan is looked up before it is asked whose it is")
def _plan_for_anybody() -> None:
    def candidate_for(_person: Person, public_id: str) -> Candidate | None:
        return session().scalar(select(Candidate).where(Candidate.public_id == public_id))

    put("candidate_for", candidate_for, finding)
