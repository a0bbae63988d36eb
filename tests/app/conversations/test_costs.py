"""The pages of a room cost the same queries however much was written, those of the keystore counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from flask import Flask
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from app.conversations.models import Room
from app.conversations.pages import pen_for
from app.conversations.services.items import add_point, say_thanks, set_goal, write_letter, write_note
from app.core.organisation import organisation_for_change
from app.core.transactions import transaction
from app.people.models import Person
from tests.app.conversations.test_pages import signed_in

QUERIES = {
    "": 12,
    "/thanks": 10,
    "/notes": 11,
    "/goals": 11,
    "/agenda": 11,
    "/prepare": 11,
    "/agreement": 10,
    "/files": 10,
    "/mine": 10,
    "/search": 6,
    "/ending": 7,
    "/help": 10,
}


def test_pages_of_a_room_cost_the_same_queries_for_any_length(
    app: Flask, session: Session, room: Room, priya: Person, leila: Person
) -> None:
    with transaction():
        organisation_for_change().name = "Northmere"
    url = f"/rooms/{room.public_id}"
    client = signed_in(app, priya)
    write(room, priya, leila, times=1)
    for page in QUERIES:
        client.get(url + page)
    costs = []
    for times in (1, 20):
        write(room, priya, leila, times=times)
        session.rollback()
        costs.append({page: asked(partial(client.get, url + page)) for page in QUERIES})

    assert costs == [QUERIES, QUERIES]


def write(room: Room, *people: Person, times: int) -> None:
    """Each of the two writes so many of everything."""
    with transaction() as session:
        here = session.merge(room)
        for person in map(session.merge, people):
            pen = pen_for(here, person)
            for _time in range(times):
                write_letter(pen, "Thank you.")
                say_thanks(pen, "For the question.")
                add_point(pen, "What next?")
                set_goal(pen, "A forecast", "one\ntwo")
                for each in (pen, pen_for(here, person, own=True)):
                    write_note(each, "", "To remember.")


def asked(ask: Callable[[], object]) -> int:
    """How many questions that asks of content and keystore."""
    with _noted() as sent:
        ask()
    return len(sent)


@contextmanager
def _noted() -> Iterator[list[str]]:
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)
