"""Plans for critical roles, written through the same services as real use; everything is committed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from app.core.clock import today
from app.core.db import session
from app.core.transactions import transaction
from app.people.models import Appointment, Person, Role
from app.succession.models import Candidate, Pick, Plan, Round
from app.succession.papers import CANDIDATE, OWNERS, SLATE, TOGETHER, open_drawer
from app.succession.services.appointing import CriticalRole, confirm, propose
from app.succession.services.choosing import choose
from app.succession.services.naming import Card, agree, judge_readiness, name_candidate, note_asked, write_card
from app.succession.services.settling import open_a_round, settle
from app.succession.services.working import ASSIGNMENT, Assignment, write_assignment
from programs.readiness import Band
from tests.factories.people import loaded

Plans = Callable[[dict[str, str], dict[str, str], tuple[Person, Person, Person], Person], None]
"""What writes the plans of the tests’ world, as `add_two_plans` does."""
ROLE = CriticalRole(title="Head of operations, south", seats=1, incumbents="Joana Prates", why="Three ports.")
CARD = Card(
    way="Ran two plants, then a ramp-up.",
    shown="Line four delivered six weeks early\nTwo former shift leads now run plants",
    missing="Has never held a full profit and loss.",
    skills="Budgeting",
)


def plan(lead: Person, executive: Person, owners: Sequence[Person] | None = None) -> Plan:
    """A plan that HR lead and executive have appointed the owners of: themselves, unless others are named."""
    with transaction():
        made = propose(ROLE, owners or [lead, executive], executive, actor=lead)
        confirm(made, actor=executive)
    return loaded(made)


def named(of: Plan, person: Person) -> Candidate:
    """Somebody whom an owner has named, with a card and a judgement."""
    owner = of.serving[0].person
    with transaction():
        made = name_candidate(of, open_drawer(of, OWNERS, owner), person, actor=owner)
        slate = open_drawer(of, SLATE, owner)
        write_card(slate, made, CARD, 0, actor=owner)
        judge_readiness(slate, made, Band.SOON, "Closed the year early.", today(), actor=owner)
    return loaded(made)


def asked(of: Plan, person: Person) -> Candidate:
    """Somebody who was asked in person."""
    made = named(of, person)
    with transaction():
        owner = of.serving[0].person
        note_asked(open_drawer(of, SLATE, owner), made, actor=owner)
    return loaded(made)


def agreed(of: Plan, person: Person, *first: Person, wish: str = "") -> Candidate:
    """Somebody who has said yes, with those from whom they would like to learn."""
    made = asked(of, person)
    with transaction():
        agree(made, open_drawer(made, CANDIDATE, person), wish, [each.public_id for each in first])
    return loaded(made)


def running(of: Plan, *executives: Person, delegate: Person | None = None) -> Round:
    """An open round of two weeks."""
    ends_on = today() + timedelta(days=14)
    with transaction():
        made = open_a_round(of, executives, ends_on, ends_on + timedelta(days=7), delegate, actor=of.serving[0].person)
    return loaded(made)


def chosen(of: Round, candidate: Candidate, person: Person, executive: Person) -> Pick:
    """A choice with its reason."""
    with transaction():
        made = choose(of, candidate, person, executive, "They have run plants through worse than ours.", 0)
    return loaded(made)


def paired(of: Round, candidate: Candidate, person: Person, executive: Person) -> Candidate:
    """A candidate whom an executive brings on."""
    chosen(of, candidate, person, executive)
    owner = of.plan.serving[0].person
    with transaction():
        owners = open_drawer(of.plan, OWNERS, owner)
        settle(owners, of, candidate, person.public_id, executive, 12, "It is the candidate’s own wish.")
    return loaded(candidate)


def protege_and_slate(lead: Person, executive: Person, second: Person, candidate: Person) -> dict[str, str]:
    """A plan of the lead’s and another’s, with a round in which the executive chooses and one who is brought on.

    Within the transaction of whoever asks; returns the public ids that addresses name.
    """
    of = propose(ROLE, [lead, second], executive, actor=lead)
    confirm(of, actor=executive)
    owners, slate = open_drawer(of, OWNERS, lead), open_drawer(of, SLATE, lead)
    protege = name_candidate(of, owners, candidate, actor=lead)
    write_card(slate, protege, CARD, 0, actor=lead)
    note_asked(open_drawer(of, SLATE, lead), protege, actor=lead)
    agree(protege, open_drawer(protege, CANDIDATE, candidate), "", [])
    in_a_week = today() + timedelta(days=7)
    of_round = open_a_round(of, [executive], in_a_week, in_a_week, None, actor=lead)
    choose(of_round, protege, candidate, executive, "They have run plants through worse.", 0)
    settle(open_drawer(of, OWNERS, lead), of_round, protege, candidate.public_id, executive, 12, "Nobody else chose.")
    together = open_drawer(protege, TOGETHER, candidate)
    write_assignment(together, Assignment("Close the books", "Finance", today(), in_a_week), None, 0)
    assignment = open_drawer(protege, TOGETHER, candidate).of_kind(ASSIGNMENT)[0]
    return {
        "plan_id": of.public_id,
        "candidate_id": protege.public_id,
        "chosen_id": protege.public_id,
        "running_id": of_round.public_id,
        "assignment_id": assignment.paper.public_id,
    }


def add_two_plans(
    own: dict[str, str], foreign: dict[str, str], three: tuple[Person, Person, Person], far: Person
) -> None:
    """The same twice: for an HR lead, an executive and a candidate, and for people of whom none of these may know."""
    second, lead, executive = (
        Person(name=each, email=f"{each.lower().replace(' ', '-')}@northmere.example", languages=["en"])
        for each in ("Second owner", "Far lead", "Far chief")
    )
    lead.appointments = [Appointment(role=Role.HR_LEAD)]
    executive.appointments = [Appointment(role=Role.EXECUTIVE)]
    session().add_all((second, lead, executive))
    session().flush()
    own |= protege_and_slate(three[0], three[1], second, three[2])
    foreign |= protege_and_slate(lead, executive, second, far)
