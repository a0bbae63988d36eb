"""What of a long room can be sent along with a call for help."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.orm import Session

from app.conversations.help_page import NEWEST
from app.conversations.models import Room
from app.conversations.pages import pen_for
from app.conversations.services.items import write_letter
from app.core.transactions import transaction
from app.people.models import Person
from tests.app.conversations.conftest import leila, pair, priya, room, ruth  # noqa: F401  fixtures
from tests.app.conversations.test_pages import signed_in
from tests.app.safeguarding.test_help import PASSAGE, eva, nils, url  # noqa: F401  fixtures


def test_an_older_letter_can_be_chosen_from_all_of_them(
    app: Flask,
    session: Session,
    url: str,  # noqa: F811
    room: Room,  # noqa: F811
    priya: Person,  # noqa: F811
    leila: Person,  # noqa: F811
    eva: Person,  # noqa: F811
) -> None:
    with transaction():
        for number in range(NEWEST):
            write_letter(pen_for(room, leila), f"Letter {number}")
    client = signed_in(app, priya)

    newest, every = client.get(f"{url}/help").text, client.get(f"{url}/help?all=1").text

    assert (newest.count('name="passages"'), every.count('name="passages"')) == (NEWEST, NEWEST + 2)
    assert PASSAGE[:10] in every
    assert PASSAGE[:10] not in newest
    assert f"Choose from all {NEWEST + 2}" in newest
