"""Links that work once: made when the letter leaves, used by a button, renewed to the same mailbox."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.models import OneTimeToken, SignInSession, TokenKind
from app.accounts.queries import has_password
from app.accounts.services import invite, mint
from app.accounts.tokens import digest
from app.core.clock import now
from app.core.db import db
from app.core.errors import RuleBroken
from app.core.outbox import MailState, OutboxMail, deliver
from app.core.transactions import transaction
from app.people.models import Person, PersonState
from tests.client import PageClient
from tests.factories.accounts import PASSWORD, begin, give_password
from tests.letters import words_of, written_letters

NEW = "quite another four words"
LINK = re.compile(r"http://localhost(/links/[\w-]+)")


def link_in_newest_letter(session: Session) -> str:
    """Send what waits, as a worker would, and take the link out of the newest letter."""
    session.commit()
    deliver()
    found = LINK.search(words_of(written_letters()[-1]))
    session.commit()
    assert found, "no link"
    return found[1]


def link_for(session: Session, kind: TokenKind, person: Person) -> str:
    with transaction():
        token = mint(kind, person)
    return f"/links/{token}"


def test_an_invitation_lets_somebody_choose_a_password_and_come_in(
    client: PageClient, session: Session, ruth: Person, bruno: Person
) -> None:
    client.sign_in(ruth)
    client.post(f"/people/{bruno.public_id}/invitation", data={"csrf_token": client.token("/password")})
    client.submit("/sign-out", page="/password")
    path = link_in_newest_letter(session)

    opened = client.get(path)
    accepted = client.submit(path, password=NEW)

    assert "Welcome, Bruno" in opened.text
    assert (accepted.status_code, accepted.location) == (303, "/")
    assert client.get("/password").status_code == 200
    client.submit("/sign-out", page="/password")
    assert client.submit("/sign-in", email="bruno@example.org", password=NEW).status_code == 303


def test_the_key_of_a_link_stands_in_no_table(client: PageClient, session: Session, bruno: Person) -> None:
    client.submit("/first-link", email="bruno@example.org")
    path = link_in_newest_letter(session)

    row = session.scalars(select(OneTimeToken)).one()
    key = path.rsplit("/", 1)[1]
    assert len(key) >= 43
    assert row.token_hash == digest(key)
    assert key not in str(session.scalars(select(OutboxMail.params)).all())


def test_opening_a_link_never_uses_it(client: PageClient, session: Session, bruno: Person) -> None:
    path = link_for(session, TokenKind.INVITATION, bruno)

    answers = [client.get(path).status_code for _ in range(3)] + [client.head(path).status_code]

    assert answers == [200] * 4
    assert session.scalars(select(OneTimeToken.used_at)).one() is None
    assert client.submit(path, password=NEW).status_code == 303


def test_a_link_works_once(client: PageClient, elsewhere: PageClient, session: Session, bruno: Person) -> None:
    path = link_for(session, TokenKind.RESET, bruno)
    token = elsewhere.token(path)
    client.submit(path, password=NEW)

    again = elsewhere.post(path, data={"csrf_token": token, "password": "somebody else’s words"})

    assert again.status_code == 410
    assert elsewhere.get("/password").status_code == 303


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (TokenKind.INVITATION, timedelta(days=13, hours=23), timedelta(days=14, seconds=1)),
        (TokenKind.FIRST_LINK, timedelta(minutes=29), timedelta(minutes=30, seconds=1)),
        (TokenKind.RESET, timedelta(minutes=29), timedelta(minutes=30, seconds=1)),
    ],
)
def test_a_link_lives_as_long_as_its_letter_says(
    client: PageClient, session: Session, bruno: Person, kind: TokenKind, good: timedelta, bad: timedelta
) -> None:
    path = link_for(session, kind, bruno)

    with time_machine.travel(now() + good):
        assert client.get(path).status_code == 200
    with time_machine.travel(now() + bad):
        assert client.get(path).status_code == 410


def test_an_old_link_mails_a_new_one_to_the_same_mailbox(client: PageClient, session: Session, bruno: Person) -> None:
    path = link_for(session, TokenKind.INVITATION, bruno)

    with time_machine.travel(now() + timedelta(days=15)):
        answer = client.submit(f"{path}/new", page=path)
        fresh = link_in_newest_letter(session)
        assert client.submit(fresh, password=NEW).status_code == 303

    assert answer.location == "/link-sent"
    assert session.scalars(select(OutboxMail.recipient)).all() == ["bruno@example.org"]


def test_a_made_up_link_is_answered_kindly(client: PageClient, bruno: Person) -> None:
    answer = client.get("/links/" + "a" * 43)

    assert answer.status_code == 410
    assert "Mail me a new one" not in answer.text


def test_an_invitation_does_nothing_once_there_is_a_password(
    client: PageClient, session: Session, bruno: Person
) -> None:
    path = link_for(session, TokenKind.INVITATION, bruno)
    give_password(bruno)

    assert client.get(path).status_code == 410


@pytest.mark.parametrize("path", ["/first-link", "/forgotten-password"])
def test_asking_for_a_link_is_answered_the_same_for_everybody(
    client: PageClient, session: Session, amara: Person, bruno: Person, path: str
) -> None:
    session.add(Person(name="Gone", email="gone@example.org", state=PersonState.LEFT))
    session.commit()

    names = ("amara", "bruno", "gone", "nobody")
    answers = {client.submit(path, email=f"{name}@example.org").location for name in names}

    to_send = select(OutboxMail.kind, OutboxMail.recipient).where(OutboxMail.state == MailState.WAITING)
    letters = session.execute(to_send.order_by(OutboxMail.id)).all()
    assert answers == {"/link-sent"}
    assert [tuple(row) for row in letters] == [("reset", "amara@example.org"), ("first_link", "bruno@example.org")]


def test_a_reset_ends_every_other_sign_in(
    client: PageClient, elsewhere: PageClient, session: Session, amara: Person
) -> None:
    elsewhere.sign_in(amara)
    client.submit("/forgotten-password", email="amara@example.org")
    path = link_in_newest_letter(session)

    client.submit(path, password=NEW)

    assert elsewhere.get("/password").status_code == 303
    assert client.get("/password").status_code == 200
    assert client.submit("/sign-out", page="/password").status_code == 303
    assert client.submit("/sign-in", email="amara@example.org", password=PASSWORD).status_code == 422


def test_a_weak_password_leaves_the_link_as_it_was(client: PageClient, session: Session, bruno: Person) -> None:
    path = link_for(session, TokenKind.INVITATION, bruno)

    refused = client.submit(path, password="brunokeller1")
    accepted = client.submit(path, password=NEW)

    assert refused.status_code == 422
    assert "close to your name or address" in refused.text
    assert accepted.status_code == 303


def test_a_poisoned_host_reaches_no_letter(client: PageClient, session: Session, bruno: Person) -> None:
    for number, host in enumerate(("evil.example", "localhost:1234", "localhost@evil.example")):
        client.post(
            "/first-link",
            data={"csrf_token": client.token(), "email": "bruno@example.org"},
            headers={"Host": host, "X-Forwarded-Host": "evil.example"},
            environ_base={"REMOTE_ADDR": f"203.0.113.{number}"},
        )
    session.commit()
    deliver()

    words = " ".join(words_of(letter) for letter in written_letters())
    assert "evil" not in words


def test_somebody_who_left_cannot_use_a_link(client: PageClient, session: Session, bruno: Person) -> None:
    path = link_for(session, TokenKind.INVITATION, bruno)
    token = client.token(path)
    bruno.state = PersonState.LEFT
    session.commit()

    answer = client.post(path, data={"csrf_token": token, "password": NEW})

    assert answer.status_code == 410
    assert session.scalar(select(func.count()).select_from(SignInSession)) == 0
    assert not has_password(bruno)


@pytest.mark.parametrize("why", ["left", "no address", "has a password"])
def test_nobody_is_invited_who_cannot_use_it(session: Session, ruth: Person, bruno: Person, why: str) -> None:
    if why == "left":
        bruno.state = PersonState.LEFT
    elif why == "no address":
        bruno.email = None
    session.commit()
    if why == "has a password":
        give_password(bruno)

    with pytest.raises(RuleBroken):
        invite(bruno, actor=ruth)


@pytest.mark.parametrize(("who", "status"), [("amara", 403), ("ruth", 303)])
def test_only_administrators_invite(
    client: PageClient, session: Session, amara: Person, ruth: Person, bruno: Person, who: str, status: int
) -> None:
    client.sign_in({"amara": amara, "ruth": ruth}[who])

    answer = client.post(f"/people/{bruno.public_id}/invitation", data={"csrf_token": client.token("/password")})

    sent = session.scalar(select(func.count()).select_from(OutboxMail))
    assert (answer.status_code, sent) == (status, int(status == 303))


def test_two_who_press_the_button_at_once_get_one_password(
    client: PageClient, elsewhere: PageClient, session: Session, bruno: Person
) -> None:
    path = link_for(session, TokenKind.INVITATION, bruno)
    tokens = client.token(path), elsewhere.token(path)

    answers = [
        browser.post(path, data={"csrf_token": token, "password": f"{NEW} {number}"}).status_code
        for number, (browser, token) in enumerate(zip((client, elsewhere), tokens, strict=True))
    ]

    assert answers == [303, 410]


def test_resetting_forgets_known_devices(client: PageClient, session: Session, amara: Person) -> None:
    begin(amara.id)
    path = link_for(session, TokenKind.RESET, amara)

    client.submit(path, password=NEW)

    live = session.execute(db.text("SELECT count(*) FROM known_device WHERE revoked_at IS NULL")).scalar_one()
    assert live == 1
