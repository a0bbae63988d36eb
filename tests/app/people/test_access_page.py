"""“Who opened what is mine”: in words, mine alone, never that my partner read, and the same queries however long."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.core.access_log import AccessLine, note_access, phrase
from app.core.access_log.writing import note_access_of_many
from app.people.models import Person
from tests.app.people.test_directory import counted
from tests.client import PageClient

READ = phrase("people.test_read", "Read a report about you")
NAMED = phrase("people.test_named", "You named them as a reader")
QUERIES = 5
"""Who is signed in, their roles, whom they manage, the organisation; how many lines, the lines, the names."""


def test_before_anything_happened_the_page_says_so(client: PageClient, amara: Person) -> None:
    client.sign_in(amara)

    page = client.get("/profile/access-log")

    assert "Nobody has." in page.text


def test_lines_about_me_and_about_everybody_are_mine_to_read(
    client: PageClient, session: Session, amara: Person, noor: Person, ruth: Person
) -> None:
    note_access(amara, READ, by=ruth, why=NAMED)
    note_access(None, READ, by=None, why=NAMED)
    note_access(noor, READ, by=amara, why=NAMED)
    client.sign_in(amara)

    page = client.get("/profile/access-log")

    assert page.text.count("Read a report about you") == 2
    assert "Ruth Baptiste" in page.text
    assert "This line was altered" not in page.text


def test_a_line_that_somebody_changed_is_named_as_altered(
    client: PageClient, session: Session, amara: Person, noor: Person, ruth: Person
) -> None:
    note_access(amara, READ, by=ruth, why=NAMED)
    session.flush()
    session.execute(update(AccessLine).values(by_id=noor.public_id))
    client.sign_in(amara)

    page = client.get("/profile/access-log")

    assert "This line was altered" in page.text


def test_a_long_log_costs_the_same_queries(client: PageClient, session: Session, amara: Person, ruth: Person) -> None:
    note_access(amara, READ, by=ruth, why=NAMED)
    client.sign_in(amara)
    client.get("/profile/access-log")

    with counted() as few:
        client.get("/profile/access-log")
    note_access_of_many([amara.public_id], READ, by=ruth, why=NAMED)
    for _each in range(40):
        note_access(amara, READ, by=ruth, why=NAMED)
    session.commit()
    with counted() as many:
        client.get("/profile/access-log")

    asked = [[each for each in sent if each.startswith("SELECT")] for sent in (few, many)]
    assert [len(each) for each in asked] == [QUERIES, QUERIES], asked[1]


def test_taking_the_directory_away_is_told_to_everybody(
    client: PageClient, session: Session, amara: Person, ruth: Person
) -> None:
    client.sign_in(ruth)
    client.submit("/people/export.csv", page="/profile/appearance")
    client.sign_in(amara)

    page = client.get("/profile/access-log")

    assert "Took the directory away as a file" in page.text
