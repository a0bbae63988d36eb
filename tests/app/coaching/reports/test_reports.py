"""From the coach’s draft to the sponsor’s reading, through the pages; before the signature there is no trace (C-35)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.coaching.models import Engagement
from app.coaching.reports.models import CoachingReport, ReportExport
from app.core.access_log import AccessLine
from app.core.outbox import deliver
from app.people.models import Person, Role
from programs.reports import ReportState
from tests.app.coaching.browsing import browser, counted, digest_on, steady
from tests.factories.coaching import agreed, coaching, draft, handed, signed, sponsor_signs
from tests.factories.people import person, report_to
from tests.letters import words_of, written_letters

NOTE = "Two hours on a Friday"


@pytest.fixture
def leo(session: Session) -> Person:
    """A coach."""
    return person("Leo Brandt", role=Role.COACH, email="leo@northmere.example")


@pytest.fixture
def case(session: Session, amara: Person, leo: Person, ines: Person) -> Engagement:
    """Amara's coaching, whose sponsor is her manager."""
    return coaching(amara, leo, ines)


@pytest.fixture
def report(case: Engagement) -> CoachingReport:
    """Before its client, not signed."""
    return handed(draft(case))


def test_a_coaching_comes_to_a_report_that_its_sponsor_reads(
    session: Session, case: Engagement, amara: Person, leo: Person, ines: Person, app: Flask
) -> None:
    coach, client, sponsor = (browser(app, each) for each in (leo, amara, ines))
    start = f"/coaching/with-a-coach/{case.public_id}"
    answers = {"band_1": "under-way", "band_2": "begun", "until": str(case.begins_on), "support": "time", "note": NOTE}

    made = coach.submit(f"{start}/report", **answers)
    at = made.headers["Location"]
    hidden_from_client = client.get(at).status_code
    coach.submit(f"{at}/hand-over", page=at)
    preview = client.get(at)
    hidden_from_sponsor = sponsor.get(at).status_code
    client.submit(f"{at}/sign", page=at, digest=digest_on(preview.text), readers=ines.public_id)

    assert (hidden_from_client, hidden_from_sponsor) == (404, 404)
    assert document_in(sponsor.get(at).text) == document_in(preview.text) != ""
    assert NOTE in document_in(preview.text)
    assert session.scalars(select(CoachingReport.state)).one() is ReportState.SIGNED
    assert [(each.person_id, each.by_id) for each in session.scalars(select(AccessLine))] == [
        (amara.public_id, ines.public_id)
    ]


def test_the_file_is_the_same_for_client_and_reader_and_its_taking_is_noted(
    session: Session, report: CoachingReport, amara: Person, ines: Person, app: Flask
) -> None:
    at = f"/coaching/reports/{report.public_id}"
    client, sponsor = browser(app, amara), browser(app, ines)

    before = client.submit(f"{at}/file", page=at)
    signed(report, ines)
    after = sponsor.submit(f"{at}/file", page=at)

    assert before.data == after.data
    assert (after.mimetype, after.headers["Cache-Control"]) == ("application/pdf", "no-store")
    assert [each.person.name for each in session.scalars(select(ReportExport))] == [amara.name, ines.name]


def test_before_the_signature_the_managers_pages_are_those_of_a_world_without_it(
    session: Session, app: Flask, amara: Person, leo: Person, ines: Person
) -> None:
    without = pages_of(app, ines, amara)

    case = agreed(amara, leo, ines)
    asked = pages_of(app, ines, amara)

    assert asked == without

    case = sponsor_signs(case)
    in_agreement = pages_of(app, ines, amara)
    report = draft(case)
    drafted = pages_of(app, ines, amara)
    signed_for = signed(handed(report), ines)
    read = pages_of(app, ines, amara)

    assert drafted == in_agreement
    assert read != in_agreement
    assert f"/coaching/reports/{signed_for.public_id}" in read["/coaching"]


def test_another_version_needs_another_signature(
    session: Session, report: CoachingReport, amara: Person, leo: Person, ines: Person, app: Flask
) -> None:
    at = f"/coaching/reports/{report.public_id}"
    client, coach = browser(app, amara), browser(app, leo)
    seen = digest_on(client.get(at).text)

    answers = {"band_1": "reached", "band_2": "begun", "until": str(report.engagement.begins_on), "version": "1"}
    changed = coach.submit(f"{at}/change", **answers)
    coach.submit(f"{at}/hand-over", page=at)
    refused = client.submit(f"{at}/sign", page=at, digest=seen, readers=ines.public_id)

    session.refresh(report)
    assert changed.status_code == 303
    assert (refused.status_code, report.state) == (409, ReportState.WITH_CLIENT)
    assert "changed since you looked" in refused.text


