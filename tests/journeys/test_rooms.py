"""Two have a room and part; the next mentor sees nothing of it, and after a new password each way back opens it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
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
from tests.journeys.town import Town, on_one_database

Three = tuple[Roommate, Roommate, Roommate]
LETTER, ANSWER, BETTER = "We could talk about the merger.", "Gladly, on Thursday.", "Gladly, on Friday at ten."
OWN, FILE, FIGURES = "Do not forget how I felt in May.", "figures.csv", b"month,hours\nMay,12\n"
OLD_WORDS = (("", LETTER), ("/mine", OWN))
WELCOME, NEWS, REPLY = "Good to know you.", "This is new.", "And so is my answer."
FOR_READING = "This room is for reading now."
SHUT = "What was written before is shut for now."
DAY, ALMOST = timedelta(days=1), timedelta(minutes=10)
COUNTDOWN = re.compile(r"^\d+ (hours|minutes)$")
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


@dataclass(frozen=True)
class Return:
    """What came of one way back: what of the old words and of the new ones was to be seen, and when."""

    shut_after_the_change: list[bool]
    new_words_at_once: list[bool]
    time_left: str
    open_a_moment_before: list[bool]
    open_a_moment_after: list[bool]


@on_one_database
@pytest.mark.timeout(300)
def test_a_room_is_the_pairs_alone_and_each_way_back_opens_it(town: Town, three: Three, tmp_path: Path) -> None:
    amara, jonas, birgit = three

    become_pair(town, amara, jonas)
    move_in(amara, jonas)
    write_and_change(amara, jonas, tmp_path)
    partner_sees, partner_loads = look_as_partner(jonas)
    found = [amara.finds("FRIDAY"), amara.finds("in may"), jonas.finds("in may")]
    jonas.ends_pair()
    town.work()
    told = amara.reads_in_letter("Your pair has ended", "Your room is for reading until")
    read_on = [look_after_the_end(each) for each in (amara, jonas)]
    copied, copied_file = take_copy(amara)
    become_pair(town, amara, birgit)
    next_room = meet_the_next_one(amara, birgit)
    pages = everything_read_by(town, birgit)
    old_addresses = try_the_room_before(amara, jonas, birgit)
    back = {
        way.__name__: lose_and_regain(town, amara, birgit, next_room, partial(way, amara, jonas))
        for way in (by_device, by_code, by_partner)
    }

    assert partner_sees == {LETTER: True, ANSWER: False, BETTER: True, OWN: False}
    assert partner_loads == copied_file == FIGURES
    assert found == [[BETTER], [OWN], []]
    assert told is True
    assert read_on == [({LETTER: True, BETTER: True, FOR_READING: True}, 0)] * 2  # and no button to send by
    assert [words in copied for words in (LETTER, BETTER, OWN)] == [True] * 3
    assert any(WELCOME in page for page in pages.values())
    assert [path for path, page in pages.items() for words in (LETTER, BETTER, OWN, FILE) if words in page] == []
    assert old_addresses == [404] * 3
    assert back == dict.fromkeys(
        ("by_device", "by_code", "by_partner"),
        Return(
            shut_after_the_change=[True, True, True],
            new_words_at_once=[True, True],
            time_left="24 hours",
            open_a_moment_before=[False, False],
            open_a_moment_after=[True, True],
        ),
    )


def become_pair(town: Town, amara: Roommate, guide: Roommate) -> None:
    """An administrator has put the two together; a mentor before has nothing to do with it."""
    with town.app.app_context():
        learner, mentor_ = (
            db.session.scalars(ENROLMENT.where(Enrolment.person_id == each.person.id)).one() for each in (amara, guide)
        )
        pair = make_pair(db.session(), cohort=learner.cohort, mentee=learner, mentor=mentor_)
        db.session.remove()
    amara.pair_before = amara.pair
    amara.pair = guide.pair = f"{town.url}/pairs/{pair.public_id}"


def move_in(amara: Roommate, jonas: Roommate) -> None:
    """Both open the room; Amara says that the device is hers, and writes down the code."""
    amara.signs_in(is_own_device=True)
    jonas.comes_back()
    for each in (amara, jonas):
        each.enters()
    amara.takes_code()


def write_and_change(amara: Roommate, jonas: Roommate, folder: Path) -> None:
    """Letters, a file, other words for a letter, and a note of one's own."""
    file = folder / FILE
    file.write_bytes(FIGURES)
    amara.writes(LETTER, file)
    jonas.writes(ANSWER)
    jonas.visitor.follow(re.compile("^Change"))
    jonas.visitor.fill(text=BETTER)
    jonas.visitor.press("Save")
    amara.notes_for_themselves(OWN)


