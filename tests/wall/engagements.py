"""Taking over a client, a coach or a row of a coaching opens no word that was written before (C-08, C-34)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from flask.testing import FlaskClient
from sqlalchemy import select, update

from app.accounts.services.passwords import set_password
from app.coaching.models import Drawer, Engagement, EngagementConsent
from app.coaching.services.taking_up import ask_for_another
from app.core.db import session
from app.core.transactions import transaction
from app.core.vault.store import Member, writing
from app.people.models import Appointment, Person, Role
from app.people.services import mark_left, restore
from tests.factories.accounts import give_password
from tests.factories.coaching import coaching, draft, handed, signed
from tests.factories.people import person, report_to
from tests.wall.mailbox import ANOTHER, choose_password, make_anew, readdress
from tests.wall.papers import browser
from tests.wall.stage import Finding, Stage, installation, text_of
from tests.wall.takeovers import EVERY
from tests.wall.writing import TOKEN

OLD = ("Leading without preparing every word", "Speak up in large meetings", "Lead the weekly review")
"""What the factories write into the agreement, the wish and the report."""


@dataclass
class Engaged:
    """A coaching under way, with a report that its sponsor reads."""

    stage: Stage
    client: Person
    coach: Person
    sponsor: Person
    administrator: Person
    coaching: Engagement
    paths: list[str]

    def browser(self, who: Person) -> FlaskClient:
        """Somebody signed in, whoever sits there."""
        return browser(self.stage, session().merge(who))

    def reads(self, client: FlaskClient) -> bool:
        """Whether old words are on any page of it."""
        pages = [text_of(client.get(path, follow_redirects=True)) for path in self.paths]
        return any(words in page for words in OLD for page in pages)

    def vouch(self, client: FlaskClient, person: Person) -> None:
        """Say that somebody is who they were."""
        here = f"/coaching/{self.coaching.public_id}/way-back"
        token = next(iter(TOKEN.findall(client.get(here).text)), "")
        client.post(f"{here}/vouch/{person.public_id}", data={"csrf_token": token})
        client.post(f"{here}/device", data={"csrf_token": token})


Scenario = Callable[[Engaged], list[FlaskClient]]
SCENARIOS: dict[str, Scenario] = {}


def scenario(name: str) -> Callable[[Scenario], Scenario]:
    """Register a way to take something over; it returns the browsers of whoever did."""

    def register(function: Scenario) -> Scenario:
        SCENARIOS[name] = function
        return function

    return register


def run(kind: str = "sqlite", *, is_short: bool = False) -> Finding:
    """Try every way on a coaching of its own."""
    finding = Finding(f"takeovers of coaching on {kind}")
    opened = []
    with installation(kind) as stage, stage.app.app_context():
        tried = dict(islice(SCENARIOS.items(), None, None, EVERY if is_short else 1))
        for number, (name, attack) in enumerate(tried.items()):
            case = _case(stage, number)
            if not all(case.reads(case.browser(each)) for each in (case.client, case.coach, case.sponsor)):
                finding.broken.append(f"{name}: its three do not read it before, so it proves nothing")
            clients = attack(case)
            if any(case.reads(client) for client in clients):
                opened.append(name)
    finding.figures.append(f"{len(tried)} ways to take over: {len(opened)} opened old words")
    finding.broken += [f"{each}: old words were read" for each in opened]
    return finding


def _case(stage: Stage, number: int) -> Engaged:
    ruth = person(f"Ruth {number}", role=Role.ADMINISTRATOR, email=f"ruth{number}@northmere.example")
    ines = person(f"Ines {number}", email=f"ines{number}@northmere.example")
    amara = person(f"Amara {number}", email=f"amara{number}@northmere.example")
    leo = person(f"Leo {number}", role=Role.COACH, email=f"leo{number}@northmere.example")
    report_to(ines, amara)
    with transaction() as writer:
        for each in (amara, leo):
            give_password(writer.merge(each))
    made = coaching(amara, leo, ines)
    report = signed(handed(draft(made)), ines)
    here = f"/coaching/with-a-coach/{made.public_id}"
    paths = [here, f"{here}/agreement", f"/coaching/reports/{report.public_id}"]
    return Engaged(stage, amara, leo, ines, ruth, made, paths)


@scenario("a client’s new password by mail")
def _reset(case: Engaged) -> list[FlaskClient]:
    choose_password(case.client)
    return [case.browser(case.client)]


@scenario("a client’s other address, then a new password")
def _readdressed(case: Engaged) -> list[FlaskClient]:
    readdress(case.client, case.administrator)
    return [case.browser(case.client)]


@scenario("a client’s account made anew by a first link")
def _made_anew(case: Engaged) -> list[FlaskClient]:
    make_anew(case.client)
    return [case.browser(case.client)]


@scenario("the coach before, after another was asked for")
def _replaced(case: Engaged) -> list[FlaskClient]:
    with transaction() as writer:
        ask_for_another(writer.merge(case.coaching))
    return [case.browser(case.coach)]


@scenario("a coach’s new password by mail")
def _reset_of_the_coach(case: Engaged) -> list[FlaskClient]:
    choose_password(case.coach)
    return [case.browser(case.coach)]


@scenario("client and coach taken over, who vouch for each other")
def _both(case: Engaged) -> list[FlaskClient]:
    for each in (case.client, case.coach):
        choose_password(each)
    clients = {each.id: case.browser(each) for each in (case.client, case.coach)}
    case.vouch(clients[case.client.id], case.coach)
    case.vouch(clients[case.coach.id], case.client)
    return list(clients.values())


@scenario("a client who left and is brought back, then a new password")
def _brought_back(case: Engaged) -> list[FlaskClient]:
    with transaction() as writer:
        client, administrator = writer.merge(case.client), writer.merge(case.administrator)
        mark_left(client, actor=administrator)
        restore(client, actor=administrator)
    choose_password(case.client)
    return [case.browser(case.client)]


@scenario("a stolen sign-in, after the password was changed")
def _stolen(case: Engaged) -> list[FlaskClient]:
    thief = case.browser(case.client)
    with transaction() as writer:
        set_password(writer.merge(case.client), ANOTHER)
    return [thief]


@scenario("the next manager of the client")
def _next_manager(case: Engaged) -> list[FlaskClient]:
    report_to(case.administrator, case.client)
    return [case.browser(case.administrator)]


@scenario("an administrator who makes themselves coach, HR lead and the guide, in the database")
def _written_in(case: Engaged) -> list[FlaskClient]:
    with transaction() as writer:
        writer.add_all(Appointment(person_id=case.administrator.id, role=role) for role in (Role.COACH, Role.HR_LEAD))
        writer.execute(
            update(Engagement).where(Engagement.id == case.coaching.id).values(guide_id=case.administrator.id)
        )
    return [case.browser(case.administrator)]


@scenario("consents written by hand")
def _consents(case: Engaged) -> list[FlaskClient]:
    _let_in_by_hand(case)
    return [case.browser(case.administrator)]


@scenario("consents written by hand, and members in the keystore")
def _members(case: Engaged) -> list[FlaskClient]:
    _let_in_by_hand(case)
    with writing() as keys:
        rows = keys.scalars(select(Member).where(Member.person == case.coach.public_id)).all()
        keys.add_all(
            Member(domain=row.domain, relationship=row.relationship, owner=row.owner, person=who)
            for row in rows
            for who in [case.administrator.public_id]
        )
    return [case.browser(case.administrator)]


def _let_in_by_hand(case: Engaged) -> None:
    with transaction() as writer:
        reports = writer.scalars(
            select(EngagementConsent.drawer).where(EngagementConsent.engagement_id == case.coaching.id).distinct()
        )
        drawers = {*reports, *(each.value for each in Drawer)}
        writer.add_all(
            EngagementConsent(engagement_id=case.coaching.id, person_id=case.administrator.id, drawer=each)
            for each in sorted(drawers)
        )
        writer.execute(
            update(Engagement)
            .where(Engagement.id == case.coaching.id)
            .values(guide_id=case.administrator.id, sponsor_id=case.administrator.id)
        )