def test_what_is_taken_back_ends_with_the_next_request_and_is_dated_on_the_file(
    session: Session, report: CoachingReport, amara: Person, ines: Person, app: Flask
) -> None:
    at = f"/coaching/reports/{signed(report, ines).public_id}"
    client, sponsor = browser(app, amara), browser(app, ines)
    sponsor.submit(f"{at}/file", page=at)

    client.submit(f"{at}/readers/end", page=at, person=ines.public_id)

    answers = (sponsor.get(at).status_code, sponsor.submit(f"{at}/file", page="/coaching").status_code)
    assert answers == (404, 404)
    assert at not in sponsor.get("/coaching").text
    assert "Taken before you withdrew it" in client.get(at).text


def test_a_manager_who_is_it_no_longer_reads_no_more_and_the_next_one_reads_nothing(
    session: Session, report: CoachingReport, amara: Person, ines: Person, ruth: Person, app: Flask
) -> None:
    at = f"/coaching/reports/{signed(report, ines).public_id}"
    before = browser(app, ines).get(at).status_code

    report_to(ruth, amara)

    after = [browser(app, each).get(at).status_code for each in (ines, ruth)]
    assert (before, after) == (200, [404, 404])


def test_nobody_else_finds_a_report_in_any_state(
    session: Session, case: Engagement, ines: Person, ruth: Person, app: Flask
) -> None:
    others = [ines, ruth, person("Somebody", role=Role.ADMINISTRATOR), person("An executive", role=Role.EXECUTIVE)]
    report = draft(case)
    at = f"/coaching/reports/{report.public_id}"

    drafted = [browser(app, each).get(at).status_code for each in others]
    handed(report)
    with_client = [browser(app, each).get(at).status_code for each in others]
    signed(report, ines)
    at_last = [browser(app, each).get(at).status_code for each in others]

    assert drafted == with_client == [404] * 4
    assert at_last == [200, 404, 404, 404]


def test_the_client_sends_it_back_with_a_word_that_only_the_coach_reads(
    session: Session, report: CoachingReport, amara: Person, leo: Person, ines: Person, app: Flask
) -> None:
    at = f"/coaching/reports/{report.public_id}"

    browser(app, amara).submit(f"{at}/send-back", page=at, **{"comment-text": "The second goal has come further"})

    session.refresh(report)
    assert report.state is ReportState.DRAFT
    assert "The second goal has come further" in browser(app, leo).get(at).text
    assert [browser(app, each).get(at).status_code for each in (amara, ines)] == [404, 404]


def test_the_letter_says_that_there_is_a_document_and_nothing_more(
    session: Session, report: CoachingReport, amara: Person, leo: Person, ines: Person
) -> None:
    signed(report, ines)
    deliver()

    letters = written_letters()
    said = {re.sub(r"\S*://\S*", "", words_of(each)).replace(name_in(each), "NAME") for each in letters}

    assert {str(each["Subject"]) for each in letters} == {"A document for you"}
    assert len(letters) == 7
    assert len(said) == 1
    assert "oaching" not in said.pop()


def test_documents_cost_the_same_queries_however_many(
    session: Session, case: Engagement, amara: Person, ines: Person, app: Flask
) -> None:
    signed(handed(draft(case)), ines)
    sponsor = browser(app, ines)
    one = counted(app, sponsor, "/coaching")

    for _ in range(2):
        signed(handed(draft(case)), ines)

    assert counted(app, sponsor, "/coaching") == one == 10


def document_in(page: str) -> str:
    found = re.search(r'<article id="document".*?</article>', page, re.DOTALL)
    return found[0] if found else ""


def pages_of(app: Flask, manager: Person, client: Person) -> dict[str, str]:
    """Everything that a manager can open, but for the token of its forms, and every letter they got."""
    reader = browser(app, manager)
    paths = ["/", "/coaching", "/coaching/offers", "/people", f"/people/{client.public_id}", "/my-team", "/profile"]
    pages = {path: steady(reader.get(path).text) for path in paths}
    deliver()
    letters = [each for each in written_letters() if str(manager.email) in str(each["To"])]
    return pages | {"letters": str(len(letters))}


def name_in(letter: Any) -> str:
    """The first name in the greeting."""
    found = re.search(r"Dear (\w+),", words_of(letter))
    assert found
    return found[1]
