"""The review of a result: supply against demand, the report on one sheet, files, and what is behind it."""

from __future__ import annotations

import csv
import io

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, ExcludedPair
from app.core.transactions import transaction
from app.matching_runs.models import MatchRun
from app.matching_runs.pages.details import facts_of
from app.matching_runs.supply import supply_of
from app.people.models import Person
from tests.app.matching_runs.conftest import finished, learns, started
from tests.client import PageClient
from tests.factories.cohorts import mentee, mentor


def rows(client: PageClient, url: str) -> list[dict[str, str]]:
    text = client.submit(url, page=url.rpartition("/")[0]).text
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_those_left_are_put_together_by_reason(signed_in: PageClient, full: Cohort, ruth: Person) -> None:
    for name in ("Hanna Fischer", "Kofi Boateng"):
        mentee(full, name, wants=learns("Law"))
    run = finished(full, ruth)

    page = signed_in.get(f"/runs/{run.public_id}").text

    assert "Three have none yet: two for want of seats; one because nobody here teaches Falconry." in page
    assert "All seats of their possible mentors are taken." in page
    assert "One by one" in page


def test_the_figures_tell_neither_how_many_private_rules_there_are_nor_whether_any(
    session: Session, done: MatchRun, full: Cohort, ruth: Person
) -> None:
    people = {each.name: each.id for each in session.scalars(select(Person))}
    before = dict(facts_of(session.merge(done)))["What is never allowed"]
    low, high = sorted((people["Priya Raman"], people["Leila Haddad"]))
    with transaction():
        session.add(ExcludedPair(lower_id=low, higher_id=high))

    after = dict(facts_of(session.merge(finished(full, ruth))))["What is never allowed"]

    assert after == before


def test_supply_is_held_against_demand(signed_in: PageClient, done: MatchRun) -> None:
    page = signed_in.get(f"/runs/{done.public_id}").text
    found = rows(signed_in, f"/runs/{done.public_id}/skills.csv")

    assert "Law is short of seats" in page
    assert [(row["Skill"], row["Asking"], row["Seats"], row["Short of"]) for row in found] == [
        ("Law", "2", "1", "1"),
        ("Falconry", "1", "0", "1"),
        ("Forecasting", "1", "1", "0"),
    ]


@pytest.mark.parametrize(
    ("offered", "seats"),
    [({"law": 6}, 2), ({"Law ": 4}, 2), ({"Law": 3}, 0), ({"Law": None}, 2), ({"Tax": 6}, 0), (None, 0)],
)
def test_a_seat_counts_where_its_mentor_reaches_the_least_level_wanted(
    offered: dict[str, float | None] | None, seats: int
) -> None:
    mentees = {"wanted": [{"Law": 5.0}, {"LAW": 4.0}, None]}

    assert supply_of(mentees, {"offered": [offered], "free": [2]}) == [["Law", 2, seats]]


def test_a_cohort_without_skills_has_no_chart(signed_in: PageClient, cohort: Cohort, ruth: Person) -> None:
    mentee(cohort, "Priya Raman")
    mentor(cohort, "Leila Haddad")
    run = finished(cohort, ruth)

    page = signed_in.get(f"/runs/{run.public_id}").text

    assert "People asking for each skill" not in page
    assert rows(signed_in, f"/runs/{run.public_id}/skills.csv") == []


def test_the_report_holds_everything_on_one_page(signed_in: PageClient, done: MatchRun) -> None:
    page = signed_in.get(f"/runs/{done.public_id}/report").text

    assert "2 of 3 people have a mentor." in page
    assert "Priya Raman with Leila Haddad" in page
    assert "Falconry: 1 asking, 0 seats" in page
    assert done.input_digest is not None
    assert done.input_digest in page
    assert "Keep" not in page


def test_details_name_total_bound_worst_pair_and_weights(signed_in: PageClient, done: MatchRun) -> None:
    page = signed_in.get(f"/runs/{done.public_id}").text

    assert "the gap is 0, proven" in page
    assert "The weakest pair" in page
    assert "Can teach what is wanted 45, Asked for each other 25" in page
    assert "Reaches the level wanted in a skill (3 pairs)" in page


def test_those_left_are_a_file_too(signed_in: PageClient, done: MatchRun) -> None:
    found = rows(signed_in, f"/runs/{done.public_id}/without-mentor.csv")

    assert [(row["Mentee"], row["Mentors missing"]) for row in found] == [("Ida Lund", "1")]


@pytest.mark.parametrize("path", ["difference", "report"])
def test_a_run_without_a_result_has_neither(
    session: Session, signed_in: PageClient, full: Cohort, ruth: Person, path: str
) -> None:
    run = started(full, ruth)

    assert signed_in.get(f"/runs/{run.public_id}/{path}").status_code == 404
    assert signed_in.get(f"/runs/{run.public_id}/publish").status_code == 200
