"""A stretch task from the proposal to the last words: who reads it, who hears what and when, and what nobody learns."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.services import move_cohort
from app.core.clock import today
from app.core.db import db
from app.core.outbox import OutboxMail, deliver
from app.core.transactions import transaction
from app.people.erasing import tell_erasers
from app.people.leaving import tell_heirs
from app.people.models import Person, Role
from app.stretch.models import StretchTask
from app.stretch.services import lapse, remind, sweep
from programs.phases import Phase
from programs.stretch import State
from tests.app.cohorts.conftest import counted
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor
from tests.factories.pairings import make_pair
from tests.factories.people import loaded, person, report_to
from tests.factories.stretch import TITLE, stretch_task, typed
from tests.letters import words_of, written_letters

INGRID, LATER = "ingrid@northmere.example", timedelta(days=30)


@pytest.fixture
def ruth(session: Session) -> Person:
    return person("Ruth Baptiste", role=Role.ADMINISTRATOR, email="ruth@northmere.example")


@pytest.fixture
def cohort(ruth: Person) -> Cohort:
    began = today() - timedelta(days=20)
    return cohort_of(ruth, program_type="high-potential", phase=Phase.RUNNING, starts_on=began)


@pytest.fixture
def amara(cohort: Cohort) -> Enrolment:
    return mentee(cohort, person("Amara Okafor", email="amara@northmere.example"))


@pytest.fixture
def ingrid(session: Session) -> Person:
    return person("Ingrid Solberg", email=INGRID, job_title="Chief of operations")


def own(amara: Enrolment) -> str:
    return f"/stretch-tasks/of/{amara.public_id}"


def task_of(amara: Enrolment) -> StretchTask:
    db.session.expire_all()
    return db.session.scalars(
        select(StretchTask).where(StretchTask.enrolment_id == amara.id).order_by(StretchTask.id.desc())
    ).first() or pytest.fail("no task")


def stored(amara: Enrolment, sponsor: Person, state: State = State.AGREED, **more: Any) -> StretchTask:
    with transaction() as session:
        made = stretch_task(session.merge(amara), session.merge(sponsor), state, **more)
    return loaded(made)


def letters() -> list[tuple[str, str]]:
    kinds = select(OutboxMail.kind, OutboxMail.recipient).where(OutboxMail.kind.like("stretch%"))
    return [(kind, to.split("@")[0]) for kind, to in db.session.execute(kinds.order_by(OutboxMail.id))]


def test_task_is_proposed_agreed_and_looked_back_on(client: PageClient, amara: Enrolment, ingrid: Person) -> None:
    client.sign_in(amara.person)
    assert "None is found yet." in client.get(own(amara)).text
    assert f'href="{own(amara)}"' in client.get(f"/timelines/{amara.public_id}").text
    proposed = client.submit(f"{own(amara)}/write", **typed("Ingrid Solberg"))
    task = f"/stretch-tasks/{task_of(amara).public_id}"
    client.sign_in(ingrid)
    asked = client.get("/").text
    client.submit(f"{task}/answer", page=task, answer="yes", seen="1")
    too_early = client.submit(f"{task}/look-back", page=task, words="Well done.", seen="")
    with transaction():
        task_of(amara).begins_on = today()
    client.submit(f"{task}/look-back", page=task, words="They asked before they drew.", seen="")
    client.sign_in(amara.person)
    client.submit(f"{task}/look-back", page=task, outcome="One desk since March.", learnt="To ask first.", seen="")

    assert (proposed.status_code, too_early.status_code) == (302, 422)
    assert "One person asks you to sponsor a stretch task." in asked
    page = client.get(own(amara)).text
    assert all(words in page for words in ("One desk since March.", "To ask first.", "They asked before they drew."))
    assert task_of(amara).state is State.REVIEWED
    sent = [("stretch_asked", "ingrid"), ("stretch_agreed", "amara"), ("stretch_reviewed", "amara")]
    assert letters() == [*sent, ("stretch_reviewed", "ingrid")]
    with transaction():
        deliver()
    assert not any(name in words_of(each) for each in written_letters() for name in (TITLE, "Okafor", "Solberg"))


def test_no_is_told_like_a_silence_and_another_sponsor_is_asked(
    client: PageClient, amara: Enrolment, ingrid: Person
) -> None:
    silent = mentee(amara.cohort, "Bo Silent")
    tasks = [stored(each, ingrid, State.PROPOSED) for each in (amara, silent)]
    client.sign_in(ingrid)
    path = f"/stretch-tasks/{tasks[0].public_id}"
    client.submit(f"{path}/answer", page=path, answer="no", seen="1")
    said_no = client.get(path).text
    client.sign_in(amara.person)
    before = client.get(own(amara)).text
    with transaction() as session:
        for each in tasks:
            session.merge(each).answer_by = today() - timedelta(days=1)
    with transaction():
        ended = lapse()

    assert "You can still say yes." in said_no
    assert "Ingrid Solberg is asked" in before
    assert ended == 2
    rows = [(each.state, each.declined_at) for each in (task_of(amara), task_of(silent))]
    assert rows == [(State.NOT_POSSIBLE, None)] * 2
    assert letters() == [("stretch_not_possible", "amara"), ("stretch_not_possible", "bo.silent")]
    assert "Not possible at present." in client.get(own(amara)).text
    assert "Who else could stand for your stretch task?" in client.get("/").text
    form = client.get(f"{own(amara)}/write").text
    assert (TITLE in form, INGRID in form) == (True, False)
    client.sign_in(ingrid)
    assert client.get(path).status_code == 404


def test_mentee_has_one_task_and_a_changed_one_is_asked_anew(
    client: PageClient, amara: Enrolment, ingrid: Person
) -> None:
    other = person("Tomasz Kern", email="tomasz@northmere.example")
    task = stored(amara, ingrid)
    client.sign_in(amara.person)
    path, write = f"/stretch-tasks/{task.public_id}", f"{own(amara)}/write"

    again = client.submit(write, **typed(INGRID, seen="0"))
    changed = client.submit(write, **typed("tomasz@northmere.example", seen="1", title="Take over the port"))

    assert (again.status_code, changed.status_code) == (409, 302)
    assert "One desk, one queue." in again.text
    row = task_of(amara)
    assert (row.id, row.state, row.version, row.title) == (task.id, State.PROPOSED, 2, "Take over the port")
    assert letters() == [("stretch_withdrawn", "ingrid"), ("stretch_asked", "tomasz")]
    client.sign_in(other)
    unread = client.submit(f"{path}/answer", page=path, answer="yes", seen="1")
    client.submit(f"{path}/answer", page=path, answer="yes", seen="2")
    assert unread.status_code == 409
    assert task_of(amara).state is State.AGREED


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("sponsor", "Nobody Here", "Nobody here has this name or address."),
        ("sponsor", "amara@northmere.example", "Somebody else has to say yes to it."),
        ("sponsor", "boss@northmere.example", "Nobody of your own reporting line, please"),
        ("sponsor", "guide@northmere.example", "Your mentor stays beside you in it."),
        ("sponsor", "Two Alike", "Several people have this name."),
        ("ends_on", str(today()), "It cannot end before it begins."),
        ("ends_on", str(today() + timedelta(days=400)), "183 days at most"),
        ("review_on", str(today() + timedelta(days=600)), "Look back before the cohort ends."),
        ("begins_on", "soon", "A day like 2027-01-31, please."),
        ("title", "", "Say in a sentence what it is."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    client: PageClient, session: Session, amara: Enrolment, ruth: Person, field: str, value: str, sentence: str
) -> None:
    boss, guide = (person(f"Near {name}", email=f"{name}@northmere.example") for name in ("boss", "guide"))
    report_to(boss, amara.person)
    make_pair(session, cohort=amara.cohort, mentee=amara, mentor=mentor(amara.cohort, guide), actor=ruth)
    for number in (1, 2):
        person("Two Alike", email=f"two{number}@northmere.example")
    person("Ingrid Solberg", email=INGRID)
    client.sign_in(amara.person)

    answer = client.submit(f"{own(amara)}/write", **(typed(INGRID) | {field: value}))

    assert answer.status_code == 422
    assert sentence in answer.text
    assert session.scalars(select(StretchTask)).all() == []


def test_mentor_sees_title_and_days_administrators_a_number_and_managers_nothing(
    client: PageClient, session: Session, amara: Enrolment, ingrid: Person, ruth: Person
) -> None:
    boss, guide = (person(f"Near {name}", email=f"{name}@northmere.example") for name in ("boss", "guide"))
    report_to(boss, amara.person)
    pair = make_pair(session, cohort=amara.cohort, mentee=amara, mentor=mentor(amara.cohort, guide), actor=ruth)
    mentee(amara.cohort, "Bo Without")
    task = stored(amara, ingrid, risk="The two desks may not want it.")
    paths = f"/stretch-tasks/{task.public_id}", own(amara)

    seen = {}
    for who, page in ((guide, f"/pairs/{pair.public_id}"), (ruth, f"/cohorts/{amara.cohort.public_id}"), (boss, "/")):
        client.sign_in(who)
        seen[who.first_name, who.name] = client.get(page).text
        assert [client.get(path).status_code for path in paths] == [404, 404]

    of_guide, of_ruth, of_boss = seen.values()
    assert TITLE in of_guide
    assert "may not want it" not in of_guide
    assert "One mentee has a stretch task with a sponsor. One has none yet." in of_ruth
    assert TITLE not in of_ruth + of_boss


def test_both_are_reminded_once_before_they_look_back(client: PageClient, amara: Enrolment, ingrid: Person) -> None:
    stored(amara, ingrid, review_on=today() + timedelta(days=7))
    with transaction():
        first = remind()
    with transaction():
        second = remind()

    assert (first, second) == (1, 0)
    assert letters() == [("stretch_review_soon", "amara"), ("stretch_review_soon", "ingrid")]
    for who in (amara.person, ingrid):
        client.sign_in(who)
        assert "Look back on a stretch task." in client.get("/").text


def test_whoever_leaves_or_is_erased_leaves_no_task_behind(amara: Enrolment, ingrid: Person) -> None:
    other = mentee(amara.cohort, "Bo Other")
    done = mentee(amara.cohort, "Cem Done")
    stored(amara, ingrid)
    stored(other, person("Tomasz Kern", email="tomasz@northmere.example"))
    stored(done, ingrid, State.REVIEWED, sponsor_words="Ask Cem.", outcome="It runs.")
    with transaction() as session:
        tell_heirs([ingrid.id, other.person_id], None)
        tell_erasers(session.merge(ingrid))

    assert task_of(amara).state is State.NOT_POSSIBLE
    assert task_of(other).state is State.WITHDRAWN
    assert (task_of(done).sponsor_words, task_of(done).outcome) == ("", "It runs.")
    assert letters() == [("stretch_not_possible", "amara"), ("stretch_withdrawn", "tomasz")]
    with transaction() as session:
        tell_erasers(session.merge(done).person)
    assert db.session.scalars(select(StretchTask).where(StretchTask.enrolment_id == done.id)).all() == []


def test_cohort_that_comes_to_its_end_asks_no_sponsor_any_more(
    session: Session, amara: Enrolment, ingrid: Person, ruth: Person
) -> None:
    other = mentee(amara.cohort, "Bo Other")
    stored(amara, ingrid)
    stored(other, ingrid, State.PROPOSED)
    with transaction():
        move_cohort(session.merge(amara.cohort), Phase.CLOSING, actor=session.merge(ruth))

    assert [task_of(each).state for each in (amara, other)] == [State.AGREED, State.WITHDRAWN]
    assert letters() == [("stretch_withdrawn", "ingrid")]


def test_task_is_deleted_a_year_after_its_cohort(amara: Enrolment, ingrid: Person) -> None:
    stored(amara, ingrid)
    swept = []
    for each in (today() - timedelta(days=365), today() - timedelta(days=366)):
        with transaction() as session:
            row = session.merge(amara.cohort)
            row.starts_on, row.ends_on = each - timedelta(days=200), each
        with transaction():
            swept.append(sweep())

    assert swept == [0, 1]


def test_program_without_stretch_tasks_has_no_page_for_them(client: PageClient, ruth: Person) -> None:
    elsewhere = mentee(cohort_of(ruth, phase=Phase.RUNNING), person("Noor Saleh", email="noor@northmere.example"))
    client.sign_in(elsewhere.person)

    assert client.get(own(elsewhere)).status_code == 404
    assert "stretch" not in client.get("/").text
    assert "stretch" not in client.get(f"/cohorts/{elsewhere.cohort.public_id}").text


def test_list_of_a_sponsor_costs_the_same_for_any_number(client: PageClient, amara: Enrolment, ingrid: Person) -> None:
    client.sign_in(ingrid)
    assert "You sponsor no stretch task." in client.get("/stretch-tasks").text
    costs = []
    for names in (["A One"], ["B Two", "C Three", "D Four"]):
        for name in names:
            stored(mentee(amara.cohort, name), ingrid)
        client.get("/stretch-tasks")
        with counted() as queries:
            client.get("/stretch-tasks")
        costs.append(len(queries))

    # The sign-in, the organisation twice over, and one for all tasks with their people and cohorts.
    assert costs == [4, 4]
