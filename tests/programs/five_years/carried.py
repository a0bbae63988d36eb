"""What goes along on the road and what never does: looked for in all that those who come later can read."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

from sqlalchemy import select

from app.conversations.models import Room
from app.conversations.queries import own_strand
from app.conversations.strands import contents_of, key_of
from app.core.db import db
from app.people.models import Person
from app.road.pages import own_road
from tests.client import PageClient
from tests.factories.nominations import CONTRIBUTION
from tests.factories.succession import CARD, ROLE
from tests.programs.five_years.first_days import FOR_ONESELF, IN_THE_ROOM
from tests.programs.five_years.house import House
from tests.programs.five_years.people import ADVISERS, CHIEF, SIXTY, lead_of
from tests.programs.five_years.succession import OTHER, REASON, WITH_OTHER
from tests.programs.five_years.together import AIMS, FOR_NOBODY, FOR_THE_MANAGER, SHOWS

OF_THE_PAIR = (IN_THE_ROOM, FOR_ONESELF, AIMS, FOR_NOBODY)
"""What was said, agreed and seen in one program: it is carried into no other."""
KEY = re.compile(r"\b[0-9a-z]{16}\b|=[^&]*|\?.*")
LINK = re.compile(r'href="(/[^"#]*)')
OF_EACH_KIND = 1
"""Of pages that differ only in whom they are about so many are read."""


def to_the_committee(house: House, client: PageClient) -> None:
    """A committee reads what its nominees show, and nothing of what was said on the way."""
    reader = house.who(ADVISERS[0])
    assert found_by(client, reader, *OF_THE_PAIR, FOR_THE_MANAGER, CONTRIBUTION, begins="/committees") == {CONTRIBUTION}


def to_the_mentor(house: House, client: PageClient) -> None:
    """Whoever mentors, manages or administers later reads nothing of it either, nor what the committee was shown."""
    for each in (house.who("h1"), house.ruth):
        assert found_by(client, each, *OF_THE_PAIR, FOR_THE_MANAGER, CONTRIBUTION) == set()
    manager = house.who(lead_of(SHOWS))
    team = f"/my-team/{house.who(SHOWS).public_id}"
    assert found_by(client, manager, *OF_THE_PAIR, FOR_THE_MANAGER, CONTRIBUTION, begins=team) == {FOR_THE_MANAGER}


def to_the_executive(house: House, client: PageClient) -> None:
    """Who reads the slate reads nothing of it either; and nobody else can tell that there is a slate."""
    slate = (ROLE.title, CARD.way, CARD.missing, REASON)
    assert found_by(client, house.who(OTHER), *OF_THE_PAIR, FOR_THE_MANAGER, ROLE.title) == {ROLE.title}
    for each in (house.ruth, house.who(CHIEF), house.who(lead_of(WITH_OTHER))):
        assert found_by(client, each, *OF_THE_PAIR, *slate) == set()


def found_by(client: PageClient, reader: Person, *words: str, begins: str = "/in-confidence") -> set[str]:
    """Which of these words stand on any page that somebody comes to by links, beginning at home and on the road."""
    db.session.rollback()
    client.sign_in(reader)
    read: dict[str, str] = {}
    kinds: dict[str, int] = {}
    waiting = ["/", "/your-road", begins]
    while waiting:
        path = waiting.pop(0)
        kind = KEY.sub("…", path)
        if path in read or kinds.setdefault(kind, 0) >= OF_EACH_KIND or path.startswith("/static/"):
            continue
        kinds[kind] += 1
        answer = client.get(path)
        read[path] = answer.text
        waiting += [unescape(each) for each in LINK.findall(answer.text)] if answer.mimetype == "text/html" else []
    return {each for each in words if any(each in unescape(page) for page in read.values())}


def what_is_ones_own_stays(house: House) -> None:
    """Five years on the first of the sixty opens their own note, and everybody’s road says what they took part in."""
    hire = house.who(0)
    room = db.session.scalars(select(Room).order_by(Room.id)).first()
    own = room and own_strand(room, hire)
    assert own
    kept = [item.words.reveal()["text"] for item in contents_of(own, key_of(own, hire, "test")).items if item.words]
    assert kept == [FOR_ONESELF]
    parts = Counter(len(own_road(house.who(each)).taken) for each in SIXTY)
    assert parts == {0: 1, 1: 9, 2: 32, 3: 6, 4: 12}
