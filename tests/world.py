"""The ten kinds of people of the access matrix, each with an object of their own and one of somebody else’s."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import TokenKind
from app.accounts.services import Browser, mint, start_session
from app.announcements.models import Announcement
from app.choices.models import MentorRequest, RequestState
from app.coaching.with_coach.services.asking import offer
from app.coaching.with_coach.services.going_on import set_goal as set_own_goal
from app.cohorts.models import Cohort, CohortAdministrator, Enrolment, EnrolmentState, Side
from app.cohorts.services import keep_draft
from app.cohorts.services.matching import as_it_stands
from app.cohorts.sign_ups.files import read_sign_ups
from app.conversations.pages import pen_for
from app.conversations.services import enter
from app.conversations.services.items import set_goal
from app.core.clock import today
from app.core.db import db
from app.core.job_runs import run_queued
from app.core.organisation import Organisation
from app.managers.services import leave_suggestion
from app.matching_runs.services import begin_trial, start_run
from app.meetings.services import Offer, confirm, propose
from app.pairings.models import Origin, Pairing
from app.pairings.services import NewPair, make_pairings
from app.people.models import Appointment, Person, PersonState, Role, Skill, SkillState
from app.people_import.models import SensitiveConsent
from app.people_import.sensitive import SensitiveKind
from app.people_import.services import start_import
from app.safeguarding.services import ask
from tests.factories.advising import advising
from tests.factories.arrivals import proposal
from tests.factories.circles import peer_circle
from tests.factories.coaching import coaching, draft, handed, signed
from tests.factories.library import own_piece
from tests.factories.nominations import add_two_selections
from tests.factories.observations import unsigned
from tests.factories.sign_up import started
from tests.factories.stretch import task_of_pair
from tests.factories.succession import Plans, add_two_plans


class Who(StrEnum):
    """The ten principals, in the order of the matrix's columns."""

    SIGNED_OUT = "signed out"
    EMPLOYEE = "employee not taking part"
    MENTEE = "mentee"
    MENTOR = "mentor"
    MANAGER = "that mentee’s manager"
    ADMINISTRATOR = "administrator of this cohort"
    OTHER_ADMINISTRATOR = "administrator of another cohort"
    EXECUTIVE = "executive"
    HR_LEAD = "HR lead"
    FORMER_MEMBER = "former member"


class Whose(StrEnum):
    """Whose object an address names: of this cohort and its people, of another one, or nobody's."""

    OWN = "own"
    FOREIGN = "foreign"


@dataclass
class World:
    """Everything by name. ``parameters`` gives the value of each URL parameter, own and foreign."""

    people: dict[Who, Person] = field(default_factory=dict)
    parameters: dict[Whose, dict[str, str]] = field(default_factory=lambda: {Whose.OWN: {}, Whose.FOREIGN: {}})

    def __getitem__(self, who: Who) -> Person:
        return self.people[who]


def build_world(session: Session, *, plans: Plans = add_two_plans) -> World:
    """Write the world and commit it. ``plans`` writes plans for critical roles, two by default."""
    world = World()
    session.add(Organisation(name="Northmere", time_zone="Europe/Stockholm", contact_name="Ruth Baptiste"))
    for who in list(Who)[1:]:
        world.people[who] = _person(session, str(who).capitalize(), f"{who.name.lower()}@northmere.example")
    world[Who.MENTEE].manager_id = world[Who.MANAGER].id
    _appoint(session, world)
    here = _cohort(session, "This cohort", [world[Who.ADMINISTRATOR]])
    there = _cohort(session, "Another cohort", [world[Who.OTHER_ADMINISTRATOR]])
    mentee, mentor = _enrol(session, here, world[Who.MENTEE], world[Who.MENTOR])
    gone = {"role": Side.MENTEE, "needs": 1, "state": EnrolmentState.WITHDRAWN}
    session.add(Enrolment(cohort_id=here.id, person_id=world[Who.FORMER_MEMBER].id, **gone))
    strangers = [_person(session, f"Stranger {n}", f"stranger{n}@northmere.example") for n in (1, 2)]
    joining = _person(session, "Not here yet", "joining@northmere.example", state=PersonState.JOINING)
    far_mentee, far_mentor = _enrol(session, there, *strangers)
    skills = [Skill(name=name, folded=name.lower(), area="Finance", state=state) for name, state in SKILLS]
    session.add_all(skills)
    session.flush()
    own, foreign = world.parameters[Whose.OWN], world.parameters[Whose.FOREIGN]
    own |= {"person_id": world[Who.MENTEE].public_id, "cohort_id": here.public_id, "skill_id": skills[0].public_id}
    foreign |= {"person_id": joining.public_id, "cohort_id": there.public_id, "skill_id": skills[1].public_id}
    own["row"], foreign["row"] = "conversation", "meeting"
    own |= {"run_id": _run(session, here), "enrolment_id": mentee.public_id}
    foreign |= {"run_id": _run(session, there), "enrolment_id": far_mentee.public_id}
    own["trial_id"], foreign["trial_id"] = _trial(session, here), _trial(session, there)
    for parameters, pair in ((own, _pair(mentee, mentor)), (foreign, _pair(far_mentee, far_mentor))):
        parameters |= {"pairing_id": pair.public_id, "meeting_id": _meeting(pair), **_room(pair), **_asked(pair)}
    own["proposal_id"], foreign["proposal_id"] = proposal(here, mentee, mentor), proposal(there, far_mentee, far_mentor)
    own["suggestion_id"] = _suggestion(session, world[Who.MANAGER], world[Who.MENTEE])
    foreign["suggestion_id"] = _suggestion(session, strangers[1], joining)
    # The mentee is on the way to offering seats too.
    own |= {"sign_up_id": started(session, here, world[Who.MENTEE], Side.MENTOR), "number": "1", "side": "mentee"}
    foreign |= {"sign_up_id": started(session, there, strangers[0], Side.MENTEE), "number": "1", "side": "mentor"}
    own |= _coaching(world[Who.MENTEE], *_coach_and_sponsor(session, world[Who.MENTEE], world[Who.MANAGER]))
    far = _person(session, "Far client", "far@northmere.example")
    foreign |= _coaching(far, *_coach_and_sponsor(session, far, None))
    _papers(session, world, here, there)
    own |= advising(session, world[Who.MENTEE], world[Who.MANAGER])
    foreign |= advising(session, strangers[0], _person(session, "Far manager", "far-manager@northmere.example"))
    plans(own, foreign, (world[Who.HR_LEAD], world[Who.EXECUTIVE], world[Who.MENTEE]), far)
    add_two_selections(own, foreign, world.people)
    session.commit()
    for person in world.people.values():
        session.refresh(person)
        session.expunge(person)
    session.commit()
    return world


