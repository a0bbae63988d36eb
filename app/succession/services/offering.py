"""Whoever took the role on is asked whether they would be a mentor; whatever they answer, nobody can tell.

That somebody is asked lies in a key of theirs and in no row. A yes is the button of the area that signs people up and
touches nothing here; of a no nothing is left. Not even the owners of the plan learn which it was.
"""

from __future__ import annotations

from app.core.asked_once import asked_once
from app.core.vault import Domain, destroy_key, make_key, relationships_with, shut_relationships
from app.people.models import Person
from app.succession.models import Candidate

MENTOR = "mentor"
"""The drawer that holds no paper: whoever has its key is asked."""


def ask_to_mentor(candidate: Candidate, who: str) -> None:
    """Ask somebody (``who``: their public id as a person), who finds it on their own home page.

    No letter is sent: in its queue it would be seen who was on a slate.
    """
    make_key(candidate.lock(MENTOR), [who])


@asked_once
def asked_to_mentor(person: Person) -> str | None:
    """The public id of the candidate as which somebody is asked: known to the keystore alone.

    One question, the same for all who are not; and no table of plans is read, which only pages of succession may.
    """
    own = relationships_with(person.public_id, Domain.SUCCESSION, MENTOR)
    return min(own - shut_relationships(person.public_id, Domain.SUCCESSION), default=None) if own else None


def rather_not(candidate: Candidate) -> None:
    """They would rather not: nothing is left of the question."""
    destroy_key(candidate.lock(MENTOR))
