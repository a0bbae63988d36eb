"""A case of performance advising and one that waits, for the matrix; the caller commits."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from app.coaching.areas import Area, areas_of
from app.coaching.models import Drawer
from app.coaching.papers import open_drawer
from app.coaching.services.judging import judge
from app.coaching.services.planning import set_plan
from app.coaching.services.referrals import Example, Referral, ask_for_oneself, pass_on, refer
from app.coaching.services.taking_up import take_up
from app.core.clock import today
from app.people.models import Appointment, Person, Role
from programs.engagements import EngagementState, Judgement, Standing

REFERRAL = Referral(
    expectations="On time",
    examples=[Example(today(), "Late"), Example(today(), "Late again")],
    talked_on=today(),
    support="An hour a week",
    standing=Standing.INFORMAL,
    deadline=today() + timedelta(days=90),
)
AREA = Area(
    name="Time",
    expectation="On time",
    measure="The date",
    start="Late",
    target="On time",
    support="An hour a week",
    due=today() + timedelta(days=90),
)


def advising(session: Session, client: Person, manager: Person) -> dict[str, str]:
    """A case under way with its first judgement, and one that waits: the client has asked for a second advisor."""
    client.manager = manager
    advisor = Person(name=f"Advisor of {client.name}", email=f"advisor-{client.public_id}@northmere.example")
    session.add(advisor)
    session.flush()
    session.add(Appointment(person_id=advisor.id, role=Role.ADVISOR))
    case = refer(client, REFERRAL, actor=manager)
    pass_on(case, "I see it in another way.")
    case.guide, case.state = advisor, EngagementState.OFFERED
    session.flush()
    take_up(case, 90, with_manager=True)
    set_plan(open_drawer(case, Drawer.PLAN, advisor), [AREA], seen=0)
    plan = open_drawer(case, Drawer.PLAN, manager)
    judge(plan, {areas_of(plan)[0].id: (Judgement.BELOW, "Two days late")})
    (judged,) = areas_of(open_drawer(case, Drawer.PLAN, manager))[0].judged
    waiting = ask_for_oneself(client, "Time")
    return {
        "case_id": case.public_id,
        "paper_id": judged.paper.paper.public_id,
        "waiting_id": waiting.public_id,
    }
