"""One click signs in as a role, in the demonstration only; and what changes under https."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app import create_app
from app.accounts.demonstration import Face
from app.core.config import Config, ConfigError, Environment
from app.core.db import db
from app.core.transactions import transaction
from app.people.models import Appointment, Person, Role
from app.people.queries import person_by_email
from tests.client import PageClient

SECRET = "a-secret-that-only-tests-know-of-0123456789"


def application(folder: Path, **settings: Any) -> Flask:
    config = Config(env=Environment.TEST, instance=folder, secret_key=SECRET, base_url="http://localhost")
    app = create_app(replace(config, **settings))
    app.test_client_class = PageClient
    with app.app_context():
        db.create_all()
        with transaction() as session:
            person = Person(name="Ruth Baptiste", email="ruth@example.org")
            person.appointments.append(Appointment(role=Role.ADMINISTRATOR))
            session.add(person)
    return app


def offer(monkeypatch: pytest.MonkeyPatch) -> None:
    """One face, in place of those that the demonstration company hands in."""
    face = Face("one", 1, "Administrator", "Runs it.", lambda: person_by_email("ruth@example.org"))
    monkeypatch.setattr("app.accounts.demonstration.FACES", {"one": face})


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    app = application(tmp_path, demo=True)
    offer(monkeypatch)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def visitor(demo: Flask) -> PageClient:
    client = demo.test_client()
    assert isinstance(client, PageClient)
    return client


def test_one_click_signs_in_as_a_role(visitor: PageClient) -> None:
    listed = visitor.get("/demonstration")
    answer = visitor.submit("/demonstration", face="one")
    page = visitor.get("/password")

    assert "Sign in as Ruth Baptiste, Administrator" in listed.text
    assert answer.status_code == 303
    assert page.status_code == 200
    assert "This is a demonstration. The people are invented." in page.text


def test_a_face_that_is_not_offered_is_nobody(visitor: PageClient) -> None:
    answer = visitor.submit("/demonstration", face="amara")

    assert answer.status_code == 404


def test_without_demonstration_there_is_no_such_page(client: PageClient) -> None:
    assert client.get("/demonstration").status_code == 404
    assert not any(rule.endpoint.startswith("demonstration") for rule in client.application.url_map.iter_rules())


def test_production_refuses_to_be_a_demonstration() -> None:
    with pytest.raises(ConfigError, match="ITHACA_DEMO"):
        Config.from_environment(
            {
                "ITHACA_ENV": "production",
                "ITHACA_SECRET_KEY": SECRET,
                "ITHACA_BASE_URL": "https://mentoring.example.org",
                "ITHACA_DEMO": "1",
                "ITHACA_MAIL": "smtp",
            }
        )


def test_under_https_cookies_belong_to_this_host_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = application(tmp_path, demo=True, base_url="https://mentoring.example.org")
    offer(monkeypatch)
    client = app.test_client()
    site = {"base_url": "https://mentoring.example.org", "headers": {"Sec-Fetch-Site": "same-origin"}}

    page = client.get("/demonstration", **site)
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    answer = client.post("/demonstration", data={"csrf_token": token, "face": "one"}, **site)

    cookies = answer.headers.getlist("Set-Cookie")
    names = {each.split("=")[0] for each in cookies}
    assert answer.status_code == 303
    assert names == {"__Host-ithaca", "__Host-ithaca-device", "__Host-ithaca-visitor"}
    assert all("Secure" in each and "HttpOnly" in each and "Domain" not in each for each in cookies)
    with app.app_context():
        db.engine.dispose()
