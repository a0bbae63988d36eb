"""Whoever takes part reads; whoever runs the cohort words it anew, and no version is lost."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.services import copy_cohort
from app.core.clock import today
from app.core.transactions import transaction
from app.library.models import LibraryVersion
from app.library.queries import all_pieces
from app.people.models import Person, Role
from programs.library import LEADING
from programs.phases import Phase
from tests.app.cohorts.conftest import counted
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee
from tests.factories.people import person

SIDES = "four-sides"
GIVEN = asdict(next(each for each in LEADING.pieces if each.name == SIDES).words())


@pytest.fixture
def ruth(session: Session) -> Person:
    return person("Ruth Baptiste", role=Role.ADMINISTRATOR, email="ruth@northmere.example")


@pytest.fixture
def cohort(ruth: Person) -> Cohort:
    return cohort_of(ruth, program_type="high-potential", phase=Phase.RUNNING)


@pytest.fixture
def priya(cohort: Cohort) -> Enrolment:
    return mentee(cohort, "Priya Raman")


@pytest.fixture
def shelf(cohort: Cohort) -> str:
    """The address of the library."""
    return f"/cohorts/{cohort.public_id}/library"


def test_whoever_takes_part_reads_the_words_of_the_program(client: PageClient, priya: Enrolment, shelf: str) -> None:
    client.sign_in(priya.person)

    index, piece = client.get(shelf).text, client.get(f"{shelf}/{SIDES}").text

    assert [each.words().title in index for each in LEADING.pieces] == [True] * 10
    assert "Which of my four ears" in piece
    assert "Word it anew" not in index + piece


def test_changed_piece_keeps_every_version_and_goes_back(
    client: PageClient, session: Session, ruth: Person, priya: Enrolment, shelf: str
) -> None:
    client.sign_in(ruth)
    edit = f"{shelf}/{SIDES}/edit"

    for number, title in enumerate(("Four ears", "100 % of a sentence")):
        assert client.submit(edit, **GIVEN | {"title": title, "seen": str(number)}).status_code == 302
    assert "100 % of a sentence" in client.get(shelf).text
    client.submit(f"{shelf}/{SIDES}/back", page=edit, number="1")
    assert "Four ears" in client.get(f"{shelf}/{SIDES}").text
    client.submit(f"{shelf}/{SIDES}/back", page=edit, number="0")

    assert GIVEN["title"] in client.get(shelf).text
    rows = session.execute(select(LibraryVersion.number, LibraryVersion.title).order_by(LibraryVersion.number)).all()
    assert rows == [(1, "Four ears"), (2, "100 % of a sentence"), (3, "Four ears"), (4, "")]
    assert client.get(f"{shelf}/{SIDES}/versions/2").status_code == 200
    assert [client.get(f"{shelf}/{SIDES}/versions/{number}").status_code for number in (4, 9)] == [404, 404]


def test_whoever_was_slower_keeps_what_they_wrote(client: PageClient, ruth: Person, shelf: str) -> None:
    client.sign_in(ruth)
    edit = f"{shelf}/{SIDES}/edit"
    client.submit(edit, **GIVEN | {"title": "Four ears", "seen": "0"})

    answer = client.submit(edit, **GIVEN | {"title": "Five ears", "seen": "0"})

    assert answer.status_code == 409
    assert "Five ears" in answer.text
    assert "Four ears" in client.get(shelf).text


def test_own_piece_is_read_put_away_and_brought_back(
    client: PageClient, ruth: Person, priya: Enrolment, shelf: str
) -> None:
    client.sign_in(ruth)
    assert client.submit(f"{shelf}/add", title="Our house").status_code == 422
    piece = client.submit(f"{shelf}/add", **GIVEN | {"title": "Our house"}).headers["Location"]
    client.submit(f"{piece}/away", page=shelf)
    away = client.get(shelf).text

    client.sign_in(priya.person)
    assert (client.get(piece).status_code, "Our house" in client.get(shelf).text) == (404, False)
    assert client.submit(f"{piece}/away", page=shelf, back="1").status_code == 403
    client.sign_in(ruth)
    client.submit(f"{piece}/away", page=shelf, back="1")

    assert "Put away" in away
    client.sign_in(priya.person)
    assert client.get(piece).status_code == 200


def test_copy_of_a_cohort_begins_with_its_library(client: PageClient, cohort: Cohort, ruth: Person, shelf: str) -> None:
    client.sign_in(ruth)
    client.submit(f"{shelf}/{SIDES}/edit", **GIVEN | {"title": "Four ears", "seen": "0"})
    client.submit(f"{shelf}/customer-day/away", page=shelf)

    with transaction() as session:
        copy = copy_cohort(session.merge(cohort), "Next", today(), actor=session.merge(ruth))
        there = {each.name: each for each in all_pieces(copy)}

    assert (there[SIDES].words.title, there[SIDES].number) == ("Four ears", 1)
    assert (there["customer-day"].is_put_away, there["taking-it-in"].number) == (True, 0)


def test_milestones_and_the_pair_point_to_a_piece(
    client: PageClient, cohort: Cohort, priya: Enrolment, shelf: str
) -> None:
    client.sign_in(priya.person)

    timeline = client.get(f"/timelines/{priya.public_id}").text
    page = client.get(f"/cohorts/{cohort.public_id}").text

    assert f"{shelf}/profit-and-loss" in timeline
    assert "Ten short pieces" in page


def test_library_costs_the_same_whatever_is_in_it(
    client: PageClient, ruth: Person, priya: Enrolment, shelf: str
) -> None:
    def cost() -> int:
        client.sign_in(priya.person)
        client.get(shelf)
        with counted() as queries:
            client.get(shelf)
        return len(queries)

    before = cost()
    client.sign_in(ruth)
    for number in range(3):
        client.submit(f"{shelf}/add", **GIVEN | {"title": f"Piece {number}"})

    assert (before, cost()) == (6, 6)


def test_program_without_a_library_has_no_such_page(client: PageClient, ruth: Person) -> None:
    onboarding = cohort_of(ruth)
    client.sign_in(ruth)

    assert client.get(f"/cohorts/{onboarding.public_id}/library").status_code == 404
    assert asdict(replace(LEADING.pieces[0].words(), title="")).keys() == GIVEN.keys()
