"""The pages of an import: from the file to the result, and what each refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from app.core.access import can
from app.core.db import db
from app.core.job_runs import run_queued
from app.core.jobs import Job, JobState
from app.people.models import Person
from app.people_import.models import ImportState, PeopleImport, Scope
from app.people_import.policy import ImportAction
from tests.app.core.workbooks import xlsx
from tests.app.people_import.browsing import PEOPLE, START, checked, choose, only_import, settle, text_of
from tests.app.people_import.conftest import Importer, csv_of
from tests.client import PageClient
from tests.factories.people import administrator
from tests.factories.people import person as somebody


def test_file_goes_in_by_four_pages(signed_in: PageClient, session: Session) -> None:
    columns = choose(signed_in, PEOPLE).location
    offered = text_of(signed_in.get(columns))
    show = settle(signed_in, columns).location
    shown = text_of(signed_in.get(show))
    signed_in.submit(show)
    at_work = signed_in.get(show)
    run_queued()
    done = text_of(signed_in.get(show))

    assert "gender Left out. Gender: no match is made by it" in offered
    assert "This is what would change" in shown
    assert "Left out gender, shoe size" in shown
    assert "Ana Sol" in shown
    assert "hx-get" in at_work.text
    assert "The file is applied" in done
    assert session.scalar(select(func.count()).select_from(Person)) == 3


def test_workbook_goes_in_as_well(signed_in: PageClient, session: Session) -> None:
    columns = choose(signed_in, xlsx([["emp no", "name"], [7.0, "Ana Sol"]]), "people.xlsx").location
    show = settle(signed_in, columns).location
    signed_in.submit(show)
    run_queued()

    assert session.scalars(select(Person.name).where(Person.external_id == "7")).one() == "Ana Sol"


@pytest.mark.parametrize(
    ("content", "filename", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n", "people.csv", "The content of this file is PNG, not a table."),
        (b"name\nM\xfcller\n", "people.csv", "Row 2 is not UTF-8. Save the file as CSV UTF-8."),
        (b"name,Name\na,b\n", "people.csv", "columns A and B are both called “Name”"),
        (b"PK\x03\x04 bomb", "people.xlsx", "This workbook is damaged."),
        (b"", "people.csv", "This file is empty."),
        (b"x", "../../etc/passwd", "Choose a file whose name ends in .csv or .xlsx."),
    ],
)
def test_file_that_is_no_table_is_refused_in_a_sentence(
    signed_in: PageClient, session: Session, content: bytes, filename: str, sentence: str
) -> None:
    answer = choose(signed_in, content, filename)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert session.scalar(select(func.count()).select_from(PeopleImport)) == 0


def test_name_of_a_file_is_kept_without_folders_and_tricks(signed_in: PageClient, session: Session) -> None:
    choose(signed_in, PEOPLE, "secret/exe\u202efdp.csv")

    assert only_import(session).filename == "exefdp.csv"


def test_no_file_at_all_is_asked_for(signed_in: PageClient) -> None:
    answer = signed_in.submit(START)

    assert (answer.status_code, "Choose a file." in answer.text) == (422, True)


def test_columns_can_be_taken_otherwise_and_are_remembered(signed_in: PageClient, session: Session) -> None:
    show = checked(signed_in, PEOPLE, column_2="site", column_4="job_title")
    again = choose(signed_in, PEOPLE).location

    assert "Site: Finance" in text_of(signed_in.get(show))
    assert re.search(r'name="column_2".*?<option selected value="site"', signed_in.get(again).text, re.DOTALL)


def test_mapping_without_a_key_is_refused(signed_in: PageClient) -> None:
    columns = choose(signed_in, PEOPLE).location

    answer = settle(signed_in, columns, column_0="")

    assert answer.status_code == 422
    assert "Choose the column that tells people apart" in answer.text


def test_problems_are_a_table_and_a_file(signed_in: PageClient) -> None:
    rows = [f"E{number}|2024-02-30" for number in range(40)]
    show = checked(signed_in, csv_of("emp no|hire date", *rows))

    page, second = text_of(signed_in.get(show)), text_of(signed_in.get(f"{show}?show=problems&page=2"))
    file = signed_in.get(f"{show}/problems")

    assert "40 cells have to be put right" in page
    assert "“2024-02-30” is not a date" in page
    assert "31 to 40 of 40" in second
    assert "Apply these changes" not in page
    assert file.text.count("2024-02-30") == 40


def test_many_leavers_are_named_on_a_page_of_their_own(
    signed_in: PageClient, importer: Importer, session: Session
) -> None:
    importer.run(csv_of("emp no|name", *(f"E{number}|Person {number}" for number in range(30))))
    show = checked(signed_in, csv_of("emp no|name", "E0|Person 0"), scope="everyone")

    first, names = signed_in.get(show), text_of(signed_in.get(f"{show}/leavers"))
    wrong = signed_in.submit(show, page=f"{show}/leavers", leavers="28")
    right = signed_in.submit(show, page=f"{show}/leavers", leavers="29")

    assert "Many would lose their access" in first.text
    assert "29 people would lose their access" in names
    assert "Person 29" in names
    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "Write how many people will lose their access: 29." in text_of(wrong)


def test_large_file_is_checked_by_a_job_with_progress(signed_in: PageClient, session: Session) -> None:
    show = checked(signed_in, csv_of("emp no|name", *(f"E{number}|Person {number}" for number in range(2_001))))

    waiting, fragment = signed_in.get(show), signed_in.get(f"{show}/progress")
    run_queued()
    over = signed_in.get(f"{show}/progress")

    assert "Your file is being worked on" in waiting.text
    assert ("HX-Refresh" in fragment.headers, "HX-Refresh" in over.headers) == (False, True)
    assert only_import(session).counts["new"] == 2_001
    assert "1 to 30 of 2,001" in text_of(signed_in.get(show))


def test_job_that_was_stopped_stores_nothing_and_can_go_again(signed_in: PageClient, session: Session) -> None:
    show = checked(signed_in, PEOPLE)
    signed_in.submit(show)
    signed_in.submit(f"{show}/stop", page=START)
    stopped = text_of(signed_in.get(show))
    again = signed_in.submit(show)
    run_queued()

    assert "It was stopped. Nothing was stored." in stopped
    assert again.status_code == 302
    assert only_import(session).state is ImportState.APPLIED


def test_second_click_is_a_conflict_and_nothing_runs_twice(signed_in: PageClient, session: Session) -> None:
    show = checked(signed_in, PEOPLE)
    token = signed_in.token(START)

    answers = [signed_in.post(show, data={"csrf_token": token}).status_code for _ in range(2)]

    assert answers == [302, 409]
    assert session.scalar(select(func.count()).select_from(Job).where(Job.state == JobState.QUEUED)) == 1


def test_rights_are_those_of_the_moment_it_runs(signed_in: PageClient, session: Session, ruth: Person) -> None:
    """C-39."""
    administrator("Nadia Ferreira")
    show = checked(signed_in, PEOPLE)
    signed_in.submit(show)
    for appointment in session.get_one(Person, ruth.id).appointments:
        session.delete(appointment)
    session.commit()

    run_queued()

    job = session.scalars(select(Job).order_by(Job.id.desc())).first()
    assert job is not None
    assert (job.state, job.error) == (
        JobState.FAILED,
        "Whoever asked for this may no longer do it. Nothing was changed.",
    )
    assert only_import(session).state is ImportState.APPLYING


def test_file_can_be_deleted_instead(signed_in: PageClient, session: Session) -> None:
    show = checked(signed_in, PEOPLE)

    signed_in.submit(f"{show}/discard", page=show)

    assert only_import(session).stored_as is None
    assert "This file is deleted" in signed_in.get(show).text


def test_waiting_files_and_imports_so_far_are_listed(signed_in: PageClient, importer: Importer) -> None:
    importer.run(PEOPLE)
    choose(signed_in, PEOPLE, "<b>waits.csv")

    page = signed_in.get(START)

    assert "&lt;b&gt;waits.csv" in page.text
    assert "Some people" in text_of(page)


def test_list_of_imports_costs_the_same_with_one_and_with_many(
    signed_in: PageClient, importer: Importer, session: Session
) -> None:
    def cost() -> int:
        with counted() as sent:
            assert signed_in.get(START).status_code == 200
        return len(sent)

    importer.run(PEOPLE)
    cost()
    one = cost()
    for _ in range(4):
        importer.run(PEOPLE)

    assert cost() == one


@pytest.mark.parametrize("path", ["", "/columns", "/leavers", "/problems", "/progress"])
def test_file_of_another_administrator_looks_missing(client: PageClient, importer: Importer, path: str) -> None:
    draft = importer.check(PEOPLE)
    client.sign_in(administrator("Nadia Ferreira"))

    foreign, missing = client.get(f"{START}/{draft.public_id}{path}"), client.get(f"{START}/{'0' * 16}{path}")

    assert (foreign.status_code, missing.status_code) == (404, 404)


@pytest.mark.parametrize(("who", "status"), [("administrator", 200), ("colleague", 403), ("nobody", 303)])
def test_who_may_open_the_page(client: PageClient, ruth: Person, session: Session, who: str, status: int) -> None:
    if who != "nobody":
        client.sign_in(ruth if who == "administrator" else somebody("Ana Sol"))

    assert client.get(START).status_code == status


def test_policy_knows_whose_file_it_is(importer: Importer, ruth: Person) -> None:
    draft = importer.check(PEOPLE, Scope.SOME)
    nadia = administrator("Nadia Ferreira")

    allowed = [can(who, ImportAction.OPEN, draft) for who in (ruth, nadia, None)]

    assert allowed == [True, False, False]


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements sent to the database meanwhile."""
    sent: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