def look_as_partner(jonas: Roommate) -> tuple[dict[str, bool], bytes]:
    """Which words he sees, and the file as it comes."""
    jonas.visitor.open(jonas.room)
    return jonas.sees_which(LETTER, ANSWER, BETTER, OWN), jonas.visitor.download(FILE).read_bytes()


def look_after_the_end(who: Roommate) -> tuple[dict[str, bool], int]:
    """Which words one of the two still sees, and how many buttons to send there are."""
    who.visitor.open(who.pair)
    who.visitor.look("the two have parted")
    who.visitor.follow("Open your room")
    who.visitor.look("a room for reading")
    return who.sees_which(LETTER, BETTER, FOR_READING), who.visitor.page.get_by_role("button", name="Send").count()


def take_copy(amara: Roommate) -> tuple[str, bytes]:
    """The page in her copy, and the file beside it."""
    amara.visitor.follow("Keep it, or take a copy")
    with ZipFile(amara.visitor.download("Download my copy")) as copy:
        return copy.read("my copy.html").decode(), copy.read(f"files/01 {FILE}")


def meet_the_next_one(amara: Roommate, birgit: Roommate) -> str:
    """Birgit is the mentor now, and writes; the address of her room with Amara."""
    birgit.comes_back()
    birgit.enters()
    birgit.visitor.look("a room without letters")
    birgit.writes(WELCOME)
    amara.enters(is_to_stay=False)
    return birgit.room


def try_the_room_before(amara: Roommate, jonas: Roommate, birgit: Roommate) -> list[int]:
    """What Birgit is answered at the addresses of the pair before."""
    addresses = (amara.pair_before, jonas.room, f"{jonas.room}/files")
    return [answer.status for answer in map(birgit.visitor.open, addresses) if answer]


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


def lose_and_regain(
    town: Town, amara: Roommate, birgit: Roommate, next_room: str, take_way: Callable[[], None]
) -> Return:
    """After eight days away she gets a new password by a letter’s link; what was written opens a day after a way back.

    The page says how long it takes; a moment before it is shut, and a moment after it is open.
    """
    town.pass_time(8 * DAY)
    amara.gets_new_password()
    shut = [not amara.opens_and_sees(f"{amara.room}{page}", words) for page, words in OLD_WORDS]
    amara.visitor.look("old words are shut")
    new = write_at_once(town, amara, birgit, next_room)
    amara.visitor.open(amara.room)
    shut.append(amara.sees(SHUT))
    amara.visitor.follow("Show that it is you")
    take_way()
    amara.visitor.open(f"{amara.room}/way-back")
    amara.visitor.look("how long it takes")
    left = amara.visitor.page.get_by_text(COUNTDOWN).first.inner_text()
    seen = []
    for wait in (DAY - ALMOST, 2 * ALMOST):
        town.pass_time(wait)
        seen.append([words in amara.reads_room(page) for page, words in OLD_WORDS])
    return Return(shut, new, left, *seen)


def write_at_once(town: Town, amara: Roommate, birgit: Roommate, next_room: str) -> list[bool]:
    """Birgit writes after the change, and Amara answers: whether she sees the new words, and only those."""
    town.sign_in(birgit.visitor, birgit.person)
    birgit.writes(NEWS)
    amara.writes(REPLY, room=next_room)
    amara.visitor.look("new words beside shut ones")
    return [amara.sees(NEWS) and amara.sees(REPLY), not amara.sees(WELCOME)]


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
