"""The page of a pair, and what its two people can do there."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from time_machine import travel

from app.core.audit import AuditEvent
from app.core.clock import now, today
from app.core.outbox import OutboxMail, deliver
from app.pairings.models import Ending, Pairing, PairingState
from app.pairings.services import note_first_met, note_wrote
from app.people.models import Person
from programs.phases import Phase
from tests.app.pairings.conftest import again
from tests.client import PageClient
from tests.factories.people import person
from tests.letters import words_of, written_letters


def page(client: PageClient, who: Person, pair: Pairing) -> str:
    """The pair’s page as somebody sees it."""
    client.sign_in(who)
    return client.get(f"/pairs/{pair.public_id}").text


def words_in(html: str) -> str:
    """What is read: an address may hold any digits."""
    return re.sub(r"<[^>]*>", " ", html)


def test_both_see_who_and_why_in_words(client: PageClient, pair: Pairing, priya: Person, leila: Person) -> None:
    for_mentee, for_mentor = page(client, priya, pair), page(client, leila, pair)

    assert "Leila Haddad is your mentor." in for_mentee
    assert "Priya Raman is your mentee." in for_mentor
    for text in (for_mentee, for_mentor):
        assert "Leila can teach contract law, which Priya wants to learn." in text
        assert "45" not in words_in(text.split("<main")[1].split("<footer")[0]).replace("45 minutes", "")
        assert "Ruth Baptiste" in text
    assert "mailto:leila.haddad@northmere.example" in for_mentee


def test_the_mentor_is_asked_to_write_first(client: PageClient, pair: Pairing, priya: Person, leila: Person) -> None:
    for_mentor, for_mentee = page(client, leila, pair), page(client, priya, pair)

    assert "Please write to Priya first." in for_mentor
    assert for_mentor.count("Open in your mail: ") == 3
    assert "It is Leila’s turn." in for_mentee
    assert "I have written" not in for_mentee


def test_writing_makes_it_the_mentees_turn(client: PageClient, pair: Pairing, priya: Person, leila: Person) -> None:
    client.sign_in(leila)

    answer = client.submit(f"/pairs/{pair.public_id}/written", page=f"/pairs/{pair.public_id}")

    assert answer.status_code == 302
    assert again(pair).wrote_at is not None
    assert "It is Priya’s turn." in page(client, leila, pair)
    assert "Leila has written to you." in page(client, priya, pair)


def test_only_the_mentor_can_have_written_first(client: PageClient, pair: Pairing, priya: Person) -> None:
    client.sign_in(priya)

    answer = client.submit(f"/pairs/{pair.public_id}/written", page=f"/pairs/{pair.public_id}/end")

    assert answer.status_code == 403
    assert again(pair).wrote_at is None


@pytest.mark.parametrize("address", ["", "/end", "/not-this-one"])
def test_a_pair_is_nobody_elses(client: PageClient, pair: Pairing, ruth: Person, address: str) -> None:
    for stranger in (ruth, person("Somebody Else")):
        client.sign_in(stranger)

        assert client.get(f"/pairs/{pair.public_id}{address}").status_code == 404


@pytest.mark.parametrize("side", ["mentee", "mentor"])
def test_not_this_one_parts_two_without_a_reason(
    session: Session, client: PageClient, pair: Pairing, side: str
) -> None:
    who, other = (pair.mentee, pair.mentor) if side == "mentee" else (pair.mentor, pair.mentee)
    client.sign_in(who.person)

    answer = client.submit(f"/pairs/{pair.public_id}/not-this-one")

    assert answer.status_code == 302
    ended = again(pair)
    assert (ended.state, ended.ending, ended.seat_id) == (PairingState.ENDED, Ending.NOT_THIS_ONE, None)
    mails = session.scalars(select(OutboxMail).order_by(OutboxMail.id)).all()
    assert [(mail.kind, mail.recipient) for mail in mails] == [("pair_ended", other.person.email)]
    (event,) = session.scalars(select(AuditEvent).where(AuditEvent.kind == "pairing.ended"))
    assert event.object_id == pair.public_id


def test_not_this_one_is_over_after_its_days(client: PageClient, pair: Pairing, priya: Person) -> None:
    client.sign_in(priya)
    token = client.token(f"/pairs/{pair.public_id}/not-this-one")

    with travel(now() + timedelta(days=8), tick=False):
        client.sign_in(priya)
        answer = client.post(f"/pairs/{pair.public_id}/not-this-one", data={"csrf_token": token})

    assert answer.status_code in {400, 422}
    assert again(pair).is_open


def test_a_late_not_this_one_is_told_how_it_goes_on(
    session: Session, client: PageClient, pair: Pairing, priya: Person
) -> None:
    session.get_one(Pairing, pair.id).objection_until = today() - timedelta(days=1)
    session.commit()
    client.sign_in(priya)

    answer = client.submit(f"/pairs/{pair.public_id}/not-this-one", page=f"/pairs/{pair.public_id}/end")

    assert answer.status_code == 422
    assert "You can end the pair at any time instead." in answer.text
    assert again(pair).is_open


def test_ending_tells_the_other_in_neutral_words(client: PageClient, pair: Pairing, leila: Person) -> None:
    client.sign_in(leila)

    client.submit(f"/pairs/{pair.public_id}/end")
    deliver()

    (letter,) = written_letters()
    text = words_of(letter)
    assert letter["To"] == "priya.raman@northmere.example"
    assert "Your pair with Leila Haddad in “Autumn 2026” has ended." in " ".join(text.split())
    assert "nobody is asked for one" in text
    assert "Ruth Baptiste" in text


def test_ending_twice_is_a_conflict_and_one_letter(
    session: Session, client: PageClient, pair: Pairing, leila: Person
) -> None:
    client.sign_in(leila)
    token = client.token(f"/pairs/{pair.public_id}/end")
    client.post(f"/pairs/{pair.public_id}/end", data={"csrf_token": token})

    answer = client.post(f"/pairs/{pair.public_id}/end", data={"csrf_token": token})

    assert answer.status_code == 409
    assert "has ended already" in answer.text
    assert len(session.scalars(select(OutboxMail)).all()) == 1


def test_an_ended_pair_stays_theirs_in_neutral_words(
    client: PageClient, pair: Pairing, priya: Person, leila: Person
) -> None:
    client.sign_in(priya)
    client.submit(f"/pairs/{pair.public_id}/end")

    for_mentor = page(client, leila, pair)

    assert "This pair has ended." in for_mentor
    assert "Your seat is free again" in for_mentor
    assert "priya.raman@northmere.example" not in for_mentor
    assert client.get(f"/pairs/{pair.public_id}/end").status_code == 302


def test_the_road_leads_from_the_first_letter_to_the_last_talk(
    session: Session, client: PageClient, pair: Pairing, priya: Person
) -> None:
    before = page(client, priya, pair)
    row = session.get_one(Pairing, pair.id)
    note_wrote(row)
    note_first_met(row, today())
    session.commit()

    after = page(client, priya, pair)

    assert '<li class="is-here"><b>First letter</b>' in before
    assert '<li class="is-here"><b>On your way</b>' in after
    assert "turn" not in after.split("<main")[1].split('id="road"')[0].lower().replace("return", "")


def test_a_pair_of_a_draft_is_shown_to_nobody(
    session: Session, client: PageClient, pair: Pairing, priya: Person
) -> None:
    session.get_one(Pairing, pair.id).cohort.phase = Phase.DRAFT
    session.commit()
    client.sign_in(priya)

    assert client.get(f"/pairs/{pair.public_id}").status_code == 404
