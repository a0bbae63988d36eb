"""A form that was posted after the sign-in had ended is not lost, and comes back to its own writer only."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy.orm import Session

from app.accounts.carried import MOST_BYTES, Carried
from app.core.clock import now
from app.people.models import Person
from tests.client import PageClient
from tests.factories.accounts import PASSWORD, give_password

LATE = timedelta(minutes=31)
TYPED = {"pronouns": "she/her", "about": "Forecasting, and how I learnt it.\nSlowly.", "time_zone": "Europe/London"}


def carried_in(text: str) -> str:
    found = re.search(r'name="carried" value="([^"]+)"', text)
    assert found, "the page carries no form"
    return found[1]


def sign_in_again(client: PageClient, carried: str, email: str = "amara@example.org") -> str:
    answer = client.submit("/sign-in", email=email, password=PASSWORD, carried=carried)
    return answer.text


def test_a_late_form_is_carried_by_the_sign_in_page_and_sent_after_it(
    client: PageClient, session: Session, amara: Person
) -> None:
    client.sign_in(amara)
    token = client.token("/profile/edit")

    with time_machine.travel(now() + LATE):
        late = client.post("/profile/edit", data={"csrf_token": token, **TYPED})
        page = client.submit("/sign-in", email="amara@example.org", password=PASSWORD, carried=carried_in(late.text))
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text))
        sent = client.post("/profile/edit", data=fields)

    assert late.status_code == 401
    assert "What you typed is kept in this page." in late.text
    assert page.status_code == 200
    assert "What you typed is still here" in page.text
    assert 'action="/profile/edit"' in page.text
    assert sent.status_code in {302, 303}
    session.refresh(amara)
    assert (amara.pronouns, amara.about) == ("she/her", "Forecasting, and how I learnt it.\nSlowly.")


def test_a_late_form_survives_a_mistyped_password(client: PageClient, amara: Person) -> None:
    client.sign_in(amara)
    token = client.token("/profile/edit")

    with time_machine.travel(now() + LATE):
        late = client.post("/profile/edit", data={"csrf_token": token, **TYPED})
        wrong = client.submit("/sign-in", email="amara@example.org", password="no", carried=carried_in(late.text))

        assert wrong.status_code == 422
        assert "What you typed is still here" in sign_in_again(client, carried_in(wrong.text))


def test_a_late_form_is_dropped_when_somebody_else_signs_in(client: PageClient, amara: Person, bruno: Person) -> None:
    give_password(bruno)
    client.sign_in(amara)
    token = client.token("/profile/edit")

    with time_machine.travel(now() + LATE):
        late = client.post("/profile/edit", data={"csrf_token": token, **TYPED})
        answer = client.submit("/sign-in", email="bruno@example.org", password=PASSWORD, carried=carried_in(late.text))

    assert answer.status_code == 303
    assert "she/her" not in answer.text


def test_passwords_and_tokens_are_never_carried(client: PageClient, amara: Person) -> None:
    client.sign_in(amara)
    token = client.token("/password")

    with time_machine.travel(now() + LATE):
        late = client.post(
            "/password", data={"csrf_token": token, "current_password": PASSWORD, "password": "another four words"}
        )

    assert late.status_code == 303
    assert "carried" not in late.text


def test_more_than_100_kb_is_not_carried(client: PageClient, amara: Person) -> None:
    client.sign_in(amara)
    token = client.token("/profile/edit")

    with time_machine.travel(now() + LATE):
        late = client.post("/profile/edit", data={"csrf_token": token, "about": "a" * (MOST_BYTES + 1)})

    assert (late.status_code, late.location) == (303, "/sign-in")


def test_what_was_changed_on_the_way_is_dropped(app_context: None) -> None:
    packed = Carried("/profile/edit", "abc", [("about", "x")]).pack()

    assert packed is not None
    assert Carried.unpack(packed) == Carried("/profile/edit", "abc", [("about", "x")])
    assert Carried.unpack(packed.swapcase()) is None
    assert Carried.unpack("") is None
    with time_machine.travel(now() + timedelta(hours=25)):
        assert Carried.unpack(packed) is None


def test_a_form_from_another_site_is_not_carried(client: PageClient, amara: Person) -> None:
    client.sign_in(amara)

    answer = client.post("/profile/edit", data=TYPED, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 400
    assert "she/her" not in answer.text


def test_somebody_who_was_never_signed_in_is_sent_to_sign_in(client: PageClient, amara: Person) -> None:
    answer = client.post("/profile/edit", data=TYPED)

    assert (answer.status_code, answer.location) == (303, "/sign-in")


def test_somebody_who_has_left_gets_nothing_back(client: PageClient, session: Session, amara: Person) -> None:
    client.sign_in(amara)
    amara.state = type(amara.state).LEFT
    session.commit()

    answer = client.post("/profile/edit", data=TYPED)

    assert answer.status_code == 303


def test_a_stale_token_shows_what_was_typed_and_a_button_sends_it(
    client: PageClient, session: Session, amara: Person
) -> None:
    client.sign_in(amara)

    page = client.post("/profile/edit", data={"csrf_token": "stale", **TYPED})
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text))
    sent = client.post("/profile/edit", data=fields)

    assert page.status_code == 400
    assert "What you typed is kept below." in page.text
    assert sent.status_code in {302, 303}
    session.refresh(amara)
    assert amara.pronouns == "she/her"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_what_was_typed_is_shown_as_text(client: PageClient, amara: Person, text: str) -> None:
    client.sign_in(amara)

    page = client.post("/profile/edit", data={"about": text, text: "x"})

    assert text not in page.text
    assert "&lt;" in page.text


def test_a_page_that_asks_by_itself_is_led_to_sign_in(client: PageClient, amara: Person) -> None:
    asks = {"HX-Request": "true", "HX-Current-URL": "http://localhost/sign-ins"}

    answer = client.get("/sign-ins", headers=asks)

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/sign-in?next=/sign-ins")


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x1b", "\x7f", "\x85", "\ufdd0", "\uffff"])
def test_what_no_page_may_hold_is_not_shown_again(client: PageClient, amara: Person, character: str) -> None:
    client.sign_in(amara)

    page = client.post("/profile/edit", data={"about": f"before{character}after", f"od{character}d": "x"})

    assert page.status_code == 400
    assert "before\ufffdafter" in page.text