def _room(pair: Pairing) -> dict[str, str]:
    """The room of a pair, which both have entered, with a goal of the mentee's, and a report that is not signed."""
    room = enter(pair, pair.mentee.person)
    enter(pair, pair.mentor.person)
    goal = set_goal(pen_for(room, pair.mentee.person), "Present on my own", "Ask for ten minutes")
    note = ask(pair.mentee.person, pair, "I would like to talk to somebody.", ())
    ids = {"room_id": room.public_id, "item_id": goal.item, "note_id": note.public_id}
    return ids | {"observation_id": unsigned(pair).public_id}


SKILLS = (("Budgeting", SkillState.APPROVED), ("Sailing", SkillState.PROPOSED))


def _papers(session: Session, world: World, here: Cohort, there: Cohort) -> None:
    """What lies on the desks of the two administrators, and the mentee's own sign-in."""
    deputy = _person(session, "Deputy", "deputy@northmere.example")
    world.parameters[Whose.OWN]["token"] = mint(TokenKind.INVITATION, deputy)
    desks = ((Whose.OWN, Who.ADMINISTRATOR, here), (Whose.FOREIGN, Who.OTHER_ADMINISTRATOR, there))
    for whose, who, cohort in desks:
        person = world[who]
        upload = start_import(io.BytesIO(b"e-mail,name\nada@northmere.example,Ada\n"), "people.csv", actor=person)
        sign_ups = read_sign_ups(io.BytesIO(b"e-mail,name\nada@northmere.example,Ada\n"), "mentees.csv", Side.MENTEE)
        draft = keep_draft(cohort, [sign_ups], actor=person)
        consent = SensitiveConsent(kind=SensitiveKind.GENDER, use="A study", recorded_by_id=person.id)
        appointment = Appointment(person_id=deputy.id, role=ROLES[whose])
        holder = world[Who.MENTEE] if whose is Whose.OWN else world[Who.EMPLOYEE]
        sign_in = start_session(holder, Browser(user_agent="Test")).row
        letter = Announcement(
            cohort_id=cohort.id, key=str(whose), audience="all", subject="Hello", words="Hello", written_by_id=person.id
        )
        session.add_all((consent, appointment, letter))
        session.flush()
        world.parameters[whose] |= {
            "upload_id": upload.public_id,
            "draft_id": draft.public_id,
            "consent_id": consent.public_id,
            "appointment_id": appointment.public_id,
            "sign_in_id": sign_in.public_id,
            "announcement_id": letter.public_id,
        }


ROLES = {Whose.OWN: Role.ADMINISTRATOR, Whose.FOREIGN: Role.COACH}


def _person(session: Session, name: str, email: str, **more: Any) -> Person:
    person = Person(name=name, email=email, time_zone="Europe/Stockholm", languages=["en"], level=3, **more)
    session.add(person)
    session.flush()
    return person


