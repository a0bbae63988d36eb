"""Whom to invite: by department, by addresses, everybody, one by one; chosen first, written to afterwards."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.core.audit import AuditEvent
from app.core.outbox import deliver
from app.core.transactions import transaction
from app.people.models import Person
from app.people.services import mark_left
from app.sign_up.models import SignUp, SignUpState
from programs.phases import Phase
from tests.app.sign_up.administration.steps import launched, mails, press, seen_on, stands, url_of
from tests.client import PageClient
from tests.factories.cohorts import mentee
from tests.factories.people import person as somebody
from tests.letters import written_letters


def choose(client: PageClient, cohort: Cohort, **fields: object) -> object:
    url = url_of(cohort, "/sign-up/choose")
    return client.post(url, data={"csrf_token": client.token(url), **fields})


def names(session: Session, side: str) -> list[str]:
    return [name for name, on, _state in stands(session) if on == side]


@pytest.mark.parametrize(
    ("fields", "mentees"),
    [
        ({"by": "department", "department": "Finance"}, ["Priya", "Tomasz"]),
        ({"by": "everybody"}, ["Leila", "Noor", "Priya", "Ruth", "Tomasz"]),
        ({"by": "emails", "emails": "LEILA@northmere.example,\n<tomasz@northmere.example>"}, ["Leila", "Tomasz"]),
        ({"by": "emails", "emails": "leila@northmere.example; leila@northmere.example"}, ["Leila"]),
    ],
)
@pytest.mark.usefixtures("people")
def test_people_are_chosen_and_hear_nothing_yet(
    session: Session, signed_in: PageClient, cohort: Cohort, fields: dict[str, str], mentees: list[str]
) -> None:
    answer = choose(signed_in, cohort, sides=["mentee", "mentor"], **fields)

    assert answer.location == url_of(cohort, "/launch")  # type: ignore[attr-defined]  # a response
    assert (names(session, "mentee"), names(session, "mentor")) == (mentees, mentees)
    assert session.scalars(select(SignUp.invited_at).distinct()).all() == [None]
    assert mails(session) == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"by": "everybody"}, "Say as what they are invited."),
        ({"sides": ["mentee"]}, "Say whom."),
        ({"sides": ["mentee"], "by": "sideways"}, "Not a valid choice"),
        ({"sides": ["boss"], "by": "everybody"}, "Choose from these."),
        ({"sides": ["mentee"], "by": "department"}, "Choose a department."),
        ({"sides": ["mentee"], "by": "department", "department": "Nowhere"}, "Not a valid choice"),
        ({"sides": ["mentee"], "by": "emails"}, "Paste at least one e-mail address."),
        ({"sides": ["mentee"], "by": "emails", "emails": "a@x.example b@x.example"}, "2 addresses belong to nobody"),
        (
            {"sides": ["mentee"], "by": "emails", "emails": "a@x.example leila@northmere.example"},
            "This address belongs",
        ),
        ({"sides": ["mentee"], "by": "emails", "emails": "a@x.ex " * 2_001}, "At most 2,000 addresses"),
    ],
)
@pytest.mark.usefixtures("people")
def test_a_choice_that_is_none_chooses_nobody(
    session: Session, signed_in: PageClient, cohort: Cohort, fields: dict[str, object], sentence: str
) -> None:
    answer = choose(signed_in, cohort, **fields)

    assert answer.status_code == 422  # type: ignore[attr-defined]  # a response
    assert sentence in answer.text  # type: ignore[attr-defined]  # the same
    assert stands(session) == []


def test_whoever_is_in_left_or_cannot_be_written_to_is_left_out(
    session: Session, signed_in: PageClient, cohort: Cohort, people: dict[str, Person]
) -> None:
    mentee(cohort, people["priya"])
    somebody("Sam No Address", external_id="N-1")
    with transaction():
        mark_left(session.merge(people["leila"]), actor=None)

    choose(signed_in, cohort, sides=["mentee"], by="everybody")

    assert names(session, "mentee") == ["Noor", "Ruth", "Tomasz"]


def test_choosing_twice_is_the_same_as_once(session: Session, signed_in: PageClient, chosen: Cohort) -> None:
    before = stands(session)

    answer = choose(signed_in, chosen, sides=["mentee"], by="department", department="Finance")

    assert answer.status_code == 422  # type: ignore[attr-defined]  # a response
    assert stands(session) == before


def test_somebody_is_found_by_name_and_chosen(
    session: Session, signed_in: PageClient, cohort: Cohort, leila: Person
) -> None:
    page = url_of(cohort, "/sign-up/choose?q=leila")

    shown = signed_in.get(page).text
    answer = signed_in.submit(
        url_of(cohort, "/sign-up/choose-person"), page=page, person=leila.public_id, side="mentor"
    )

    assert "Choose Leila Haddad as mentor" in shown
    assert answer.status_code == 302
    assert stands(session) == [("Leila", "mentor", "invited")]


def test_the_choice_is_forgotten(session: Session, signed_in: PageClient, chosen: Cohort) -> None:
    signed_in.submit(url_of(chosen, "/sign-up/forget"), page=url_of(chosen, "/sign-up/letters"))

    assert stands(session) == []


def test_invitations_leave_once_sign_up_is_open(
    session: Session, signed_in: PageClient, chosen: Cohort, noor: Person
) -> None:
    launched(signed_in, chosen)
    choose(signed_in, chosen, sides=["mentor"], by="emails", emails=noor.email)
    before = len(mails(session))

    seen = seen_on(signed_in, chosen, "/sign-up/letters")
    first = press(signed_in, chosen, "/sign-up/letters", seen=seen)
    second = press(signed_in, chosen, "/sign-up/letters", seen=seen)

    assert (before, first.status_code, second.status_code) == (3, 302, 409)
    assert ("sign_up_open", "noor") in mails(session)
    assert len(mails(session)) == 4


def test_in_preparation_only_the_launch_sends(session: Session, signed_in: PageClient, chosen: Cohort) -> None:
    answer = press(signed_in, chosen, "/sign-up/letters")

    assert (answer.status_code, "Invitations leave with the launch." in answer.text) == (422, True)
    assert mails(session) == []


def test_somebody_who_had_withdrawn_can_be_invited_anew(
    session: Session, signed_in: PageClient, chosen: Cohort
) -> None:
    launched(signed_in, chosen)
    with transaction():
        for each in session.scalars(select(SignUp)):
            each.state = SignUpState.WITHDRAWN

    choose(signed_in, chosen, sides=["mentee"], by="department", department="Finance")
    press(signed_in, chosen, "/sign-up/letters")

    assert [entry for entry in stands(session) if entry[2] == "invited"] == [
        ("Priya", "mentee", "invited"),
        ("Tomasz", "mentee", "invited"),
    ]
    assert len(mails(session)) == 5


@pytest.mark.parametrize(
    ("phase", "sentence"),
    [
        (Phase.MATCHING, "Open sign-up again, or add latecomers"),
        (Phase.CLOSING, "is closing or has ended"),
        (Phase.CLOSED, "is closing or has ended"),
    ],
)
@pytest.mark.usefixtures("people")
def test_where_nobody_can_be_invited_the_page_says_what_to_do(
    session: Session, signed_in: PageClient, cohort: Cohort, phase: Phase, sentence: str
) -> None:
    with transaction():
        session.merge(cohort).phase = phase

    page = signed_in.get(url_of(cohort, "/sign-up/choose")).text
    answer = signed_in.submit(url_of(cohort, "/sign-up/choose"), page="/cohorts/new", sides="mentee", by="everybody")

    assert (sentence in page, answer.status_code) == (True, 422)
    assert stands(session) == []


@pytest.mark.usefixtures("people")
def test_a_latecomer_is_added_while_the_cohort_runs(session: Session, signed_in: PageClient, cohort: Cohort) -> None:
    with transaction():
        session.merge(cohort).phase = Phase.RUNNING

    choose(signed_in, cohort, sides=["mentee"], by="emails", emails="leila@northmere.example")
    answer = press(signed_in, cohort, "/sign-up/letters")

    assert answer.status_code == 302
    assert mails(session) == [("sign_up_open", "leila")]
    session.rollback()
    deliver()
    assert [letter["To"] for letter in written_letters()] == ["leila@northmere.example"]


def test_an_invitation_to_a_stranger_counts_as_their_way_in(
    session: Session, signed_in: PageClient, chosen: Cohort
) -> None:
    launched(signed_in, chosen)

    session.rollback()
    told = select(Person.name).join(AuditEvent, AuditEvent.object_id == Person.public_id)
    assert sorted(session.scalars(told.where(AuditEvent.kind == "account.invited"))) == ["Leila Haddad", "Tomasz Berg"]
