"""Cohorts are made, listed, looked at and taken from phase to phase."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, CohortAdministrator, EnrolmentState
from app.cohorts.policy import CohortAction, cohorts_administered_by, cohorts_visible_to
from app.cohorts.services import Outline, create_cohort, move_cohort
from app.core.access import can
from app.core.audit import AuditEvent
from app.core.errors import RuleBroken
from app.core.transactions import transaction
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES
from programs.phases import ALLOWED_MOVES, BLOCKED_MOVES, Phase
from tests.app.cohorts.conftest import counted
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor
from tests.factories.people import loaded

FORM = {"program_type": "onboarding", "name": "Autumn 2026", "starts_on": "2026-11-01"}


def only(session: Session) -> Cohort:
    session.rollback()
    return session.scalars(select(Cohort)).one()


def outline(**changes: Any) -> Outline:
    return Outline(**{"program_type": "succession", "name": "Next", "starts_on": date(2026, 11, 1), **changes})


@pytest.mark.parametrize("slug", sorted(PROGRAM_TYPES))
def test_a_cohort_of_each_type_is_made(session: Session, signed_in: PageClient, ruth: Person, slug: str) -> None:
    answer = signed_in.submit("/cohorts/new", **FORM | {"program_type": slug})

    made, kind = only(session), PROGRAM_TYPES[slug]
    assert answer.location == f"/cohorts/{made.public_id}"
    assert (made.program_type, made.phase, made.weights, made.contact_id) == (slug, Phase.DRAFT, kind.weights, ruth.id)
    assert (made.purpose, made.audience) == (kind.purpose, kind.audience)
    if kind.rolling:
        assert (made.has_end, made.sign_up_closes_on) == (False, None)
    else:
        assert (made.ends_on - made.starts_on).days == kind.duration_days
    assert [each.person_id for each in made.administrators] == [ruth.id]
    assert session.scalars(select(AuditEvent.kind).where(AuditEvent.object_id == made.public_id)).all() == [
        "cohort.created"
    ]


def test_two_administrators_are_asked_for_and_one_is_allowed(
    session: Session, signed_in: PageClient, noor: Person
) -> None:
    alone = signed_in.submit("/cohorts/new", **FORM)
    both = signed_in.submit("/cohorts/new", **FORM | {"second": "NOOR@northmere.example"})

    assert "You are alone in running this cohort" in signed_in.get(alone.location).text
    assert "alone in running" not in signed_in.get(both.location).text
    assert session.scalar(select(func.count()).select_from(CohortAdministrator)) == 3


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"program_type": "choir"}, "program_type"),
        ({"name": "  "}, "name"),
        ({"starts_on": date(1999, 1, 1)}, "starts_on"),
        ({"starts_on": date(1, 1, 5)}, "starts_on"),
        ({"starts_on": date(9999, 12, 31)}, "starts_on"),
        ({"ends_on": date(2026, 11, 1)}, "ends_on"),
        ({"ends_on": date(2030, 11, 1)}, "ends_on"),
        ({"contact": "nobody@northmere.example"}, "contact"),
        ({"second": "nobody@northmere.example"}, "second"),
        ({"second": "ruth@northmere.example"}, "second"),
    ],
)
def test_odd_outlines_are_refused_at_their_field(ruth: Person, changes: dict[str, object], field: str) -> None:
    with pytest.raises(RuleBroken) as refused, transaction():
        create_cohort(outline(**changes), actor=ruth)

    assert refused.value.field == field


@pytest.mark.parametrize(
    "typed",
    [
        {"name": ""},
        {"name": "x" * 121},
        {"name": "a\x00b"},
        {"program_type": ""},
        {"program_type": "choir"},
        {"starts_on": "2024-02-30"},
        {"starts_on": ""},
        {"ends_on": "soon"},
        {"contact": "\u202e@x"},
        {"purpose": "y" * 1_001},
    ],
)
def test_a_form_filled_in_wrongly_stores_nothing(
    session: Session, signed_in: PageClient, typed: dict[str, str]
) -> None:
    answer = signed_in.submit("/cohorts/new", **FORM | typed)

    assert answer.status_code == 422
    assert session.scalar(select(func.count()).select_from(Cohort)) == 0


def test_an_onboarding_cohort_may_go_on_for_long(ruth: Person) -> None:
    with transaction():
        made = create_cohort(outline(program_type="onboarding", ends_on=date(2029, 1, 1)), actor=ruth)

    assert loaded(made).ends_on == date(2029, 1, 1)


@pytest.mark.parametrize(
    ("who", "seen", "status"),
    [("ruth", True, 200), ("noor", False, 200), ("amara", False, 403), (None, False, 303)],
)
def test_the_list_holds_only_what_one_is_named_to_run(
    client: PageClient, cohort: Cohort, people: dict[str, Person], who: str | None, seen: bool, status: int
) -> None:
    if who:
        client.sign_in(people[who])

    answer = client.get("/cohorts")

    assert (answer.status_code, "Autumn 2026" in answer.text) == (status, seen)


def test_scope_and_policy_agree(session: Session, cohort: Cohort, ruth: Person, noor: Person, amara: Person) -> None:
    open_one = cohort_of(noor, phase=Phase.SIGN_UP, name="Open")
    mentee(cohort, amara)
    withdrawn = mentee(open_one, ruth)
    mentor(open_one, amara)
    with transaction():
        session.merge(withdrawn).state = EnrolmentState.WITHDRAWN

    for person in (ruth, noor, amara):
        every = session.scalars(select(Cohort)).all()
        seen = set(session.scalars(cohorts_visible_to(person)))
        run = set(session.scalars(cohorts_administered_by(person)))
        assert seen == {each for each in every if can(person, CohortAction.VIEW, each)}
        assert run == {each for each in every if can(person, CohortAction.OVERSEE, each)}
    assert [each.name for each in session.scalars(cohorts_visible_to(amara))] == ["Open"]


def test_somebody_who_takes_part_sees_the_dates_and_no_names(client: PageClient, ruth: Person, amara: Person) -> None:
    made = cohort_of(ruth, phase=Phase.SIGN_UP, purpose="Find your feet.")
    mentee(made, "Priya Raman")
    mentor(made, amara, seats=2)
    client.sign_in(amara)

    answer = client.get(f"/cohorts/{made.public_id}")

    assert answer.status_code == 200
    assert "offer 2 seats" in answer.text
    assert "Find your feet." in answer.text
    assert "What does the mentor tell others about the mentee?" in answer.text
    assert "Priya" not in answer.text


@pytest.mark.parametrize(
    "path",
    ["/participants", "/administrators", "/sign-ups", "/invitations", "/rules"],
)
def test_pages_of_a_cohort_by_person(client: PageClient, ruth: Person, noor: Person, amara: Person, path: str) -> None:
    made = cohort_of(ruth, phase=Phase.SIGN_UP)
    mentee(made, amara)
    url = f"/cohorts/{made.public_id}{path}"

    answers = []
    for who in (ruth, noor, amara):
        client.sign_in(who)
        answers.append(client.get(url).status_code)

    assert answers == [200, 404, 403]


OF_PAGES = {(Phase.DRAFT, Phase.SIGN_UP), (Phase.MATCHING, Phase.RUNNING)}
"""Moves that the launch and the publishing of a run make; each is tested with its page."""
BUTTONS = [(now, then) for now, ends in ALLOWED_MOVES.items() for then in ends if (now, then) not in OF_PAGES]


@pytest.mark.parametrize(("now", "then"), BUTTONS)
def test_a_cohort_moves_where_the_program_allows(
    session: Session, signed_in: PageClient, ruth: Person, now: Phase, then: Phase
) -> None:
    made = cohort_of(ruth, phase=now)

    page = f"/cohorts/{made.public_id}"
    answer = signed_in.submit(f"{page}/phase", page=page, phase=then.value)

    assert answer.status_code == 302
    assert only(session).phase is then


@pytest.mark.parametrize(("now", "then"), sorted(BLOCKED_MOVES))
def test_a_blocked_move_says_why_and_stores_nothing(session: Session, ruth: Person, now: Phase, then: Phase) -> None:
    made = cohort_of(ruth, phase=now)

    with pytest.raises(RuleBroken) as refused, transaction():
        move_cohort(made, then, actor=ruth)

    assert str(refused.value) == BLOCKED_MOVES[now, then]
    assert only(session).phase is now


def test_the_page_of_a_cohort_says_why_other_phases_are_closed(
    signed_in: PageClient, session: Session, cohort: Cohort
) -> None:
    page = signed_in.get(f"/cohorts/{cohort.public_id}").text

    assert BLOCKED_MOVES[Phase.DRAFT, Phase.MATCHING] in page
    assert (
        signed_in.submit(f"/cohorts/{cohort.public_id}/phase", page="/cohorts/new", phase="sideways").status_code == 302
    )
    assert only(session).phase is Phase.DRAFT


def test_the_list_costs_the_same_queries_for_any_length(
    client: PageClient, signed_in: PageClient, ruth: Person
) -> None:
    cohort_of(ruth)
    signed_in.get("/cohorts")
    with counted() as one:
        signed_in.get("/cohorts")
    for number in range(29):
        made = cohort_of(ruth, name=f"Cohort {number}")
        mentee(made, f"Mentee {number}")

    with counted() as thirty:
        signed_in.get("/cohorts")

    assert (len(one), len(thirty)) == (5, 5)
