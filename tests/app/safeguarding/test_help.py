"""“I need help”: whom a note reaches, whom it never reaches, pausing, handing over, shredding."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.conversations.models import Room
from app.conversations.services.pausing import pause
from app.conversations.services.telling import words_came
from app.core.audit import AuditEvent
from app.core.clock import now
from app.core.erasures import replay_erasures
from app.core.organisation import organisation_for_change
from app.core.outbox import OutboxMail, deliver
from app.core.transactions import transaction
from app.core.vault import NoKey
from app.core.vault.store import Member, reading
from app.pairings.models import Pairing
from app.pairings.pauses import paused_among
from app.people.models import Person, Role
from app.people.rebinding import Rebinding
from app.safeguarding.models import HelpBell, HelpContact, HelpNote
from app.safeguarding.queries import gone_missing
from app.safeguarding.services import ask, hand_over, note_contact, read, remind_former_readers, set_done, shred_old
from app.safeguarding.services.returning import shut
from tests.app.conversations.conftest import leila, pair, priya, room, ruth  # noqa: F401  fixtures
from tests.app.conversations.test_pages import signed_in
from tests.factories.people import person
from tests.letters import written_letters

WORDS, OTHER = "He waits for me at the car park.", "Bring the quarterly figures."
PASSAGE, AS_READ = "Come alone on **Friday**.", "Come alone on <strong>Friday</strong>."


@pytest.fixture
def eva(session: Session) -> Person:
    """The officer."""
    return _named("Eva Lindholm", "safeguarding_officer_id")


@pytest.fixture
def nils(session: Session, eva: Person) -> Person:
    """The deputy."""
    return _named("Nils Berg", "safeguarding_deputy_id")


@pytest.fixture
def url(app: Flask, room: Room, leila: Person, eva: Person, nils: Person) -> str:  # noqa: F811
    """A room with two letters of the mentor's."""
    address = f"/rooms/{room.public_id}"
    for words in (PASSAGE, OTHER):
        signed_in(app, leila).submit(address, text=words)
    return address


@pytest.fixture
def note(session: Session, pair: Pairing, priya: Person, eva: Person, nils: Person) -> HelpNote:  # noqa: F811
    """What the mentee has sent."""
    with transaction():
        return ask(priya, pair, WORDS, ())


def test_a_note_reaches_officer_and_deputy_with_what_was_chosen_and_no_more(
    app: Flask,
    session: Session,
    url: str,
    priya: Person,  # noqa: F811
    eva: Person,
    nils: Person,
) -> None:
    client = signed_in(app, priya)
    page = client.get(f"{url}/help").text
    chosen = re.search(rf'value="(\w{{16}})"[^>]*>[^<]*<label[^>]*>[^<]*{PASSAGE[:10]}', page)
    assert chosen

    client.submit(f"{url}/help", text=WORDS, passages=chosen[1])

    note = session.scalars(select(HelpNote)).one()
    for reader in (eva, nils):
        address = f"/notes-to-you/{note.public_id}"
        shown = signed_in(app, reader).submit(f"{address}/read", page=address).text
        assert all(each in shown for each in (WORDS, AS_READ, "Genuine"))
        assert OTHER not in shown
    log = client.get("/profile/access-log").text
    assert (log.count("Read the note in which you asked for help"), "Eva Lindholm" in log) == (2, True)
    assert "seen" in client.get(f"{url}/help").text


def test_the_partner_sees_no_trace_of_a_note(
    app: Flask,
    url: str,
    pair: Pairing,  # noqa: F811
    priya: Person,  # noqa: F811
    leila: Person,  # noqa: F811
) -> None:
    pages = ("/", url, f"{url}/help", f"{url}/notes", f"/pairs/{pair.public_id}", "/profile/access-log")
    theirs = signed_in(app, leila)

    with time_machine.travel(now(), tick=False):
        before = [_without_token(theirs.get(page).text) for page in pages]
        signed_in(app, priya).submit(f"{url}/help", text=WORDS)
        after = [_without_token(theirs.get(page).text) for page in pages]

    assert before == after


@pytest.mark.parametrize("role", [None, Role.ADMINISTRATOR, Role.HR_LEAD, Role.EXECUTIVE])
def test_nobody_else_finds_the_inbox_or_a_note(app: Flask, note: HelpNote, role: Role | None) -> None:
    somebody = signed_in(app, person("Somebody Else", role=role))

    answers = [somebody.get(page).status_code for page in ("/notes-to-you", f"/notes-to-you/{note.public_id}")]

    assert answers == [404, 404]


def test_whoever_is_named_in_the_database_by_hand_reads_nothing(session: Session, note: HelpNote, ruth: Person) -> None:  # noqa: F811
    note.officer_id = ruth.id
    session.flush()

    with pytest.raises(NoKey):
        read(note, ruth)


def test_letters_and_events_do_not_say_who_asked(session: Session, note: HelpNote, priya: Person) -> None:  # noqa: F811
    deliver()

    letters = [letter.as_string() for letter in written_letters()]
    events = session.scalars(select(AuditEvent).where(AuditEvent.kind == "help.sent")).all()
    assert len(letters) == 2
    assert not any(part in letter for letter in letters for part in ("Priya", "Leila", WORDS, note.public_id))
    assert [event.actor_id for event in events] == [None]
    assert not any("note" in str(mail.params) for mail in session.scalars(select(OutboxMail)))


