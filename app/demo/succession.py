"""A plan for the tour: Helena owns it with a colleague, Ingrid chooses from its slate and works with one already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from app.core.clock import today
from app.demo.cast import CAST
from app.people.models import Person, Role
from app.people.services import appoint
from app.succession.models import Candidate, Plan
from app.succession.papers import CANDIDATE, OWNERS, SLATE, TOGETHER, open_drawer
from app.succession.services.appointing import CriticalRole, confirm, propose
from app.succession.services.choosing import choose, save_draft
from app.succession.services.naming import (
    Card,
    agree,
    judge_readiness,
    name_candidate,
    note_asked,
    note_told,
    review,
    write_card,
)
from app.succession.services.settling import close_round, open_a_round, settle
from app.succession.services.working import Assignment, Development, judge_protege, write_assignment, write_plan
from programs.readiness import Band

WEEK = timedelta(days=7)
HEAD, CHIEF = 5, 7
FACES = frozenset(each.name for each in CAST)
ROLE = CriticalRole(
    title="Head of operations, south",
    seats=1,
    incumbents="Joana Prates, who retires next summer",
    why="Three ports and 900 people answer to it; nobody else has led more than one.",
)
CARDS = (
    (
        Card(
            way="Ran two plants, then the ramp-up of line four.",
            shown="Line four delivered six weeks early\nTwo former shift leads now run plants of their own",
            missing="Has never held a full profit and loss.",
            skills="Budgeting, Negotiation",
        ),
        Band.SOON,
        "Held the cost of the ramp-up within two percent, with a plan that others could follow.",
        "Somebody who thinks in money before they think in machines.",
    ),
    (
        Card(
            way="Built the planning team, then took over quality for two sites.",
            shown="Complaints halved in eighteen months\nThe first joint plan of Porto and Gothenburg",
            missing="Has led specialists, and never a site.",
            skills="Leading teams, Planning",
        ),
        Band.SOON,
        "Stood in for the site lead in Porto for ten weeks.",
        "",
    ),
    (
        Card(
            way="Purchasing, then two years as the right hand of a country head.",
            shown="Renegotiated the eleven largest contracts\nBrought the port unions back to the table",
            missing="Knows the figures of a site, not its floor.",
            skills="Operations, Safety",
        ),
        Band.LATER,
        "Carried the negotiations alone from the third round on.",
        "I would like to spend a year near a production floor.",
    ),
    (
        Card(
            way="Engineer, project lead, head of service for the south.",
            shown="Answering a failure takes four hours now, it took two days",
            missing="Budgets above two million; a board as an audience.",
            skills="Presenting, Budgeting",
        ),
        Band.NOW,
        "Runs the service of three ports, and was asked for by all three.",
        "Executives who have led through a bad year.",
    ),
)
SEEN = "Closed the last quarter of line four without help, and said early what it would cost."
CHOSEN = "Has run what we fear most, and stayed calm. I can give a year of profit and loss, and a seat in my round."


def plan_succession(people: Mapping[str, Person]) -> None:
    """Appoint owners, fill the slate, settle a first round and open the second. The caller commits."""
    lead, ingrid = people["Helena Duarte"], people["Ingrid Solberg"]
    second, other, heads = _seniors(people)
    appoint(other, Role.EXECUTIVE, actor=None)
    plan = propose(replace(ROLE, exit_on=today() + 30 * WEEK), [lead, second], ingrid, actor=lead)
    confirm(plan, actor=ingrid)
    named = [_named(plan, lead, person, number) for number, person in enumerate(heads)]
    protege = named[0]
    _bring_on(plan, lead, ingrid, protege, heads[0])
    note_told(protege, actor=lead)
    review(plan, actor=second)
    running = open_a_round(plan, [ingrid, other], today() + 2 * WEEK, today() + 3 * WEEK, None, actor=lead)
    draft = "I would like to see how they talk to a board. Perhaps one quarter together first?"
    save_draft(running, named[1], ingrid, draft, 0)
    name_candidate(plan, open_drawer(plan, OWNERS, lead), people["Noor Saleh"], actor=lead)
    asked = name_candidate(plan, open_drawer(plan, OWNERS, lead), people["Jonas Lindqvist"], actor=lead)
    note_asked(open_drawer(plan, SLATE, lead), asked, actor=lead)


def _seniors(people: Mapping[str, Person]) -> tuple[Person, Person, list[Person]]:
    """A second owner, another executive, and four heads of teams: the last but one is in Ingrid's own line."""
    by_place = {(each.department, each.level): each for each in people.values() if each.name not in FACES}
    heads = [by_place[place, HEAD] for place in ("Customer care", "Projects", "Operations", "Software")]
    return by_place["Projects", CHIEF], by_place["Sales", CHIEF], heads


def _named(plan: Plan, lead: Person, person: Person, number: int) -> Candidate:
    card, band, evidence, wish = CARDS[number]
    made = name_candidate(plan, open_drawer(plan, OWNERS, lead), person, actor=lead)
    write_card(open_drawer(plan, SLATE, lead), made, card, 0, actor=lead)
    judge_readiness(open_drawer(plan, SLATE, lead), made, band, evidence, today() - 3 * WEEK, actor=lead)
    note_asked(open_drawer(plan, SLATE, lead), made, actor=lead)
    agree(made, open_drawer(made, CANDIDATE, person), wish, [])
    return made


def _bring_on(plan: Plan, lead: Person, executive: Person, protege: Candidate, person: Person) -> None:
    """A first round in which one of them was chosen, and what the two work on since."""
    running = open_a_round(plan, [executive], today() + WEEK, today() + 2 * WEEK, None, actor=lead)
    choose(running, protege, person, executive, CHOSEN, 0)
    why = "Nobody else chose, and it is what the candidate would like to learn."
    settle(open_drawer(plan, OWNERS, lead), running, protege, person.public_id, executive, 18, why)
    close_round(running, actor=lead)
    together = open_drawer(protege, TOGETHER, person)
    write_plan(together, DEVELOPMENT, 0)
    judge_protege(open_drawer(protege, TOGETHER, executive), protege, Band.SOON, SEEN, today() - WEEK, actor=executive)
    for each in _assignments():
        write_assignment(open_drawer(protege, TOGETHER, executive), each, None, 0)


DEVELOPMENT = Development(
    target="Head of operations, south",
    strengths="Stays calm when others do not; grows leads out of specialists.",
    experience="Two plants, a ramp-up, one closure handled without a strike.",
    skills="Read a balance sheet aloud. Say no to a board, and be asked again.",
    gaps="Profit and loss; contracts with the ports; how the board decides.",
    exposure="The quarterly with the owners, twice; the port authorities in spring.",
)


def _assignments() -> Iterator[Assignment]:
    yield Assignment(
        "Hold the budget of line four for two quarters",
        "Head of controlling",
        today() - 4 * WEEK,
        today() + 22 * WEEK,
        risk="A bad quarter falls to somebody who is learning; the controller looks on every two weeks.",
        sponsor="Ingrid Solberg",
    )
    yield Assignment(
        "Present the plan for the southern ports to the owners",
        "Office of the board",
        today() + 8 * WEEK,
        today() + 14 * WEEK,
        risk="The owners ask for a promise; Ingrid speaks first.",
        sponsor="Ingrid Solberg",
    )
