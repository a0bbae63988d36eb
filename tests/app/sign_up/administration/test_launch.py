"""The launch: everything is shown first, nothing leaves before the button, and it works once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Side
from app.core.audit import AuditEvent
from app.core.clock import today
from app.core.outbox import deliver
from app.core.transactions import transaction
from app.people.models import Person, PersonState
from app.sign_up.administration.services import choose_person
from app.sign_up.models import SignUp
from programs.phases import Phase
from tests.app.sign_up.administration.steps import launched, mails, press, seen_on, stands, url_of
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.letters import words_of, written_letters

INVITED = [("sign_up_open", "leila"), ("sign_up_open", "priya"), ("sign_up_open", "tomasz")]


def phase_of(session: Session) -> Phase:
    session.rollback()
    return session.scalars(select(Cohort.phase)).one()


def test_the_page_shows_every_letter_and_sends_nothing(session: Session, signed_in: PageClient, chosen: Cohort) -> None:
    page = signed_in.get(url_of(chosen, "/launch")).text

    assert "3 people would be written to." in page
    assert page.count("2 people get this") == 2
    assert ("You are invited as a mentee" in page, "You are invited as a mentor" in page) == (True, True)
    assert "By itself, three days before the close" in page
    assert "Leila Haddad, Priya Raman, Tomasz Berg." in page
    assert (mails(session), phase_of(session)) == ([], Phase.DRAFT)


def test_the_button_opens_sign_up_and_writes_to_each_once(
    session: Session, signed_in: PageClient, chosen: Cohort
) -> None:
    answer = press(signed_in, chosen, "/launch")

    assert answer.location == f"/cohorts/{chosen.public_id}"
    assert (mails(session), phase_of(session)) == (INVITED, Phase.SIGN_UP)
    assert session.scalars(select(SignUp).where(SignUp.invited_at.is_(None))).all() == []
    assert session.scalars(select(Cohort.launched_at)).one() is not None
    kinds = session.scalars(select(AuditEvent.kind).where(AuditEvent.kind.in_(("cohort.launched", "cohort.moved"))))
    assert sorted(kinds) == ["cohort.launched", "cohort.moved"]


def test_what_was_shown_is_what_is_read(session: Session, signed_in: PageClient, chosen: Cohort) -> None:
    page = signed_in.get(url_of(chosen, "/launch")).text
    to_mentee, to_mentor, _later = re.findall(r'as-typed mb-0">(.*?)</p>', page, re.DOTALL)
    launched(signed_in, chosen)

    session.rollback()
    deliver()

    assert not any("\n\n\n" in each for each in (to_mentee, to_mentor))
    letters = {letter["To"].split("@")[0]: words_of(letter) for letter in written_letters()}
    for shown, who in ((to_mentee, "tomasz"), (to_mentor, "leila")):
        read = re.sub(r"http://\S+", "[a link of their own]", letters[who])
        assert shown.split() == read.replace(who.capitalize(), "Ruth").split()
    assert "You are invited as a mentee" in letters["priya"]
    assert "You are invited as a mentor" in letters["priya"]


def test_whoever_never_came_in_gets_a_link_that_lets_them(
    session: Session, signed_in: PageClient, chosen: Cohort
) -> None:
    launched(signed_in, chosen)
    session.rollback()
    deliver()

    letters = {letter["To"].split("@")[0]: words_of(letter) for letter in written_letters()}

    assert f"http://localhost/cohorts/{chosen.public_id}/sign-up" in letters["priya"]
    assert "http://localhost/links/" in letters["tomasz"]
    way_in = re.search(r"http://localhost(/links/\S+)", letters["tomasz"])
    assert way_in is not None
    assert signed_in.application.test_client().get(way_in[1]).status_code == 200


def test_other_people_by_now_are_shown_first(
    session: Session, signed_in: PageClient, chosen: Cohort, ruth: Person, noor: Person
) -> None:
    seen = seen_on(signed_in, chosen, "/launch")
    with transaction():
        choose_person(session.merge(chosen), session.merge(noor), Side.MENTOR, actor=session.merge(ruth))

    answer = press(signed_in, chosen, "/launch", seen=seen)

    assert answer.status_code == 409
    assert "now it would be 4 people" in answer.text
    assert "4 people would be written to." in answer.text
    assert (mails(session), phase_of(session)) == ([], Phase.DRAFT)


def test_a_double_click_launches_once(session: Session, signed_in: PageClient, chosen: Cohort) -> None:
    seen = seen_on(signed_in, chosen, "/launch")
    token = signed_in.token(url_of(chosen, "/launch"))
    fields = {"csrf_token": token, "seen": seen}

    first, second = (signed_in.post(url_of(chosen, "/launch"), data=fields) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 422)
    assert mails(session) == INVITED


def test_a_launch_for_nobody_opens_sign_up_all_the_same(
    session: Session, signed_in: PageClient, cohort: Cohort
) -> None:
    page = signed_in.get(url_of(cohort, "/launch")).text

    launched(signed_in, cohort)

    assert "No letter leaves." in page
    assert (mails(session), phase_of(session)) == ([], Phase.SIGN_UP)


@pytest.mark.parametrize(
    ("table", "values", "sentence"),
    [
        (Cohort, {"purpose": " "}, "It does not say yet what it is for."),
        (Cohort, {"contact_id": None}, "Nobody is named whom people may ask."),
        (Cohort, {"sign_up_closes_on": today() - timedelta(days=2)}, "is over. Choose a later one."),
        (Person, {"state": PersonState.LEFT}, "Nobody is named whom people may ask."),
    ],
)
def test_what_is_needed_is_said_and_keeps_it_from_opening(
    session: Session,
    signed_in: PageClient,
    ruth: Person,
    noor: Person,
    table: type,
    values: dict[str, object],
    sentence: str,
) -> None:
    made = cohort_of(ruth, program_type="succession", starts_on=today() + timedelta(days=40), contact=noor.email or "")
    change = update(table).values(**values)
    with transaction():
        session.execute(change.where(Person.id == noor.id) if table is Person else change)

    page = signed_in.get(url_of(made, "/launch")).text
    on_cohort = signed_in.get(f"/cohorts/{made.public_id}").text
    answer = signed_in.submit(url_of(made, "/launch"), page="/cohorts/new", seen=seen_on(signed_in, made, "/launch"))

    assert (sentence in page, sentence in on_cohort) == (True, True)
    assert "Sign-up cannot open without it." in page
    assert answer.status_code in {409, 422}
    assert phase_of(session) is Phase.DRAFT


def test_the_button_of_the_phase_leads_to_the_page(session: Session, signed_in: PageClient, cohort: Cohort) -> None:
    page = f"/cohorts/{cohort.public_id}"

    answer = signed_in.submit(f"{page}/phase", page="/cohorts/new", phase="sign-up")

    assert answer.location == f"{page}/launch"
    assert phase_of(session) is Phase.DRAFT


def test_taken_back_and_launched_again_nobody_is_written_to_twice(
    session: Session, signed_in: PageClient, chosen: Cohort
) -> None:
    launched(signed_in, chosen)
    signed_in.submit(f"/cohorts/{chosen.public_id}/phase", page=f"/cohorts/{chosen.public_id}", phase="draft")

    launched(signed_in, chosen)

    assert mails(session) == INVITED


@pytest.mark.parametrize(("who", "status"), [("ruth", 200), ("noor", 404), ("priya", 404), (None, 303)])
def test_only_those_who_run_it_launch(
    client: PageClient, chosen: Cohort, people: dict[str, Person], who: str | None, status: int
) -> None:
    if who:
        client.sign_in(people[who])

    assert client.get(url_of(chosen, "/launch")).status_code == status


def test_the_launch_of_a_cohort_that_is_open_leads_back(signed_in: PageClient, chosen: Cohort) -> None:
    launched(signed_in, chosen)

    assert signed_in.get(url_of(chosen, "/launch")).status_code == 302


def test_sign_ups_are_as_they_were_chosen(session: Session, chosen: Cohort) -> None:
    assert stands(session) == [
        ("Leila", "mentor", "invited"),
        ("Priya", "mentee", "invited"),
        ("Priya", "mentor", "invited"),
        ("Tomasz", "mentee", "invited"),
    ]
