"""Two have a room and part; the next mentor sees nothing of it, and after a new password each way back opens it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.cohorts.models import Enrolment
from app.core.db import db
from app.people.models import Role
from programs.phases import Phase
from tests.client import PageClient
from tests.factories.accounts import give_password
from tests.factories.cohorts import cohort, mentee, mentor
from tests.factories.pairings import make_pair
from tests.journeys.administration import PASSWORD
from tests.journeys.citizens import settle
from tests.journeys.roommates import Roommate
from tests.journeys.town import Town

Three = tuple[Roommate, Roommate, Roommate]
LETTER, ANSWER, BETTER = "We could talk about the merger.", "Gladly, on Thursday.", "Gladly, on Friday at ten."
OWN, FILE, FIGURES = "Do not forget how I felt in May.", "figures.csv", b"month,hours\nMay,12\n"
SHUT = "What was written before is shut for now."
DAY, ALMOST = timedelta(days=1), timedelta(minutes=10)
ENROLMENT = select(Enrolment).options(joinedload(Enrolment.cohort))
LINK = re.compile(r'href="(/[^"#]*)')


@pytest.fixture
def three(town: Town, browser: Browser) -> Iterator[Three]:
    """Amara, who has a password; Jonas, who is her mentor; Birgit, who will be the next one."""
    ruth = settle(town, "Ruth Baptiste", role=Role.ADMINISTRATOR)
    people = [settle(town, name) for name in ("Amara Okafor", "Jonas Lindqvist", "Birgit Holm")]
    with town.app.app_context():
        learning = cohort(ruth, program_type="functional-expertise", phase=Phase.RUNNING)
        mentee(learning, people[0])
        for each in people[1:]:
            mentor(learning, each)
        give_password(db.session.merge(people[0]), PASSWORD)
        db.session.remove()
    with ExitStack() as desks:
        amara, jonas, birgit = (desks.enter_context(Roommate.at_desk(town, browser, each)) for each in people)
        yield amara, jonas, birgit


@pytest.mark.timeout(300)
def test_a_room_is_the_pairs_alone_and_each_way_back_opens_it(town: Town, three: Three, tmp_path: Path) -> None:
    amara, jonas, birgit = three

    become_pair(town, amara, jonas)
    move_in(amara, jonas)
    write_and_change(amara, jonas, tmp_path)
    part(town, amara, jonas)
    mentor_is_replaced(town, amara, jonas, birgit)
    for way in (by_device, by_code, by_partner):
        password_is_forgotten(town, amara)
        way(amara, jonas)
        opens_after_a_day(town, amara)


def become_pair(town: Town, amara: Roommate, guide: Roommate) -> None:
    """An administrator has put the two together; a mentor before has nothing to do with it."""
    with town.app.app_context():
        learner, mentor_ = (
            db.session.scalars(ENROLMENT.where(Enrolment.person_id == each.person.id)).one() for each in (amara, guide)
        )
        pair = make_pair(db.session(), cohort=learner.cohort, mentee=learner, mentor=mentor_)
        db.session.remove()
    amara.pair = guide.pair = f"{town.url}/pairs/{pair.public_id}"


def move_in(amara: Roommate, jonas: Roommate) -> None:
    """Both open the room; Amara says that the device is hers, and writes down the code."""
    amara.signs_in(is_own_device=True)
    jonas.comes_back()
    for each in (amara, jonas):
        each.enters()
    amara.takes_code()


def write_and_change(amara: Roommate, jonas: Roommate, folder: Path) -> None:
    """Letters, a file that comes as it was sent, other words, a note of one's own, and a search."""
    file = folder / FILE
    file.write_bytes(FIGURES)
    amara.writes(LETTER, file)
    jonas.writes(ANSWER)
    jonas.visitor.follow(re.compile("^Change"))
    jonas.visitor.fill(text=BETTER)
    jonas.visitor.press("Save")
    amara.notes_for_themselves(OWN)

    jonas.visitor.open(jonas.room)
    assert [jonas.sees(words) for words in (LETTER, ANSWER, BETTER)] == [True, False, True]
    assert jonas.visitor.download(FILE).read_bytes() == FIGURES
    assert [amara.finds("FRIDAY"), amara.finds("in may")] == [[BETTER], [OWN]]
    assert jonas.finds("in may") == []


