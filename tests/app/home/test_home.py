"""“What should I do now?” for each kind of person."""

from __future__ import annotations

import pytest
import time_machine
from flask import Flask
from sqlalchemy import Engine, event

from app.core.db import db
from tests.client import PageClient
from tests.world import Who, Whose, World, build_world

HEADINGS = {
    Who.ADMINISTRATOR: "Cohorts you run",
    Who.MENTEE: "This cohort",
    Who.MENTOR: "This cohort",
}


@pytest.fixture
def world(app: Flask) -> World:
    with app.app_context():
        return build_world(db.session())


def test_home_sends_somebody_signed_out_to_sign_in(client: PageClient) -> None:
    response = client.get("/")

    assert (response.status_code, response.location) == (303, "/sign-in")


@pytest.mark.parametrize("who", list(HEADINGS))
def test_home_says_what_is_this_persons(client: PageClient, world: World, who: Who) -> None:
    client.sign_in(world[who])

    page = client.get("/").text

    assert f">{HEADINGS[who]}</h2>" in page


def test_home_expects_nothing_of_somebody_who_takes_part_in_nothing(client: PageClient, world: World) -> None:
    client.sign_in(world[Who.EMPLOYEE])

    page = client.get("/").text

    assert "nothing is expected of you" in page
    assert "Open to you" in page
    assert ">This cohort</h2>" not in page


def test_home_tells_no_administrator_of_a_cohort_that_is_not_theirs(client: PageClient, world: World) -> None:
    client.sign_in(world[Who.OTHER_ADMINISTRATOR])

    page = client.get("/").text

    parameters = world.parameters
    assert f'href="/cohorts/{parameters[Whose.FOREIGN]["cohort_id"]}"' in page
    assert f'href="/cohorts/{parameters[Whose.OWN]["cohort_id"]}"' not in page


@pytest.mark.parametrize(("utc_hour", "greeting"), [(5, "Good morning"), (12, "Good afternoon"), (18, "Good evening")])
def test_home_greets_by_the_clock_where_the_person_works(
    client: PageClient, world: World, utc_hour: int, greeting: str
) -> None:
    with time_machine.travel(f"2030-06-04T{utc_hour:02}:30:00+00:00", tick=False):
        client.sign_in(world[Who.EMPLOYEE])

        page = client.get("/").text

    assert f"{greeting}, Employee." in page


def test_home_shows_one_thing_to_do_at_most(client: PageClient, world: World) -> None:
    for who in list(Who)[1:]:
        client.sign_in(world[who])

        assert client.get("/").text.count("next-turn") <= 1, who


@pytest.mark.parametrize(("who", "questions"), [(Who.ADMINISTRATOR, 15), (Who.MENTEE, 22), (Who.MENTOR, 17)])
def test_home_asks_few_questions_of_the_database(client: PageClient, world: World, who: Who, questions: int) -> None:
    client.sign_in(world[who])
    client.get("/")
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    page = client.get("/")
    event.remove(Engine, "before_cursor_execute", note)

    assert page.status_code == 200
    assert len(sent) == questions
