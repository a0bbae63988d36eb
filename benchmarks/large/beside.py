"""What lies beside the pairs: coaching, advising, suggestions of managers, calls for help, and whoever sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from app.coaching.models import Engagement
from app.coaching.with_coach.services.asking import offer
from app.coaching.with_coach.services.going_on import set_goal
from app.core.db import session
from app.core.organisation import Organisation
from app.core.transactions import transaction
from app.managers.services import leave_suggestion
from app.pairings.models import Pairing
from app.people.models import Appointment, Person, Role
from app.safeguarding.services import ask
from benchmarks.large.in_confidence import InConfidence, write_plans
from benchmarks.large.nominees import nominate
from benchmarks.large.people import address
from tests.factories.advising import advising
from tests.factories.coaching import agreed, coaching, draft, handed, signed
from tests.factories.observations import unsigned

MANAGER, COACH, ADVISOR, DESK, OFFICER = "manager", "coach", "advisor", "desk", "officer"
EXECUTIVE, CANDIDATE, DELEGATE = "executive", "candidate", "delegate"
NUMBERS = {COACH: 60_001, DESK: 60_003, OFFICER: 60_004, EXECUTIVE: 60_006, CANDIDATE: 60_007, DELEGATE: 60_008}
ANOTHER = 60_005
"""Who has not agreed with the coach yet, and who owns a plan with the desk."""
ROLES = {COACH: Role.COACH, DESK: Role.HR_LEAD, EXECUTIVE: Role.EXECUTIVE}


@dataclass(slots=True)
class Beside:
    """Who sees it, and what its addresses name: whatever the area, and for single endpoints."""

    people: dict[str, Person] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    special: dict[str, Mapping[str, str]] = field(default_factory=dict)


def furnish(mentee: Person, pair: Pairing) -> Beside:
    """Let all that come to the mentee of a pair with a room; everything is committed."""
    beside = Beside()
    manager = mentee.manager
    assert manager is not None
    with transaction():
        beside.people = {MANAGER: manager} | {who: _appointed(who) for who in NUMBERS}
        session().scalars(select(Organisation)).one().safeguarding_officer_id = beside.people[OFFICER].id
        session().flush()
        beside.values["suggestion_id"] = leave_suggestion(
            mentee, "The budget round could be good practice.", actor=manager
        ).public_id
        beside.values["note_id"] = ask(mentee, pair, "I would like to talk to somebody.", ()).public_id
        beside.values |= advising(session(), mentee, manager)
        case = session().scalars(select(Engagement).where(Engagement.public_id == beside.values["case_id"])).one()
        assert case.guide is not None
        beside.people[ADVISOR] = case.guide
    _with_coach(beside, mentee)
    beside.values["observation_id"] = unsigned(pair).public_id
    committee = [beside.people[who] for who in (EXECUTIVE, DESK, DELEGATE)]
    administrator = pair.cohort.administrators[0].person
    beside.special |= nominate(beside.people[CANDIDATE], committee, actor=administrator)
    beside.special |= write_plans(
        InConfidence(
            lead=beside.people[DESK],
            executive=beside.people[EXECUTIVE],
            second=_person(ANOTHER),
            candidate=beside.people[CANDIDATE],
            delegate=beside.people[DELEGATE],
        )
    )
    return beside


def _with_coach(beside: Beside, mentee: Person) -> None:
    """A coaching with a signed report and another that its coach still writes, a goal, and an offer."""
    manager = beside.people[MANAGER]
    case = coaching(mentee, beside.people[COACH], manager)
    report = signed(handed(draft(case)), manager)
    unsigned = draft(case)
    another = _person(ANOTHER)
    begun = agreed(another, beside.people[COACH], another.manager or manager)
    with transaction():
        set_goal(case, case.client, "Sleep before a review")
        made = offer(case.client, manager)
        beside.values |= {
            "engagement_id": case.public_id,
            "report_id": report.public_id,
            "offer_id": made.public_id,
        }
        beside.special["coaching.changing_agreement"] = {"engagement_id": begun.public_id}
        beside.special["coaching.changing_report"] = {"report_id": unsigned.public_id}


def _person(number: int) -> Person:
    return session().scalars(select(Person).where(Person.email == address(number))).one()


def _appointed(who: str) -> Person:
    person = _person(NUMBERS[who])
    if who in ROLES:
        session().add(Appointment(person_id=person.id, role=ROLES[who]))
        session().flush()
    return person
