"""What every answer carries: the exact headers, on pages, errors and static files."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError

from app import create_app
from app.core.config import Config
from app.core.db import db
from tests.client import PageClient

EXPECTED = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
HSTS = "Strict-Transport-Security"


@pytest.mark.parametrize("path", ["/sign-in", "/no-such-page", "/static/tokens.css", "/static/nothing.css", "/"])
def test_every_answer_carries_the_same_headers(client: PageClient, path: str) -> None:
    response = client.get(path)

    assert {name: response.headers.get(name) for name in EXPECTED} == EXPECTED
    assert HSTS not in response.headers


def test_an_https_installation_asks_browsers_to_stay_with_it(tmp_path: Path) -> None:
    config = Config(
        base_url="https://mentoring.example.org", database_url=f"sqlite:///{tmp_path / 'a.sqlite3'}", instance=tmp_path
    )
    response = create_app(config).test_client().get("/static/tokens.css", buffered=True)

    assert response.headers[HSTS] == "max-age=31536000; includeSubDomains"


@pytest.mark.parametrize("method", ["TRACE", "PUT", "PATCH", "DELETE"])
def test_a_method_that_no_view_knows_is_refused(client: PageClient, method: str) -> None:
    response = client.open("/sign-in", method=method)

    assert response.status_code == 405


def test_a_body_that_is_too_large_is_refused_kindly(client: PageClient) -> None:
    response = client.post("/sign-in", data={"email": "x" * 1_100_000})

    assert response.status_code == 413


def test_a_form_with_too_many_parts_is_refused(client: PageClient) -> None:
    response = client.post(
        "/sign-in", data={f"field{n}": "x" for n in range(2_100)}, content_type="multipart/form-data"
    )

    assert response.status_code == 413


def test_a_form_without_its_token_is_refused_and_changes_nothing(client: PageClient) -> None:
    response = client.post("/sign-in", data={"email": "ada@example.org", "password": "x"})

    assert response.status_code == 400


def test_pages_of_somebody_signed_out_are_not_kept(client: PageClient) -> None:
    assert client.get("/sign-in").headers["Cache-Control"] == "no-store"


def test_static_files_are_kept_for_a_year(app: Flask) -> None:
    response = app.test_client().get("/static/tokens.css")

    assert "max-age=31536000" in response.headers["Cache-Control"]


def test_a_form_that_could_not_be_stored_hands_back_the_words_but_nothing_that_opens_a_door(app: Flask) -> None:
    typed = {"reason": "She has run plants through worse.", "password": "correct horse battery"}

    with app.test_request_context("/", method="POST", data=typed):
        try:
            db.session.execute(text("SELECT nothing FROM no_such_table"))
        except DBAPIError as error:
            away = OperationalError("", {}, error).with_traceback(error.__traceback__)
            answer = app.make_response(app.handle_user_exception(away))

    page = answer.get_data(as_text=True)
    assert answer.status_code == 503
    assert (typed["reason"] in page, typed["password"] in page) == (True, False)
