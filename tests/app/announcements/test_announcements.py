"""Letters of administrators: previewed, sent once, escaped, and never to the wrong people."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.announcements.models import Announcement
from app.cohorts.audiences import audiences
from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.core.audit import AuditEvent
from app.core.clock import now
from app.core.outbox import OutboxMail, deliver
from app.core.transactions import transaction
from app.people.models import Person
from app.sign_up.models import SignUp
from programs.phases import Phase
from tests.app.cohorts.conftest import counted
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee
from tests.factories.people import person as somebody
from tests.letters import words_of, written_letters

TYPED = {"audience": "mentees", "subject": "Our first week", "words": "Welcome.\nAll of you.\n\nSee https://x.example"}


def preview(client: PageClient, cohort: Cohort, **changes: str) -> TestResponse:
    url = f"/cohorts/{cohort.public_id}/letters"
    return client.submit(f"{url}/preview", page=f"{url}/new", **TYPED | changes)


def key_in(answer: TestResponse) -> str:
    found = re.search(r'name="key" value="([^"]+)"', answer.text)
    assert found is not None
    return found[1]


def send(client: PageClient, cohort: Cohort, key: str, **changes: str) -> TestResponse:
    url = f"/cohorts/{cohort.public_id}/letters"
    return client.submit(f"{url}/send", page=f"{url}/new", key=key, **TYPED | changes)


def recipients(session: Session) -> list[str]:
    session.rollback()
    return sorted(session.scalars(select(OutboxMail.recipient)))


def test_a_preview_says_who_and_what_and_sends_nothing(session: Session, signed_in: PageClient, cohort: Cohort) -> None:
    answer = preview(signed_in, cohort)

    assert "2 people would read this." in answer.text
    assert "Priya Raman, Tomasz Berg." in answer.text
    assert "Dear Priya," in answer.text
    assert "Leila" not in answer.text.split("<main")[1]
    assert (recipients(session), session.scalars(select(Announcement)).all()) == ([], [])


def test_what_was_previewed_is_what_is_read(session: Session, signed_in: PageClient, cohort: Cohort) -> None:
    shown = preview(signed_in, cohort)

    answer = send(signed_in, cohort, key_in(shown))

    session.rollback()
    deliver()
    letters = {letter["To"]: letter for letter in written_letters()}
    assert answer.status_code == 302
    assert sorted(letters) == ["priya.raman@northmere.example", "tomasz.berg@northmere.example"]
    letter = letters["priya.raman@northmere.example"]
    said = re.search(r'as-typed mb-0">(.*?)</p>', shown.text, re.DOTALL)
    assert said is not None
    assert said[1].split() == words_of(letter).split()
    assert (letter["Subject"], letter["Reply-To"]) == ("Our first week", "ruth@northmere.example")
    assert "Ruth Baptiste" in words_of(letter)
    assert "List-Unsubscribe" not in letter


def test_a_double_click_sends_once_and_keeps_the_text(session: Session, signed_in: PageClient, cohort: Cohort) -> None:
    key = key_in(preview(signed_in, cohort))

    first, second = send(signed_in, cohort, key), send(signed_in, cohort, key)

    assert (first.status_code, second.status_code) == (302, 409)
    assert "left at" in second.text
    assert "See https://x.example" in second.text
    assert len(recipients(session)) == 2


def test_two_windows_with_the_same_letter_send_it_once(session: Session, signed_in: PageClient, cohort: Cohort) -> None:
    keys = [key_in(preview(signed_in, cohort)) for _ in range(2)]

    answers = [send(signed_in, cohort, key).status_code for key in keys]

    assert answers == [302, 409]
    assert len(recipients(session)) == 2


def test_another_letter_leaves_too(session: Session, signed_in: PageClient, cohort: Cohort) -> None:
    for subject in ("One", "Two"):
        send(signed_in, cohort, key_in(preview(signed_in, cohort, subject=subject)), subject=subject)

    assert len(recipients(session)) == 4


def test_other_people_by_now_are_looked_at_first(session: Session, signed_in: PageClient, cohort: Cohort) -> None:
    key = key_in(preview(signed_in, cohort))
    mentee(cohort, "Late Comer")

    answer = send(signed_in, cohort, key)

    assert answer.status_code == 409
    assert "now it would go to 3 people" in answer.text
    assert recipients(session) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"audience": ""}, "Choose whom you write to."),
        ({"audience": "nobody-knows"}, "Not a valid choice"),
        ({"audience": "not-signed-up"}, "Nobody is in this group now."),
        ({"subject": " "}, "Write something here."),
        ({"subject": "x" * 121}, "At most 120 characters"),
        ({"words": " \n "}, "Write something here."),
        ({"words": "x" * 4_001}, "At most 4000 characters"),
        ({"words": "a\x00b"}, "cannot be shown"),
    ],
)
def test_a_letter_that_is_none_is_refused_with_its_text_kept(
    session: Session, signed_in: PageClient, cohort: Cohort, changes: dict[str, str], sentence: str
) -> None:
    answer = preview(signed_in, cohort, **changes)

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert ("subject" in changes) or "Our first week" in answer.text
    assert recipients(session) == []


def test_words_are_words(session: Session, signed_in: PageClient, cohort: Cohort) -> None:
    odd = "<script>alert(1)</script> {{ 7*7 }} %(name)s 🌊"
    key = key_in(preview(signed_in, cohort, subject=odd, words=odd))

    send(signed_in, cohort, key, subject=odd, words=odd)

    session.rollback()
    deliver()
    letter = written_letters()[-1]
    html = letter.get_body(("html",))
    assert html is not None
    assert "<script>" not in html.get_content()
    assert odd in words_of(letter)
    stored = session.scalars(select(Announcement.public_id)).one()
    assert "<script>alert" not in signed_in.get(f"/cohorts/letters/{stored}").text


def test_a_cohort_in_preparation_is_written_to_by_nobody(session: Session, signed_in: PageClient, ruth: Person) -> None:
    draft = cohort_of(ruth, phase=Phase.DRAFT)
    mentee(draft, "Priya Raman")

    answer = preview(signed_in, draft)

    assert (answer.status_code, "Nobody has been told" in answer.text) == (422, True)


def test_each_group_holds_its_people(session: Session, cohort: Cohort) -> None:
    gone = mentee(cohort, "Gone Away")
    invited = somebody("Invited Only", email="invited@northmere.example")
    chosen = somebody("Chosen Only", email="chosen@northmere.example")
    with transaction():
        session.merge(gone).state = EnrolmentState.WITHDRAWN
        session.add(SignUp(cohort_id=cohort.id, person_id=invited.id, side=Side.MENTEE, invited_at=now()))
        session.add(SignUp(cohort_id=cohort.id, person_id=chosen.id, side=Side.MENTOR))

    found = {each.name: [person.first_name for person in session.scalars(each.people(cohort))] for each in audiences()}

    assert found["all"] == ["Leila", "Priya", "Tomasz"]
    assert (found["mentees"], found["mentors"]) == (["Priya", "Tomasz"], ["Leila"])
    assert found["not-signed-up"] == ["Invited"]


def test_somebody_who_leaves_before_the_letter_does_gets_none(
    session: Session, signed_in: PageClient, cohort: Cohort
) -> None:
    send(signed_in, cohort, key_in(preview(signed_in, cohort)))
    with transaction():
        session.execute(update(Person).where(Person.name == "Priya Raman").values(state="left"))

    deliver()

    assert [letter["To"] for letter in written_letters()] == ["tomasz.berg@northmere.example"]


def test_the_list_and_its_file_tell_what_was_sent(session: Session, signed_in: PageClient, cohort: Cohort) -> None:
    send(signed_in, cohort, key_in(preview(signed_in, cohort)))
    url = f"/cohorts/{cohort.public_id}/letters"

    page = signed_in.get(url).text
    file = signed_in.submit(f"{url}.csv", page=url)

    assert "One letter was sent." in page
    assert (file.status_code, file.mimetype) == (200, "text/csv")
    assert '"Our first week","Mentees",2,"Ruth Baptiste"' in file.text
    session.rollback()
    kinds = session.scalars(select(AuditEvent.kind).where(AuditEvent.kind.like("cohort.%")).order_by(AuditEvent.id))
    assert list(kinds)[-2:] == ["cohort.written_to", "cohort.letters_exported"]


@pytest.mark.parametrize("path", ["/letters", "/letters/new"])
def test_only_those_who_run_the_cohort_write(
    client: PageClient, session: Session, cohort: Cohort, ruth: Person, noor: Person, path: str
) -> None:
    priya = session.scalars(select(Person).join(Enrolment, Enrolment.person_id == Person.id).limit(1)).one()

    answers = []
    for who in (ruth, noor, priya):
        client.sign_in(who)
        answers.append(client.get(f"/cohorts/{cohort.public_id}{path}").status_code)

    assert answers == [200, 404, 403]


def test_the_list_costs_the_same_queries_for_any_length(
    session: Session, signed_in: PageClient, cohort: Cohort
) -> None:
    url = f"/cohorts/{cohort.public_id}/letters"
    costs = []
    for count in (1, 5):
        for number in range(count):
            send(
                signed_in,
                cohort,
                key_in(preview(signed_in, cohort, subject=f"{count}.{number}")),
                subject=f"{count}.{number}",
            )
        signed_in.get(url)
        with counted() as asked:
            signed_in.get(url)
        costs.append(len(asked))

    assert costs == [6, 6]
