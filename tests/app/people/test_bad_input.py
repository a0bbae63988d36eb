"""Whatever is typed: a sentence or the text itself, shown safely; never a 500."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.people.models import Person
from tests.client import PageClient
from tests.factories.people import loaded

ODD = {
    "long": "x" * 30_000,
    "nul": "Ana\x00Silva",
    "emoji": "Zoë 👩🏽‍🚀",
    "right to left": "نور صالح",
    "override": "abc\u202edcba",
    "script": "<script>alert(1)</script>",
    "quote": "Robert'); DROP TABLE person;--",
    "combining": "a" + "\u0301" * 200,
    "template": "{{ 7 * 7 }}{% raw %}",
    "percent": "%(name)s %s %d",
    "zero width": "\u200b\u200d",
    "ligature": "ﷺ" * 100,
    "line ends": "a\r\nb\nc",
}
# Together and apart: a field alone reaches the service when all others are right.
FORMS = {
    "/profile/edit": ["pronouns languages time_zone about", "about"],
    "/profile/appearance": ["theme"],
    "/profile/skills": ["find pending add remove", "pending save"],
    "/profile/skills/propose": ["name level", "name"],
    "/people/new": ["name email external_id job_title site time_zone level start_on state", "name job_title"],
}


@pytest.mark.parametrize("path", FORMS)
def test_no_form_breaks_on_odd_text(client: PageClient, session: Session, ruth: Person, path: str) -> None:
    client.sign_in(ruth)
    right = {"csrf_token": client.token(path), "name": "Ana", "state": "active", "level": "4"}

    answers = {
        (name, fields): client.post(path, data={**right, **dict.fromkeys(fields.split(), text)}).status_code
        for name, text in ODD.items()
        for fields in FORMS[path]
    }

    assert {row: status for row, status in answers.items() if status not in {302, 422}} == {}


@pytest.mark.parametrize("path", ["/people", "/people/{}/lines", "/profile/skills"])
def test_no_search_breaks_on_odd_text(client: PageClient, ruth: Person, amara: Person, path: str) -> None:
    client.sign_in(ruth)
    path = path.format(amara.public_id)

    answers = {name: client.get(path, query_string={"q": text[:2_000], "add": text}) for name, text in ODD.items()}

    # An address with a NUL in it is no address at all.
    statuses = {name: answer.status_code for name, answer in answers.items()}
    assert statuses == {name: 400 if name == "nul" else 200 for name in ODD}
    assert not any("<script>alert" in answer.text for answer in answers.values())


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7 * 7 }}", "نور صالح", "Zoë 👩🏽‍🚀"])
def test_odd_names_are_shown_as_they_were_typed(
    client: PageClient, session: Session, ruth: Person, amara: Person, text: str
) -> None:
    client.sign_in(ruth)
    path = f"/people/{amara.public_id}"

    client.submit(f"{path}/edit", name=text, state="active")
    page = client.get(path)

    assert (loaded(amara).name, page.status_code) == (text, 200)
    assert "<script>alert" not in page.text
    assert "49" not in page.text.split("<h1", 1)[1].split("</h1>", 1)[0]


@pytest.mark.parametrize("boss", ["", "0123456789abcdef", "x" * 50, "\x00", "<script>"])
def test_no_step_on_reporting_lines_breaks(
    client: PageClient, session: Session, ruth: Person, amara: Person, boss: str
) -> None:
    client.sign_in(ruth)
    path = f"/people/{amara.public_id}/lines"
    token = client.token(path)

    statuses = {
        client.post(path, data={"csrf_token": token, "step": step, "boss": boss}).status_code
        for step in ("", "manager", "add-dotted", "end-dotted", "fire", "\x00")
    }

    assert statuses == {422}
    assert loaded(amara).manager_id is None


def test_lines_are_drawn_step_by_step(
    client: PageClient, session: Session, ruth: Person, amara: Person, noor: Person
) -> None:
    client.sign_in(ruth)
    path = f"/people/{amara.public_id}/lines"

    drawn = client.submit(path, page=f"{path}?q=noor", step="manager", boss=noor.public_id)
    own = client.submit(path, step="manager", boss=amara.public_id)
    circle = client.submit(f"/people/{noor.public_id}/lines", step="manager", boss=amara.public_id)

    assert (drawn.status_code, own.status_code, circle.status_code) == (302, 422, 422)
    assert "Amara Okafor reports to Noor Saleh" in circle.text
    assert loaded(amara).manager_id == noor.id
