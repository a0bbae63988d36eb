"""A case from the manager's referral to “met”, page by page; and who finds what on the way (A6)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.coaching.erasing import erase_own_cases
from app.coaching.models import CheckIn, Engagement, EngagementCount, Paper
from app.cohorts.models import ExcludedPair
from app.core.clock import now, today
from app.core.due import run_due
from app.core.job_runs import run_queued
from app.core.outbox import OutboxMail
from app.core.vault.store import Recipient, reading
from app.people.models import Person, Role
from tests.client import PageClient
from tests.factories.coaching import engagement
from tests.factories.pairings import make_pair
from tests.factories.people import administrator, person

REFERRAL = {
    "expectations": "Monthly figures are out on the third working day",
    "example_1_on": "2026-09-04",
    "example_1": "September: two days late",
    "example_2_on": "2026-10-05",
    "example_2": "October: three days late",
    "talked_on": "2026-10-12",
    "support": "An hour with Bo each Monday",
    "standing": "improvement-plan",
    "deadline": "2027-06-30",
}
PLAN = {
    "name_1": "Time management",
    "expectation_1": "Out on the third working day",
    "measure_1": "The date on the file",
    "start_1": "Two to three days late",
    "target_1": "On the day",
    "support_1": "An hour with Bo each Monday",
    "due_1": "2027-06-30",
}


@pytest.fixture
def as_amara(app: Flask, amara: Person) -> PageClient:
    return signed_in(app, amara)


@pytest.fixture
def as_ines(app: Flask, amara: Person, ines: Person) -> PageClient:
    return signed_in(app, ines)


@pytest.fixture
def as_tomasz(app: Flask, tomasz: Person) -> PageClient:
    return signed_in(app, tomasz)


@pytest.fixture
def as_ruth(app: Flask, ruth: Person) -> PageClient:
    return signed_in(app, ruth)


def signed_in(app: Flask, who: Person) -> PageClient:
    client = app.test_client()
    assert isinstance(client, PageClient)
    client.sign_in(who)
    return client


def referred(as_ines: PageClient, amara: Person) -> str:
    answer = as_ines.submit("/coaching/advising/refer", person=amara.public_id, **REFERRAL)
    assert answer.status_code == 303, re.findall(r'href="#[^>]*>([^<]*)<', answer.text)
    return str(answer.location)


def test_a_case_runs_from_the_managers_referral_to_met(
    session: Session,
    as_amara: PageClient,
    as_ines: PageClient,
    as_tomasz: PageClient,
    as_ruth: PageClient,
    amara: Person,
    tomasz: Person,
) -> None:
    case = referred(as_ines, amara)
    assert "September: two days late" in as_amara.get(case).text
    assert [as_tomasz.get(case).status_code, as_ruth.get(case).status_code] == [404, 404]
    assert "Nobody waits" in as_ruth.get("/coaching/desk").text

    as_amara.submit(f"{case}/pass-on", page=case, words="The data came late, too")
    waiting = re.search(r'href="(/coaching/desk/\w{16})"', as_ruth.get("/coaching/desk").text)
    assert waiting
    assert "September" not in as_ruth.get(waiting[1]).text
    as_ruth.submit(waiting[1], guide=tomasz.public_id)
    assert as_tomasz.get(case).status_code == 404  # she has not said yes to him yet
    assert "data came late" not in as_ines.get(case).text

    as_amara.submit(f"{case}/take-up", page=case, days="60")
    assert "The data came late" in as_tomasz.get(case).text
    as_tomasz.submit(f"{case}/cause", cause="clarity")
    as_tomasz.submit(f"{case}/plan", seen="0", **PLAN)
    as_tomasz.submit(f"{case}/talks", on=today().isoformat(), was_held="yes", done="A list of sources", undone="")
    theirs = as_ines.get(case).text
    assert ("Time management" in theirs, "1 of one talk took place" in theirs) == (True, True)
    assert [words in theirs for words in ("A list of sources", "not clear", "data came late")] == [False] * 3

    as_ines.submit(f"{case}/judgement", level_1="approaching", example_1="November: one day late")
    answer = re.search(r'href="([^"]+/answer)"', as_amara.get(case).text)
    assert answer
    as_amara.submit(answer[1], words="Bo was ill")
    assert "Bo was ill" in as_ines.get(case).text
    early = as_ines.submit(f"{case}/outcome", outcome="met")
    as_ines.submit(f"{case}/judgement", level_1="meets", example_1="December: on the day")
    as_ines.submit(f"{case}/outcome", outcome="met")

    assert early.status_code == 422
    assert "Judge every area first" in early.text
    session.rollback()
    row = session.scalars(select(Engagement)).one()
    assert (row.state, row.outcome, row.closed_on) == ("closed", "met", today())
    subjects = session.scalars(select(OutboxMail.kind).distinct()).all()
    assert subjects == ["document_for_you"]


def test_a_referral_without_expectations_or_examples_is_refused_with_a_sentence_for_each(
    session: Session, as_ines: PageClient
) -> None:
    answer = as_ines.submit("/coaching/advising/refer")

    assert answer.status_code == 422
    assert answer.text.count('<li><a href="#') == 10
    assert "Say what is expected. Nobody can meet what was never said." in answer.text
    assert session.scalar(select(func.count()).select_from(Engagement)) == 0


def test_only_ones_own_people_are_referred(as_ines: PageClient, as_amara: PageClient, tomasz: Person) -> None:
    answer = as_ines.submit("/coaching/advising/refer", person=tomasz.public_id, **REFERRAL)

    assert answer.status_code == 422
    assert as_amara.get("/coaching/advising/refer").status_code == 403


def test_a_self_referral_is_not_seen_by_the_manager(
    as_amara: PageClient, as_ines: PageClient, as_ruth: PageClient, as_tomasz: PageClient, tomasz: Person
) -> None:
    pages = ("/", "/coaching", "/coaching/advising/refer")
    before = [without_token(as_ines.get(page).text) for page in pages]

    as_amara.submit("/coaching/advising/ask", wish="I lose track of time")
    found = re.search(r'href="(/coaching/desk/\w{16})"', as_ruth.get("/coaching/desk").text)
    assert found
    as_ruth.submit(found[1], guide=tomasz.public_id)
    case = found[1].replace("/desk", "")
    as_amara.submit(f"{case}/take-up", page=case, days="30")

    assert [without_token(as_ines.get(page).text) for page in pages] == before
    assert (as_ines.get(case).status_code, as_tomasz.get(case).status_code) == (404, 200)
    assert "I lose track of time" in as_tomasz.get(case).text


def test_turning_it_down_keeps_nothing(
    session: Session, as_ines: PageClient, as_amara: PageClient, amara: Person
) -> None:
    case = referred(as_ines, amara)

    as_amara.submit(f"{case}/turn-down", page=case)
    run_queued()

    page = as_ines.get(case).text
    assert ("Not taken up" in page, "September" in page) == (True, False)
    assert session.scalar(select(func.count()).select_from(Paper)) == 0
    with reading() as keys:
        assert keys.scalar(select(func.count()).select_from(Recipient).where(Recipient.domain == "coaching")) == 0


def test_what_the_client_shuts_is_shut_with_the_next_request(
    app: Flask, as_amara: PageClient, as_ines: PageClient, amara: Person, tomasz: Person, ines: Person
) -> None:
    case = f"/coaching/{engagement(amara, tomasz, ines).public_id}"
    assert as_ines.get(case).status_code == 200

    as_amara.submit(f"{case}/shut-out", page=case)

    judged = as_ines.get(f"{case}/judgement").status_code
    assert judged in {403, 404}
    assert "Tomasz" not in as_ines.get(case).text
    as_amara.submit(f"{case}/let-in", page=case)
    assert as_ines.get(f"{case}/judgement").status_code == 200


def test_an_advisor_is_found_only_with_room_and_no_other_part(
    session: Session, as_ruth: PageClient, as_tomasz: PageClient, as_amara: PageClient, tomasz: Person
) -> None:
    as_amara.submit("/coaching/advising/ask", wish="Time")
    found = re.search(r'href="(/coaching/desk/\w{16})"', as_ruth.get("/coaching/desk").text)
    assert found
    as_tomasz.submit("/coaching/caseload", most="0", free_on="")

    page = as_ruth.get(found[1]).text
    lost = as_ruth.submit(found[1], guide=tomasz.public_id)
    day = (today() + timedelta(days=20)).isoformat()
    as_ruth.submit(f"{found[1]}/day", page=found[1], day=day)

    assert "Nobody has room" in page
    assert lost.status_code == 409
    assert "You hear by" in as_amara.get(found[1].replace("/desk", "")).text


def test_a_case_is_asked_about_once_and_counted_after_a_year(
    session: Session, as_ines: PageClient, amara: Person, tomasz: Person, ines: Person
) -> None:
    made = engagement(amara, tomasz, ines)
    session.add(CheckIn(engagement_id=made.id, on=today(), was_held=True))
    case = f"/coaching/{made.public_id}"
    made.state, made.outcome, made.closed_on = "closed", "met", today()  # type: ignore[assignment]  # as stored
    session.commit()

    with time_machine.travel(now() + timedelta(days=91)):
        run_due()
        session.commit()
        as_ines.sign_in(ines)
        again = [as_ines.submit(f"{case}/still", still=each).status_code for each in ("yes", "no")]
        as_ines.sign_in(amara)
        told = "it still is." in as_ines.get(case).text
    with time_machine.travel(now() + timedelta(days=366)):
        run_due()
        run_queued()

    session.rollback()
    counted = session.scalars(select(EngagementCount)).one()
    assert (again, told) == ([303, 422], True)
    assert (counted.ending, counted.count, counted.still_meet) == ("met", 1, 1)
    assert session.scalar(select(func.count()).select_from(Engagement)) == 0


def test_mentor_and_advisor_are_never_one(
    session: Session, as_ruth: PageClient, as_amara: PageClient, amara: Person, tomasz: Person
) -> None:
    mentor = person("Leila Haddad", role=Role.ADVISOR)
    make_pair(session, mentee=amara, mentor=mentor, actor=administrator("Vera Novak"))
    as_amara.submit("/coaching/advising/ask", wish="Time")
    found = re.search(r'href="(/coaching/desk/\w{16})"', as_ruth.get("/coaching/desk").text)
    assert found

    refused = as_ruth.submit(found[1], guide=mentor.public_id)
    offered = as_ruth.get(found[1]).text
    as_ruth.submit(found[1], guide=tomasz.public_id)
    session.rollback()
    parted = session.execute(select(ExcludedPair.lower_id, ExcludedPair.higher_id)).all()
    case = found[1].replace("/desk", "")
    as_amara.submit(f"{case}/turn-down", page=case)

    assert (refused.status_code, "Leila Haddad" in offered, "Tomasz Wolski" in offered) == (422, False, True)
    assert parted == [tuple(sorted((amara.id, tomasz.id)))]
    session.rollback()
    assert session.scalar(select(func.count()).select_from(ExcludedPair)) == 0


def test_whoever_is_erased_leaves_no_word_of_theirs(session: Session, as_ines: PageClient, amara: Person) -> None:
    referred(as_ines, amara)

    erase_own_cases(session.merge(amara))

    session.commit()
    assert session.scalar(select(func.count()).select_from(Paper)) == 0
    with reading() as keys:
        assert keys.scalar(select(func.count()).select_from(Recipient).where(Recipient.domain == "coaching")) == 0


def without_token(page: str) -> str:
    """A page but for its token and for how long the sign-in still lasts."""
    return re.sub(r'<input[^>]*csrf_token[^>]*>|data-session-seconds="[0-9]+"', "", page)


def test_who_besides_the_advisor_opened_it_stands_in_the_log_that_the_client_reads(
    as_amara: PageClient,
    as_ines: PageClient,
    as_tomasz: PageClient,
    as_ruth: PageClient,
    amara: Person,
    tomasz: Person,
    ines: Person,
) -> None:
    case = f"/coaching/{engagement(amara, tomasz, ines).public_id}"
    as_amara.submit("/coaching/advising/ask", wish="Time")
    waiting = re.findall(r'href="(/coaching/desk/\w{16})"', as_ruth.get("/coaching/desk").text)[0]
    for opens, page in ((as_ines, case), (as_ines, f"{case}/judgement"), (as_tomasz, case), (as_ruth, waiting)):
        opens.get(page)

    log = as_amara.get("/profile/access-log").text

    assert (log.count("read the plan of your"), log.count("saw that you wait for an advisor")) == (2, 1)
    assert "Tomasz" not in log
