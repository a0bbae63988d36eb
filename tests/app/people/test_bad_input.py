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


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
@pytest.mark.parametrize("path", FORMS)
def test_no_form_breaks_on_odd_text(client: PageClient, session: Session, ruth: Person, path: str, text: str) -> None:
    client.sign_in(ruth)
    token = client.token(path)

    right = {"csrf_token": token, "name": "Ana", "state": "active", "level": "4"}
    statuses = {
        client.post(path, data={**right, **dict.fromkeys(fields.split(), text)}).status_code for fields in FORMS[path]
    }

    assert statuses <= {302, 422}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_no_search_breaks_on_odd_text(client: PageClient, ruth: Person, amara: Person, text: str) -> None:
    client.sign_in(ruth)
    paths = ("/people", f"/people/{amara.public_id}/lines", "/profile/skills", "/people/export.csv")

    answers = [client.get(path, query_string={"q": text[:2_000], "add": text[:100]}) for path in paths]

    # An address with a NUL in it is no address at all: 400.
    assert [answer.status_code for answer in answers] == [400 if "\x00" in text else 200] * 4
    assert not any("<script>alert" in answer.text for answer in answers[:3])


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


@pytest.mark.parametrize("step", ["", "manager", "add-dotted", "end-dotted", "no-manager", "fire", "\x00"])
@pytest.mark.parametrize("boss", ["", "0123456789abcdef", "x" * 50, "\x00", "<script>"])
def test_no_step_on_reporting_lines_breaks(
    client: PageClient, session: Session, ruth: Person, amara: Person, step: str, boss: str
) -> None:
    client.sign_in(ruth)

    answer = client.submit(f"/people/{amara.public_id}/lines", step=step, boss=boss)

    assert answer.status_code in ({302, 422} if step == "no-manager" else {422})
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
