"""Taking an account, a pair or a row over opens no word that was written before (C-07 to C-12)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import islice

import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select, update

from app.accounts.models import Account, TokenKind
from app.accounts.passwords import hashed
from app.accounts.services import mint
from app.accounts.services.passwords import set_password
from app.conversations.models import Room, Strand
from app.conversations.services import enter
from app.core.clock import now
from app.core.db import session
from app.core.transactions import transaction
from app.core.vault.store import Member, writing
from app.pairings.models import Ending, Pairing
from app.pairings.services import end_pairings
from app.people.models import Person, Role
from app.people.services import add_person, appoint, mark_left, restore
from programs.phases import Phase
from tests.factories import cohorts
from tests.factories.accounts import PASSWORD
from tests.factories.observations import rated
from tests.factories.pairings import make_pair
from tests.factories.people import person
from tests.wall.case import OLD, Case
from tests.wall.mailbox import ANOTHER, choose_password, follow, make_anew, readdress
from tests.wall.stage import Finding, Stage, installation

CLAUSES = ("aims", "rhythm", "stays", "exit", "end")
EVERY = 3
"""The short form tries one in so many."""


Scenario = Callable[[Case], list[FlaskClient]]
SCENARIOS: dict[str, Scenario] = {}


def scenario(name: str) -> Callable[[Scenario], Scenario]:
    """Register a way to take something over; it returns the browsers of whoever did."""

    def register(function: Scenario) -> Scenario:
        SCENARIOS[name] = function
        return function

    return register


def run(kind: str = "sqlite", *, is_short: bool = False) -> Finding:
    """Try every way on a pair of its own."""
    finding = Finding(f"takeovers on {kind}")
    opened = []
    with installation(kind) as stage, stage.app.app_context():
        tried = dict(islice(SCENARIOS.items(), None, None, EVERY if is_short else 1))
        for number, (name, attack) in enumerate(tried.items()):
            case = _case(stage, number)
            if not case.reads(case.browser(case.mentee)):
                finding.broken.append(f"{name}: the mentee reads nothing before it, so it proves nothing")
            clients = attack(case)
            if any(case.reads(client) for client in clients):
                opened.append(name)
    finding.figures.append(f"{len(tried)} ways to take over: {len(opened)} opened old words")
    finding.broken += [f"{each}: old words were read" for each in opened]
    return finding


def _case(stage: Stage, number: int) -> Case:
    addressed = {who: f"{who}{number}@northmere.example" for who in ("mentee", "mentor", "ruth")}
    ruth = person(f"Ruth {number}", role=Role.ADMINISTRATOR, email=addressed["ruth"])
    mentee = person(f"Priya {number}", email=addressed["mentee"])
    mentor = person(f"Leila {number}", email=addressed["mentor"])
    cohort = cohorts.cohort(ruth, program_type="functional-expertise", phase=Phase.RUNNING, name=f"Cohort {number}")
    pairing = make_pair(session(), cohort=cohort, mentee=mentee, mentor=mentor, actor=ruth)
    case = Case(stage, mentee, mentor, ruth, pairing)
    with transaction() as writer:
        writer.add(Account(person_id=mentee.id, password_hash=hashed(PASSWORD)))
        pair = writer.merge(pairing)
        room = enter(pair, writer.merge(mentor))
        enter(pair, writer.merge(mentee))
        case.room = room.public_id
    case.report = rated(pairing, task=OLD).public_id
    for who in (mentor, mentee):
        client = case.browser(who)
        case.post(client, f"/rooms/{case.room}", text=OLD)
        case.post(client, f"/rooms/{case.room}/mine/notes", text=OLD, title="")
    case.post(case.browser(mentor), f"/rooms/{case.room}/agreement/new", **dict.fromkeys(CLAUSES, OLD))
    return case


@scenario("a new password by mail")
def _reset(case: Case) -> list[FlaskClient]:
    choose_password(case.mentee)
    return [case.browser(case.mentee)]


@scenario("a link that an administrator had sent")
def _administrator_sends(case: Case) -> list[FlaskClient]:
    make_anew(case.mentee, TokenKind.INVITATION)
    return [case.browser(case.mentee)]


@scenario("another e-mail address, then a new password")
def _readdressed(case: Case) -> list[FlaskClient]:
    readdress(case.mentee, case.administrator)
    return [case.browser(case.mentee)]


@scenario("an account made anew by a first link")
def _made_anew(case: Case) -> list[FlaskClient]:
    make_anew(case.mentee)
    return [case.browser(case.mentee)]


@scenario("somebody new with the address of somebody who left")
def _namesake(case: Case) -> list[FlaskClient]:
    with transaction() as writer:
        mentee, administrator = writer.merge(case.mentee), writer.merge(case.administrator)
        email = mentee.email
        mark_left(mentee, actor=administrator)
        mentee.email = None
        writer.flush()
        namesake = add_person(actor=administrator, name=mentee.name, email=email)
    return [case.browser(namesake)]


@scenario("a leaver who is brought back, then a new password")
def _brought_back(case: Case) -> list[FlaskClient]:
    with transaction() as writer:
        mentee, administrator = writer.merge(case.mentee), writer.merge(case.administrator)
        mark_left(mentee, actor=administrator)
        restore(mentee, actor=administrator)
    choose_password(case.mentee)
    return [case.browser(case.mentee)]


@scenario("another mentor after the first")
def _replaced(case: Case) -> list[FlaskClient]:
    with transaction() as writer:
        end_pairings([writer.merge(case.pairing)], Ending.ENDED, actor=writer.merge(case.administrator))
    newcomer = person("Noor", email=f"noor{case.mentee.id}@northmere.example")
    _pair_up(case, mentor=newcomer)
    return [case.browser(newcomer)]


@scenario("an administrator who becomes the mentor")
def _administrator_mentors(case: Case) -> list[FlaskClient]:
    with transaction() as writer:
        end_pairings([writer.merge(case.pairing)], Ending.ENDED, actor=writer.merge(case.administrator))
    _pair_up(case, mentor=case.administrator)
    return [case.browser(case.administrator)]


@scenario("a new administrator who becomes a mentee of the same mentor")
def _administrator_learns(case: Case) -> list[FlaskClient]:
    newcomer = person("Nils", email=f"nils{case.mentee.id}@northmere.example")
    with transaction() as writer:
        appoint(writer.merge(newcomer), Role.ADMINISTRATOR, actor=writer.merge(case.administrator))
    pair = make_pair(session(), cohort=case.pairing.cohort, mentee=newcomer, mentor=case.pairing.mentor)
    _enter(pair)
    return [case.browser(newcomer)]


@scenario("a link mailed before, used later")
def _old_link(case: Case) -> list[FlaskClient]:
    with time_machine.travel(now() - timedelta(minutes=20)), transaction() as writer:
        token = mint(TokenKind.RESET, writer.merge(case.mentee))
    follow(token)
    return [case.browser(case.mentee)]


@scenario("a stolen sign-in, after the password was changed")
def _stolen(case: Case) -> list[FlaskClient]:
    thief = case.browser(case.mentee)
    with transaction() as writer:
        set_password(writer.merge(case.mentee), ANOTHER)
    return [thief]


@scenario("a stolen sign-in, after its owner has left")
def _left(case: Case) -> list[FlaskClient]:
    thief = case.browser(case.mentee)
    with transaction() as writer:
        mark_left(writer.merge(case.mentee), actor=writer.merge(case.administrator))
    return [thief]


@scenario("both taken over, who vouch for each other")
def _both(case: Case) -> list[FlaskClient]:
    with transaction() as writer:
        writer.add(Account(person_id=case.mentor.id, password_hash=hashed(PASSWORD)))
    for each in (case.mentee, case.mentor):
        choose_password(each)
    clients = [case.browser(case.mentee), case.browser(case.mentor)]
    for client in clients:
        case.post(client, f"/rooms/{case.room}/way-back/vouch")
        case.post(client, f"/observations/with/{case.pairing.public_id}/way-back/vouch")
    return clients


@scenario("a new password, a guessed code and a new code")
def _guessed(case: Case) -> list[FlaskClient]:
    choose_password(case.mentee)
    client = case.browser(case.mentee)
    case.post(client, f"/rooms/{case.room}/code")
    case.post(client, f"/rooms/{case.room}/way-back", code="AAAA-AAAA-AAAA-AAAA-AAAA")
    return [client]


@scenario("a new password, a first one on top, and a change back")
def _twice(case: Case) -> list[FlaskClient]:
    choose_password(case.mentee)
    choose_password(case.mentee)
    with transaction() as writer:
        set_password(writer.merge(case.mentee), PASSWORD)
    return [case.browser(case.mentee)]


@scenario("an administrator who writes themselves into the pair, in the database")
def _written_into_the_pair(case: Case) -> list[FlaskClient]:
    with transaction() as writer:
        writer.merge(case.pairing).mentor.person_id = case.administrator.id
    return [case.browser(case.administrator)]


@scenario("a pair of their own that is given the room of another, in the database")
def _given_the_room(case: Case) -> list[FlaskClient]:
    newcomer = person("Odd", email=f"odd{case.mentee.id}@northmere.example")
    pair = make_pair(session(), cohort=case.pairing.cohort, mentee=newcomer, mentor=case.pairing.mentor)
    with transaction() as writer:
        writer.execute(update(Room).where(Room.public_id == case.room).values(pairing_id=pair.id))
    return [case.browser(newcomer)]


@scenario("a member added to the keystore by hand, and to the pair")
def _added_member(case: Case) -> list[FlaskClient]:
    with writing() as keys:
        rows = keys.scalars(select(Member).where(Member.person == case.mentor.public_id)).all()
        keys.add_all(
            Member(
                domain=each.domain,
                relationship=each.relationship,
                owner=each.owner,
                person=case.administrator.public_id,
            )
            for each in rows
        )
    with transaction() as writer:
        writer.merge(case.pairing).mentor.person_id = case.administrator.id
        writer.execute(update(Strand).where(Strand.owner_id == case.mentor.id).values(owner_id=case.administrator.id))
    return [case.browser(case.administrator)]


def _pair_up(case: Case, *, mentor: Person) -> None:
    pair = make_pair(session(), cohort=case.pairing.cohort, mentee=case.pairing.mentee, mentor=mentor)
    _enter(pair)


def _enter(pair: Pairing) -> None:
    with transaction() as writer:
        here = writer.merge(pair)
        for each in (here.mentee.person, here.mentor.person):
            enter(here, each)
