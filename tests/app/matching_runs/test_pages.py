"""The pages of a run: at work, stopped, with its result; and who may open them."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.core.job_runs import run_queued
from app.core.jobs import Job
from app.core.transactions import transaction
from app.matching_runs.models import MatchRun, RunState
from app.people.models import Person, Role
from tests.app.cohorts.conftest import counted
from tests.app.matching_runs.conftest import finished, learns, started
from tests.client import PageClient
from tests.factories.cohorts import mentee, mentor
from tests.factories.people import person as somebody


def only(session: Session) -> MatchRun:
    session.rollback()
    return session.scalars(select(MatchRun)).one()


def test_the_button_leads_through_progress_to_the_result(session: Session, signed_in: PageClient, full: Cohort) -> None:
    page = f"/cohorts/{full.public_id}"

    answer = signed_in.submit(f"{page}/match", page=page)
    waiting = signed_in.get(answer.location).text
    fragment = signed_in.get(f"{answer.location}/progress")
    run_queued()
    over = signed_in.get(f"{answer.location}/progress")
    result = signed_in.get(answer.location).text

    assert "The match is at work." in waiting
    assert "Waiting for its turn" in waiting
    assert "HX-Refresh" not in fragment.headers
    assert over.headers["HX-Refresh"] == "true"
    assert "2 of 3 people have a mentor." in result
    assert "No better result exists for these sign-ups and rules: that is proven." in result
    assert "One has none yet, because nobody here teaches Falconry." in result
    assert "Nobody here can teach what Ida Lund wants to learn: Falconry." in result
    assert "Leila Haddad can teach Law, which Priya Raman wants to learn." in result


def test_a_match_that_cannot_be_says_why(session: Session, signed_in: PageClient, cohort: Cohort) -> None:
    mentee(cohort, "Priya Raman")

    page = f"/cohorts/{cohort.public_id}"
    answer = signed_in.submit(f"{page}/match", page=page)

    assert answer.status_code == 422
    assert "No mentor has signed up yet" in answer.text
    assert session.scalars(select(MatchRun)).all() == []


def test_a_second_click_is_told_of_the_first(
    session: Session, signed_in: PageClient, full: Cohort, ruth: Person
) -> None:
    started(full, ruth)

    page = f"/cohorts/{full.public_id}"
    answer = signed_in.submit(f"{page}/match", page=page)

    assert answer.status_code == 409
    assert "A match of this cohort is at work already: run 1." in answer.text
    assert only(session).number == 1


def test_a_run_can_be_stopped_and_started_anew(
    session: Session, signed_in: PageClient, full: Cohort, ruth: Person
) -> None:
    run = started(full, ruth)
    url = f"/runs/{run.public_id}"

    signed_in.submit(f"{url}/stop", page=url)
    page = signed_in.get(url).text
    again = signed_in.post(f"{url}/stop", data={"csrf_token": signed_in.token(url)})

    assert "This match was stopped." in page
    assert again.status_code == 422
    assert only(session).state is RunState.STOPPED


def test_a_run_that_failed_says_so(session: Session, signed_in: PageClient, full: Cohort, ruth: Person) -> None:
    run = started(full, ruth)
    with transaction():
        session.execute(update(Job).values(params={"run_id": 0}, attempts=2))
    run_queued()

    page = signed_in.get(f"/runs/{run.public_id}").text

    assert "This match came to no result." in page
    assert "This did not work in three attempts." in page


@pytest.mark.parametrize("path", ["", "/progress"])
def test_a_run_is_for_those_who_run_its_cohort(
    client: PageClient, done: MatchRun, ruth: Person, session: Session, path: str
) -> None:
    house = somebody("Noor Saleh", role=Role.ADMINISTRATOR, email="noor@northmere.example")
    priya = session.scalars(select(Person).where(Person.name == "Priya Raman")).one()
    leila = session.scalars(select(Person).where(Person.name == "Leila Haddad")).one()
    url = f"/runs/{done.public_id}{path}"
    out = client.get(url).status_code

    answers = []
    for who in (ruth, house, priya, leila):
        client.sign_in(who)
        answers.append(client.get(url).status_code)

    assert (out, answers) == (303, [200, 404, 404, 404])


@pytest.mark.parametrize(("method", "path"), [("get", "runs"), ("post", "match")])
def test_runs_of_a_cohort_are_for_those_who_run_it(
    client: PageClient, session: Session, done: MatchRun, ruth: Person, method: str, path: str
) -> None:
    cohort = session.merge(done).cohort.public_id
    priya = session.scalars(select(Person).where(Person.name == "Priya Raman")).one()
    house = somebody("Noor Saleh", role=Role.ADMINISTRATOR, email="noor@northmere.example")

    answers: list[Any] = []
    for who in (priya, house):
        client.sign_in(who)
        token = client.token("/people") if method == "post" else ""
        answers.append(getattr(client, method)(f"/cohorts/{cohort}/{path}", data={"csrf_token": token}).status_code)

    assert answers == [404, 404]
    assert only(session).number == 1


def test_the_file_holds_every_pair_with_points_that_add_up(signed_in: PageClient, done: MatchRun) -> None:
    page = f"/runs/{done.public_id}"

    answer = signed_in.submit(f"{page}/pairs.csv", page=page)

    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert {(row["Mentee"], row["Mentor"]) for row in rows} == {
        ("Priya Raman", "Leila Haddad"),
        ("Tomasz Kern", "Jonas Lindqvist"),
    }
    parts = ["Can teach what is wanted", "Asked for each other", "A useful distance", "Alike in how they work"]
    parts += ["Same site or shared hours", "Room for a mentee"]
    assert all(sum(float(row[part]) for part in parts) == float(row["Fit"]) for row in rows)
    assert (
        rows[0]["Not known"]
        == "Asked for each other, A useful distance, Alike in how they work, Same site or shared hours"
    )


def test_names_that_a_spreadsheet_would_run_are_only_names(signed_in: PageClient, cohort: Cohort, ruth: Person) -> None:
    mentee(cohort, somebody("=HYPERLINK(1)"), wants=learns("=2+3"))
    mentor(cohort, somebody("<script>alert(1)</script> {0} %s"), offers=learns("=2+3", level=6))

    run = finished(cohort, ruth)
    url = f"/runs/{run.public_id}"
    page, file = signed_in.get(url), signed_in.submit(f"{url}/pairs.csv", page=url)

    assert (page.status_code, file.status_code) == (200, 200)
    assert "<script>alert" not in page.text
    assert '"=' not in file.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {0} %s can teach =2+3" in page.text


def test_unknown_parts_and_rules_that_could_not_be_checked_are_said(signed_in: PageClient, done: MatchRun) -> None:
    page = signed_in.get(f"/runs/{done.public_id}").text

    assert "Not known, so counted half: asked for each other 12.5, a useful distance 5" in page
    assert "5 people have named no language and count as speaking English." in page
    assert "“Working hours in common” could not be checked for 6 of 6 possible pairs" in page
    assert "“A language in common” could not be checked" not in page
    assert "“Not a former pair” could not be checked" not in page
    assert "“Both agreed to take part” could not be checked" not in page


def test_the_list_of_runs_says_how_each_ended(
    signed_in: PageClient, full: Cohort, done: MatchRun, ruth: Person
) -> None:
    started(full, ruth)

    page = signed_in.get(f"/cohorts/{full.public_id}/runs").text

    assert "Two runs so far." in page
    assert page.index("At work") < page.index("Proven")


def test_the_page_of_the_cohort_leads_on(signed_in: PageClient, full: Cohort, ruth: Person) -> None:
    url = f"/cohorts/{full.public_id}"

    before = signed_in.get(url).text
    run = started(full, ruth)
    meanwhile = signed_in.get(url).text
    run_queued()
    after = signed_in.get(url).text

    assert "Every mentee is held against every mentor" in before
    assert f"/runs/{run.public_id}" in meanwhile
    assert "2 of 3 mentees have a mentor in run 1" in after
    assert [page.count("btn-primary") for page in (before, meanwhile, after)] == [1, 1, 1]


def test_every_row_costs_the_same_queries(signed_in: PageClient, cohort: Cohort, ruth: Person) -> None:
    mentee(cohort, "Priya Raman")
    mentor(cohort, "Leila Haddad")
    mentor(cohort, "Jonas Lindqvist")
    few = finished(cohort, ruth)
    for number in range(40):
        mentee(cohort, f"Mentee {number}")
        mentor(cohort, f"Mentor {number}")
    many = finished(cohort, ruth)

    pages = [f"/runs/{few.public_id}", f"/runs/{many.public_id}", f"/cohorts/{cohort.public_id}/runs"]
    costs = []
    for url in (*pages, f"/runs/{many.public_id}/take-back"):
        signed_in.get(url)
        with counted() as asked:
            signed_in.get(url)
        costs.append(len(asked))

    assert costs == [11, 11, 6, 7]
