"""Sign-up files: what they do, what they never do, and what is left out of them."""

from __future__ import annotations

import json
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side, SignUpDraft
from app.core.audit import AuditEvent
from app.core.db import db
from app.core.outbox import OutboxMail
from app.core.transactions import transaction
from app.people.models import Person, PersonState
from app.people.services import discard_about_draft, mark_left
from tests.app.cohorts.files import MENTEES, MENTORS, choose, confirm, read_in
from tests.app.cohorts.stored import count, enrolment_of, person_of, state
from tests.client import PageClient
from tests.factories.cohorts import mentee
from tests.factories.people import person as somebody
from tests.factories.people import skill


def test_two_files_sign_people_up(session: Session, signed_in: PageClient, cohort: Cohort) -> None:
    forecasting = skill("Cash-flow forecasting", called=["Forecasting"])

    answer = read_in(signed_in, cohort, MENTEES, MENTORS)

    assert answer.location == f"/cohorts/{cohort.public_id}"
    tomasz, leila = person_of(session, "tomasz@northmere.example"), person_of(session, "leila@northmere.example")
    assert (tomasz.name, tomasz.level, tomasz.department, tomasz.job_family) == ("Tomasz Wójcik", 2, "Legal", "Law")
    assert tomasz.search_text == "tomasz wojcik · legal"
    mentor = enrolment_of(session, "leila@northmere.example")
    assert (mentor.role, mentor.seats, mentor.needs) == (Side.MENTOR, 2, 0)
    assert mentor.answers == {"offers": [{"skill": None, "name": "Contract law", "level": 6.0}]}
    amara = enrolment_of(session, "amara@northmere.example")
    assert (amara.role, amara.seats, amara.needs) == (Side.MENTEE, 0, 1)
    assert amara.answers == {
        "wants": [
            {"skill": forecasting.public_id, "name": "Cash-flow forecasting", "level": 4.0},
            {"skill": None, "name": "Contract law", "level": None},
        ],
        "interests": ["sailing", "chess"],
        "wishes": ["leila@northmere.example"],
    }
    assert count(session, OutboxMail) == 0
    events = session.scalars(select(AuditEvent).where(AuditEvent.kind == "cohort.sign_ups_read")).all()
    assert [event.detail for event in events] == [{"people_added": 3, "new": 3, "known": 0, "adds": 0, "same": 0}]
    added = select(AuditEvent.object_id).where(
        AuditEvent.kind == "person.added", AuditEvent.object_id == leila.public_id
    )
    assert len(session.scalars(added).all()) == 1


def test_the_same_files_again_change_nothing(session: Session, signed_in: PageClient, cohort: Cohort) -> None:
    read_in(signed_in, cohort, MENTEES, MENTORS)
    before = state(session)

    page = signed_in.get(choose(signed_in, cohort, MENTEES, MENTORS).location).text
    confirmed = read_in(signed_in, cohort, MENTEES.replace("@northmere", "@NORTHMERE"), MENTORS)

    assert "Everybody in these files is in already." in page
    assert confirmed.status_code in {302, 422}
    assert state(session) == before


def test_a_file_fills_gaps_and_overwrites_nothing(
    session: Session, signed_in: PageClient, cohort: Cohort, amara: Person
) -> None:
    with transaction():
        known = session.merge(amara)
        known.level, known.external_id = 7, "N-1"

    page = signed_in.get(choose(signed_in, cohort, MENTEES.replace("Amara Okafor", "A. Other")).location).text
    read_in(signed_in, cohort, MENTEES.replace("Amara Okafor", "A. Other"))

    after = person_of(session, "amara@northmere.example")
    assert (after.name, after.level, after.department, after.external_id) == ("Amara Okafor", 7, "Finance", "N-1")
    assert (after.job_family, after.about_draft, after.about) == ("Accounting", "I like charts.", None)
    assert "It overwrites nothing." in page


def test_answers_given_before_stay_and_gaps_are_filled(
    session: Session, signed_in: PageClient, cohort: Cohort, amara: Person
) -> None:
    mentee(cohort, amara, needs=3, interests=["choirs"])

    read_in(signed_in, cohort, MENTEES)

    own = enrolment_of(session, "amara@northmere.example")
    assert (own.needs, own.answers["interests"]) == (3, ["choirs"])
    assert [each["name"] for each in own.answers["wants"]] == ["Forecasting", "Contract law"]


def test_whoever_is_in_both_files_is_one_person_on_both_sides(
    session: Session, signed_in: PageClient, cohort: Cohort
) -> None:
    both = "email,employee id,name\nada@x.example,E1,Ada\n", "employee id,email,name,seats\nE1,ada@x.example,Ada L.,2\n"

    read_in(signed_in, cohort, *both)

    ada = person_of(session, "ada@x.example")
    sides = session.scalars(select(Enrolment.role).where(Enrolment.person_id == ada.id).order_by(Enrolment.id)).all()
    assert (ada.name, ada.external_id, sides) == ("Ada", "E1", [Side.MENTEE, Side.MENTOR])


