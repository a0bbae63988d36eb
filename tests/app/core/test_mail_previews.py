"""Letters can be looked at while developing, and looking writes nothing."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.models import OneTimeToken
from app.accounts.services import invite
from app.core.transactions import transaction
from tests.client import PageClient
from tests.factories.people import person


@pytest.fixture
def invited(session: Session) -> None:
    """Somebody has an invitation."""
    somebody = person(email="amara@northmere.example")
    with transaction():
        invite(somebody, actor=somebody)


def test_every_kind_of_letter_is_listed(client: PageClient, invited: None) -> None:
    page = client.get("/style-guide/letters").text

    assert "/style-guide/letters/invitation/html" in page
    assert "password_changed" in page


def test_letter_is_shown_in_text_and_html_and_its_link_is_taken_back(
    client: PageClient, session: Session, invited: None
) -> None:
    text = client.get("/style-guide/letters/invitation/text")
    html = FlaskClient(client.application).get("/style-guide/letters/invitation/html")

    session.rollback()
    assert "Subject: Your way in to mentoring" in text.text
    assert "<h1" in html.text
    assert "'unsafe-inline'" in html.headers["Content-Security-Policy"]
    assert session.scalar(select(func.count()).select_from(OneTimeToken)) == 0


@pytest.mark.parametrize("kind", ["reset", "no-such-kind"])
def test_letter_without_an_occasion_is_no_page(client: PageClient, kind: str) -> None:
    assert client.get(f"/style-guide/letters/{kind}/text").status_code == 404