def part(town: Town, amara: Roommate, jonas: Roommate) -> None:
    """Jonas ends the pair; both read on, neither writes, and Amara takes a copy."""
    jonas.ends_pair()
    town.work()
    assert amara.reads_in_letter("for reading until", "copy")

    for each in (amara, jonas):
        each.visitor.open(each.pair)
        each.visitor.look("the two have parted")
        each.visitor.follow("Open your room")
        each.visitor.look("a room for reading")
        assert [each.sees(words) for words in (LETTER, BETTER, "This room is for reading now.")] == [True] * 3
        assert each.visitor.page.get_by_role("button", name="Send").count() == 0
    amara.visitor.follow("Keep it, or take a copy")
    with ZipFile(amara.visitor.download("Download my copy")) as copy:
        page = copy.read("my copy.html").decode()
        assert [words in page for words in (LETTER, BETTER, OWN)] == [True] * 3
        assert copy.read(f"files/01 {FILE}") == FIGURES


def mentor_is_replaced(town: Town, amara: Roommate, jonas: Roommate, birgit: Roommate) -> None:
    """Birgit is the mentor now, has a room with Amara, and in no page a word of the one before."""
    before = amara.pair
    become_pair(town, amara, birgit)
    birgit.comes_back()
    birgit.enters()
    birgit.visitor.look("a room without letters")
    pages = everything_read_by(town, birgit)
    old = [birgit.visitor.open(url) for url in (before, jonas.room, f"{jonas.room}/files")]

    assert any("No letter yet." in page for page in pages.values())
    assert [path for path, page in pages.items() for words in (LETTER, BETTER, OWN, FILE) if words in page] == []
    assert [answer.status for answer in old if answer] == [404] * 3


def everything_read_by(town: Town, who: Roommate) -> dict[str, str]:
    """Every page that somebody comes to by links, beginning at home."""
    client = town.app.test_client()
    assert isinstance(client, PageClient)
    client.sign_in(who.person)
    read: dict[str, str] = {}
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        if path not in read:
            answer = client.get(path)
            read[path] = answer.text if answer.mimetype == "text/html" else ""
            waiting += [unescape(each) for each in LINK.findall(read[path]) if not each.startswith("/static/")]
    return read


def password_is_forgotten(town: Town, amara: Roommate) -> None:
    """After eight days away she has to sign in again, and gets a new password by the letter's link."""
    town.pass_time(8 * DAY)
    amara.gets_new_password()
    for page in ("", "/mine"):
        amara.visitor.open(f"{amara.room}{page}")
        amara.visitor.look(f"shut {page}")
        assert [amara.sees(words) for words in (LETTER, BETTER, OWN)] == [False] * 3
    amara.visitor.open(amara.room)
    assert amara.sees(SHUT)
    amara.visitor.follow("Show that it is you")


def by_device(amara: Roommate, _jonas: Roommate) -> None:
    amara.visitor.look("a way back by the device")
    amara.visitor.press("It is me")


def by_code(amara: Roommate, _jonas: Roommate) -> None:
    amara.visitor.fill(code=amara.code.lower())
    amara.visitor.press("Open it")


def by_partner(_amara: Roommate, jonas: Roommate) -> None:
    jonas.comes_back_to_room()
    jonas.visitor.look("the partner is asked")
    jonas.visitor.press("Yes, it is Amara")


def opens_after_a_day(town: Town, amara: Roommate) -> None:
    """The page says how long it takes; a minute before it is shut, and a minute after it is open."""
    amara.visitor.open(f"{amara.room}/way-back")
    amara.visitor.look("how long it takes")
    assert amara.sees("24 hours")
    seen = []
    for wait in (DAY - ALMOST, 2 * ALMOST):
        town.pass_time(wait)
        seen.append([LETTER in amara.reads_room(), OWN in amara.reads_room("/mine")])
    assert seen == [[False, False], [True, True]]