def test_sensitive_columns_are_named_and_stored_nowhere(
    session: Session, signed_in: PageClient, cohort: Cohort
) -> None:
    secret = "email,name,characteristics,identity to match,religion\nada@x.example,Ada,Zoroastrian-x,Quux-y,Pagan-z\n"

    page = choose(signed_in, cohort, secret).location
    words = signed_in.get(page).text
    draft = json.dumps(session.scalars(select(SignUpDraft.files)).one())
    session.rollback()
    confirm(signed_in, page)

    assert "characteristics, identity to match" in words
    assert "specially protected by law" in words
    everything = draft + "".join(
        str(tuple(row)) for table in db.metadata.sorted_tables for row in session.execute(table.select())
    )
    assert [word for word in ("Zoroastrian", "Quux", "Pagan") if word in everything] == []


def test_a_biography_is_for_its_person_alone(session: Session, signed_in: PageClient, cohort: Cohort) -> None:
    read_in(signed_in, cohort, MENTEES)
    with transaction():
        amara = session.merge(person_of(session, "amara@northmere.example"))
        discard_about_draft(amara, actor=amara)

    read_in(signed_in, cohort, MENTEES + "ada@x.example,Ada,,,,,,,,\n")

    assert person_of(session, "amara@northmere.example").about_draft is None
    assert "charts" not in signed_in.get(f"/people/{person_of(session, 'amara@northmere.example').public_id}").text


def test_seats_follow_the_program(session: Session, signed_in: PageClient, cohort: Cohort) -> None:
    rows = "email,name,seats\na@x.example,A,\nb@x.example,B,0\nc@x.example,C,9\nd@x.example,D,2.0\n"

    page = signed_in.get(choose(signed_in, cohort, None, rows).location).text
    read_in(signed_in, cohort, None, rows)

    offered = [enrolment_of(session, f"{letter}@x.example").seats for letter in "abcd"]
    assert offered == [1, 0, 2, 2]
    assert "row 4: 9 seats are more than a mentor may have in this program; 2 are noted." in page


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("ada,Ada,1", "Row 2, email: “ada” is not an e-mail address."),
        (",Ada,1", "Row 2"),
        ("ada@x.example,Ada,many", "Row 2, seats: “many” is not a whole number from 0 to 20."),
        ("ada@x.example,Ada,-1", "Row 2, seats:"),
        ("ada@x.example,Ada,1\nADA@x.example,Ada,1", "Row 3, email:"),
        ("gone@northmere.example,Lee Gone,1", "Lee Gone has left."),
        (f"ada@x.example,{'x' * 300},1", "Row 2, name: it is longer than 200 characters."),
        ("ada@x.example,A\u202ea,1", "Row 2, name: it holds characters that cannot be shown."),
    ],
)
def test_a_problem_names_row_and_column_and_stops_everything(
    session: Session, signed_in: PageClient, cohort: Cohort, rows: str, sentence: str
) -> None:
    gone = somebody("Lee Gone", email="gone@northmere.example")
    with transaction():
        mark_left(session.merge(gone), actor=None)
    before = state(session)

    check = choose(signed_in, cohort, MENTEES, f"email,name,seats\n{rows}\n").location
    page = signed_in.get(check).text
    answer = signed_in.submit(check, page=f"/cohorts/{cohort.public_id}/sign-ups", digest="x")

    assert sentence in page.replace("&#34;", '"')
    assert answer.status_code == 422
    assert state(session) == before


def test_a_grade_that_is_no_level_is_left_empty_and_said(
    session: Session, signed_in: PageClient, cohort: Cohort
) -> None:
    rows = "email,name,grade\nada@x.example,Ada,Wizard\nbo@x.example,Bo,Grade 4\n"

    page = signed_in.get(choose(signed_in, cohort, rows).location).text
    read_in(signed_in, cohort, rows)

    assert "“Wizard”" in page
    assert (person_of(session, "ada@x.example").level, person_of(session, "bo@x.example").level) == (None, 4)


def test_somebody_who_withdrew_stays_out(
    session: Session, signed_in: PageClient, cohort: Cohort, amara: Person
) -> None:
    own = mentee(cohort, amara)
    with transaction():
        session.merge(own).state = EnrolmentState.WITHDRAWN

    page = signed_in.get(choose(signed_in, cohort, MENTEES).location).text
    read_in(signed_in, cohort, MENTEES)

    assert "Amara Okafor has withdrawn from this cohort and stays out." in page
    withdrawn = enrolment_of(session, "amara@northmere.example")
    assert (withdrawn.state, withdrawn.answers) == (EnrolmentState.WITHDRAWN, {})


def test_a_start_in_the_future_makes_a_joiner(session: Session, signed_in: PageClient, cohort: Cohort) -> None:
    read_in(signed_in, cohort, "email,name,start date\nada@x.example,Ada,2190-01-01\n")

    ada = person_of(session, "ada@x.example")
    assert (ada.state, ada.start_on) == (PersonState.JOINING, date(2190, 1, 1))