def _appoint(session: Session, world: World) -> None:
    officer = _person(session, "Safeguarding officer", "officer@northmere.example")
    session.scalars(select(Organisation)).one().safeguarding_officer_id = officer.id
    for who, role in (
        (Who.ADMINISTRATOR, Role.ADMINISTRATOR),
        (Who.OTHER_ADMINISTRATOR, Role.ADMINISTRATOR),
        (Who.EXECUTIVE, Role.EXECUTIVE),
        (Who.HR_LEAD, Role.HR_LEAD),
    ):
        session.add(Appointment(person_id=world[who].id, role=role))


def _cohort(session: Session, name: str, administrators: list[Person]) -> Cohort:
    cohort = Cohort(
        name=name,
        program_type="functional-expertise",
        choice="requested",
        phase="sign-up",
        starts_on=today() + timedelta(days=30),
        ends_on=today() + timedelta(days=180),
        contact_id=administrators[0].id,
        created_by_id=administrators[0].id,
    )
    cohort.administrators = [CohortAdministrator(person_id=each.id) for each in administrators]
    session.add(cohort)
    session.flush()
    return cohort


def _enrol(session: Session, cohort: Cohort, mentee: Person, mentor: Person) -> tuple[Enrolment, Enrolment]:
    pair = (
        Enrolment(cohort_id=cohort.id, person_id=mentee.id, role=Side.MENTEE, needs=1),
        Enrolment(cohort_id=cohort.id, person_id=mentor.id, role=Side.MENTOR, seats=2),
    )
    session.add_all(pair)
    session.flush()
    return pair


def _pair(mentee: Enrolment, mentor: Enrolment) -> Pairing:
    new = [NewPair(mentee_id=mentee.id, mentor_id=mentor.id)]
    week = today() + timedelta(days=7)
    (made,) = make_pairings(mentee.cohort, new, origin=Origin.RUN, actor=None, objection_until=week)
    return made


def _asked(pair: Pairing) -> dict[str, str]:
    """What the mentee asked before the two became a pair."""
    both = {"mentee": pair.mentee, "mentor": pair.mentor, "state": RequestState.ACCEPTED}
    made = MentorRequest(cohort=pair.cohort, words="You know the harbour.", answer_by=today(), **both)
    db.session.add(made)
    db.session.flush()
    words = {"piece": own_piece(pair.cohort), "milestone": pair.cohort.milestones[0].name, "guide": "first"}
    beside = {**words, **peer_circle(pair.cohort, pair.mentee), **task_of_pair(pair.mentee)}
    return {"mentor_id": pair.mentor.public_id, "request_id": made.public_id, **beside}


def _suggestion(session: Session, writer: Person, reader: Person) -> str:
    """What a manager left somebody who reports to them."""
    reader.manager_id = writer.id
    session.flush()
    return leave_suggestion(reader, "The budget round could be good practice.", actor=writer).public_id


def _meeting(pair: Pairing) -> str:
    """Agree on a meeting in ten days, as the two would."""
    noon = datetime.combine(today() + timedelta(days=10), time(12))
    meeting = propose(pair, Offer(walls=[noon], minutes=45), actor=pair.mentor.person)
    confirm(meeting, meeting.options[0].starts_at, seen=meeting.sequence, actor=pair.mentee.person)
    return meeting.public_id


def _trial(session: Session, cohort: Cohort) -> str:
    """A trial of what the cohort goes by, asked for by who runs it, not worked out yet."""
    trial = begin_trial(cohort, as_it_stands(cohort), actor=session.get_one(Person, cohort.administrators[0].person_id))
    return trial.public_id


def _run(session: Session, cohort: Cohort) -> str:
    """Match the cohort, as its administrator would."""
    run = start_run(cohort, actor=cohort.administrators[0].person)
    session.commit()
    run_queued()
    return run.public_id


def _coach_and_sponsor(session: Session, client: Person, sponsor: Person | None) -> tuple[Person, Person]:
    """A coach of their own for a client, and the manager who stands for the organisation."""
    coach = _person(session, f"Coach of {client.name}", f"coach-{client.email}")
    session.add(Appointment(person_id=coach.id, role=Role.COACH))
    sponsor = sponsor or _person(session, "Far sponsor", "sponsor@northmere.example")
    client.manager_id = sponsor.id
    session.flush()
    return coach, sponsor


def _coaching(client: Person, coach: Person, sponsor: Person) -> dict[str, str]:
    """A coaching under way, with a signed report that its sponsor reads, a goal of the client’s, and an offer."""
    case = coaching(client, coach, sponsor)
    report = signed(handed(draft(case)), sponsor)
    goal = set_own_goal(case, case.client, "Sleep before a review")
    made = offer(case.client, case.sponsor) if case.sponsor is not None else None
    return {
        "engagement_id": case.public_id,
        "report_id": report.public_id,
        "paper_id": goal.public_id,
        "offer_id": made.public_id if made else "",
    }