def test_a_note_about_the_officer_goes_to_the_deputy_alone(
    session: Session,
    pair: Pairing,  # noqa: F811
    priya: Person,  # noqa: F811
    leila: Person,  # noqa: F811
    nils: Person,
) -> None:
    organisation_for_change().safeguarding_officer_id = leila.id

    with transaction():
        note = ask(priya, pair, WORDS, ())

    with reading() as keys:
        members = keys.scalars(select(Member.person).where(*note.lock.of(Member))).all()
    assert list(members) == [nils.public_id]


def test_what_is_open_is_handed_to_the_next_officer_and_the_last_one_reads_it_no_more(
    session: Session, note: HelpNote, eva: Person, nils: Person
) -> None:
    successor = _named("Sara Holm", "safeguarding_officer_id")

    with pytest.raises(NoKey):
        read(note, successor)
    with transaction():
        assert remind_former_readers() == 1
        count = hand_over(eva)

    assert count == 1
    assert read(note, successor).text == WORDS
    with pytest.raises(NoKey):
        read(note, eva)
    assert session.scalar(select(func.count()).where(AuditEvent.kind == "help.handed_over")) == 1


def test_a_new_password_shuts_notes_until_the_other_confirms(
    app: Flask, session: Session, note: HelpNote, eva: Person, nils: Person
) -> None:
    with transaction():
        shut([Rebinding(eva.id)])
    address = f"/notes-to-you/{note.public_id}"
    officer = signed_in(app, eva)

    closed = officer.submit(f"{address}/read", page=address)
    signed_in(app, nils).submit(f"{address}/confirm-other", page=address)
    with time_machine.travel(now() + timedelta(hours=25), tick=True):
        opened = read(session.merge(note), session.merge(eva))

    assert (closed.status_code, WORDS in closed.text, opened.text) == (422, False, WORDS)


@pytest.mark.parametrize("what", ["the contact", "the note"])
def test_what_is_taken_out_of_the_database_is_missed(
    app: Flask, session: Session, note: HelpNote, eva: Person, nils: Person, what: str
) -> None:
    with transaction():
        note_contact(session.merge(note), session.merge(eva), "Called her on Monday.")
    officer, address = signed_in(app, eva), f"/notes-to-you/{note.public_id}"
    before = [officer.submit(f"{address}/read", page=address).text, officer.get("/notes-to-you").text]

    with transaction():
        session.execute(delete(HelpContact))
        if what == "the note":
            session.execute(delete(HelpBell))
            session.execute(delete(HelpNote))
    after = officer.get("/notes-to-you") if what == "the note" else officer.submit(f"{address}/read", page=address)

    assert not any("not here any more" in page or "was changed, taken out" in page for page in before)
    assert after.status_code == 200
    assert ("not here any more" if what == "the note" else "was changed, taken out") in after.text


def test_what_is_handed_over_is_whole_and_nobody_misses_it(session: Session, note: HelpNote, eva: Person) -> None:
    with transaction():
        note_contact(session.merge(note), session.merge(eva), "Called her on Monday.")
    successor = _named("Sara Holm", "safeguarding_officer_id")

    with transaction():
        hand_over(session.merge(eva))

    assert not read(session.merge(note), session.merge(successor)).is_altered
    assert [gone_missing(session.merge(each)) for each in (eva, successor)] == [0, 0]


def test_done_notes_are_shredded_after_a_year_and_stay_so(session: Session, note: HelpNote, eva: Person) -> None:
    with transaction():
        read(note, eva)
        set_done(note, eva, is_done=True)

    with transaction():
        early = shred_old()
    with time_machine.travel(now() + timedelta(days=370), tick=True), transaction():
        late = shred_old()

    assert (early, late, session.scalar(select(func.count(HelpNote.id)))) == (0, 1, 0)
    with transaction():
        assert replay_erasures()["help-note"] == 0


def test_a_pause_is_calm_for_the_partner_and_ends_by_whoever_began_it_or_the_officer(
    app: Flask,
    session: Session,
    url: str,
    room: Room,  # noqa: F811
    priya: Person,  # noqa: F811
    leila: Person,  # noqa: F811
    eva: Person,
) -> None:
    mine, theirs, officer = (signed_in(app, each) for each in (priya, leila, eva))

    mine.submit(f"{url}/help", text=WORDS, pause="y")

    page = theirs.get(url).text
    assert "This pair is taking a pause." in page
    assert 'name="text"' not in page
    assert theirs.submit(url, page=f"{url}/help", text="Hello?").status_code == 403
    assert theirs.submit(f"{url}/go-on", page=f"{url}/help").status_code == 422
    with transaction():
        words_came(session.merge(room), session.merge(leila))
        assert session.scalar(select(func.count()).where(OutboxMail.kind == "room_news")) == 1  # from before the pause
    assert paused_among([room.pairing_id]) == {room.pairing_id}
    note = f"/notes-to-you/{session.scalars(select(HelpNote.public_id)).one()}"
    officer.submit(f"{note}/end-pause", page=note)
    assert theirs.submit(url, text="Good morning").status_code == 303


def test_nothing_is_planned_in_a_pause(app: Flask, session: Session, room: Room, pair: Pairing, leila: Person) -> None:  # noqa: F811
    with transaction():
        pause(room, leila)
    client = signed_in(app, leila)
    page = f"/pairs/{pair.public_id}"

    answer = client.get(page).text

    assert "This pair is taking a pause." in answer
    assert f"{page}/meetings/new" not in answer


def _named(name: str, column: str) -> Person:
    found = person(name, email=f"{name.split(maxsplit=1)[0].lower()}@northmere.example")
    with transaction() as session:
        session.flush()
        setattr(organisation_for_change(), column, found.id)
    return found


def _without_token(text: str) -> str:
    return re.sub(r'(csrf_token"[^>]*value="|csrf-token" content=")[^"]+', "", text)
