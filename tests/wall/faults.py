"""Guards of the wall, taken away one at a time: the proof must break without each of them."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import structlog
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR
from sqlalchemy import Column, ForeignKey, Integer, Table, select

from app.accounts.services import links
from app.coaching import pages as coaching_pages
from app.coaching import papers
from app.coaching.models import Drawer, Engagement
from app.coaching.reports import services as report_services
from app.coaching.services import regaining as coaching_regaining
from app.coaching.with_coach.services import agreeing as coaching_agreeing
from app.coaching.with_coach.services import asking as coaching_asking
from app.conversations import letters, strands
from app.conversations.services import items, regaining, telling, writing
from app.core import audit
from app.core.classification import INTERNAL
from app.core.db import Base, session
from app.core.vault import cipher, freezing, keys
from app.people.models import Person
from app.safeguarding.services import asking, reading
from tests.wall import house


@dataclass(frozen=True)
class Fault:
    """Which part of the proof must break, and how the guard is taken away."""

    part: str
    sentence: str
    apply: Callable[[], None]


FAULTS: dict[str, Fault] = {}


def fault(name: str, part: str, sentence: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register a function that takes a guard away."""

    def register(apply: Callable[[], None]) -> Callable[[], None]:
        FAULTS[name] = Fault(part, sentence, apply)
        return apply

    return register


def put(name: str, instead: Any, *modules: Any) -> None:
    """Put something in the place of a function, wherever it was imported."""
    for module in modules:
        assert hasattr(module, name), f"{name} is not there any more: take its guard away where it is now"
        setattr(module, name, instead)


@fault("foreign-key", "imports", "a table of pairs refers to a sealed record")
def _foreign_key() -> None:
    Table(
        "pairing_note",
        Base.metadata,
        Column("id", Integer, primary_key=True, info=INTERNAL),
        Column("record_id", ForeignKey("record.id"), info=INTERNAL),
    )


@fault("import", "imports", "the list of running pairs imports conversations")
def _import() -> None:
    copy = Path(tempfile.mkdtemp(prefix="ithaca-wall-"))
    for each in ("app", "matching", "programs"):
        shutil.copytree(house.ROOT / each, copy / each, ignore=shutil.ignore_patterns("static", "__pycache__"))
    shutil.copy(house.ROOT / "pyproject.toml", copy)
    with (copy / "app" / "running" / "queries.py").open("a") as file:
        file.write("\nfrom app.conversations.models import Record\n")
    put("ROOT", copy, house)


@fault("no-cipher", "canaries", "words are stored as they are")
def _no_cipher() -> None:
    def seal(_key: bytes, plaintext: bytes, _vouched: bytes, *, generation: int = 0) -> bytes:
        head = cipher._HEAD.pack(cipher.FORMAT, cipher.AES_256_GCM, generation)
        return head + secrets.token_bytes(cipher.NONCE_BYTES) + plaintext + secrets.token_bytes(cipher.TAG_BYTES)

    def unseal(_key: bytes, blob: bytes, _vouched: bytes) -> bytes:
        return blob[cipher._HEAD.size + cipher.NONCE_BYTES : -cipher.TAG_BYTES]

    put("seal", seal, cipher, keys)
    put("unseal", unseal, cipher, keys)


@fault("words-in-the-log", "canaries", "what is written is logged")
def _words_in_the_log() -> None:
    add = writing.add

    def chatty(strand: Any, key: Any, author: Any, payload: Any) -> Any:
        structlog.get_logger("ithaca.rooms").info("written", words=str(payload))
        return add(strand, key, author, payload)

    put("add", chatty, writing, items)


@fault("words-in-the-record", "canaries", "what is written goes into the record of changes")
def _words_in_the_record() -> None:
    add = writing.add

    def chatty(strand: Any, key: Any, author: Any, payload: Any) -> Any:
        audit.record(author, "room.written", strand.room, words=str(payload))
        return add(strand, key, author, payload)

    put("add", chatty, writing, items)


@fault("length-in-the-record", "worlds", "the record of changes counts the letters of what is written")
def _length_in_the_record() -> None:
    add = writing.add

    def counting(strand: Any, key: Any, author: Any, payload: Any) -> Any:
        audit.record(author, "room.written", strand.room, length=len(str(payload)))
        return add(strand, key, author, payload)

    put("add", counting, writing, items)


@fault("length-in-the-letter", "worlds", "the letter about new words says how long they are")
def _length_in_the_letter() -> None:
    common = letters._common
    lengths: list[int] = []
    add = writing.add

    def counting(strand: Any, key: Any, author: Any, payload: Any) -> Any:
        lengths.append(len(str(payload)))
        return add(strand, key, author, payload)

    put("add", counting, writing, items)
    put("_common", lambda *given: common(*given) | {"name": f"reader of {sum(lengths)} letters"}, letters)


_SEND: Any = vars(telling)["send"]


@fault("letter-only-for-long-words", "worlds", "short words send no letter")
def _letter_only_for_long_words() -> None:
    write = items.write_letter

    def writing_briefly(pen: Any, text: str, files: Any = ()) -> Any:
        put("send", (lambda *_any, **_more: None) if len(text) < 20 else _SEND, telling)
        return write(pen, text, files)

    put("write_letter", writing_briefly, items)


@fault("no-lock-after-a-reset", "takeovers", "a new password shuts nothing")
def _no_lock_after_a_reset() -> None:
    put("freeze_all", lambda *_any: [], regaining)


@fault("first-link-is-trusted", "takeovers", "an account made anew counts as a first one")
def _first_link_is_trusted() -> None:
    put("has_come_in", lambda _person: False, links)


@fault("members-not-asked", "takeovers", "the keystore opens for whoever the pair names")
def _members_not_asked() -> None:
    put("vouched_members", lambda lock, _members, generation: cipher.bound(*lock.parts, generation), keys)


@fault("place-not-vouched", "tampering", "a tag does not say where its words belong")
def _place_not_vouched() -> None:
    put("_vouched", lambda _key, _place, _generation: b"", keys.Key)
    put("_record_key", lambda secret, _place: secret, keys)


@fault("no-tag", "tampering", "a tag is not compared")
def _no_tag() -> None:
    def unseal(key: bytes, blob: bytes, _vouched: bytes) -> bytes:
        start = cipher._HEAD.size
        nonce, words = blob[start : start + cipher.NONCE_BYTES], blob[start + cipher.NONCE_BYTES : -cipher.TAG_BYTES]
        counter = nonce + (2).to_bytes(4, "big")  # where GCM begins to count for the words
        return Cipher(AES(key), CTR(counter)).decryptor().update(words)

    put("unseal", unseal, cipher, keys)


@fault("no-marks-of-papers", "tampering", "nobody outside the content knows how far papers had come")
def _no_marks_of_papers() -> None:
    put("is_whole", lambda *_any: True, papers)


@fault("no-marks-of-notes", "tampering", "nobody outside the content knows how far a call for help had come")
def _no_marks_of_notes() -> None:
    put("is_whole", lambda *_any: True, reading)


@fault("papers-in-the-record", "canaries", "what is written on papers goes into the record of changes")
def _papers_in_the_record() -> None:
    sealed = papers._sealed

    def chatty(paper: Any, key: Any, words: Any) -> Any:
        audit.record(paper.author, "paper.written", paper.engagement, words=str(words))
        return sealed(paper, key, words)

    put("_sealed", chatty, papers)


@fault("manager-reads-the-talks", "canaries", "whoever reads the plan reads the talks")
def _manager_reads_the_talks() -> None:
    opened = coaching_pages.CaseView.drawer

    def as_the_client(view: Any, name: Any) -> Any:
        own = coaching_pages.CaseView(view.engagement, view.engagement.client)
        return opened(own, name)

    put("drawer", as_the_client, coaching_pages.CaseView)


@fault("length-of-papers", "worlds", "the record of changes counts the letters on papers")
def _length_of_papers() -> None:
    sealed = papers._sealed

    def counting(paper: Any, key: Any, words: Any) -> Any:
        audit.record(paper.author, "paper.written", paper.engagement, length=len(str(words)))
        return sealed(paper, key, words)

    put("_sealed", counting, papers)


@fault("length-of-notes", "worlds", "the record of changes counts the letters of a call for help")
def _length_of_notes() -> None:
    key_for = asking.key_for

    def counting(note: Any) -> Any:
        key = key_for(note)
        seal = key.seal

        class Counting:
            def seal(self, place: Any, plaintext: bytes) -> Any:
                audit.record(None, "help.measured", note, length=len(plaintext))
                return seal(place, plaintext)

        return Counting()

    put("key_for", counting, asking)


@fault("sponsor-knows-at-once", "worlds", "a sponsor is let in before client and coach have signed")
def _sponsor_knows_at_once() -> None:
    give_consent: Any = vars(coaching_asking)["give_consent"]

    def giving(engagement: Any, person: Any, drawers: Any) -> None:
        give_consent(engagement, person, drawers)
        if engagement.sponsor is not None:
            give_consent(engagement, engagement.sponsor, (Drawer.PLAN,))

    put("give_consent", giving, coaching_asking)
    put("withdraw_consent", lambda *_any, **_more: None, coaching_agreeing)


@fault("report-tells-before-it-is-signed", "worlds", "a letter about a report goes to the sponsor too")
def _report_tells() -> None:
    tell: Any = vars(report_services)["tell"]

    def telling_all(person: Any) -> None:
        tell(person)
        sponsor = session().scalars(select(Engagement.sponsor_id).where(Engagement.client_id == person.id)).first()
        if sponsor:
            tell(session().get_one(Person, sponsor))

    put("tell", telling_all, report_services)


@fault("no-lock-on-coaching", "takeovers", "a new password shuts nothing of a coaching")
def _no_lock_on_coaching() -> None:
    put("freeze_all", lambda *_any: [], coaching_regaining)


@fault("those-shut-out-vouch", "takeovers", "who is shut out of a coaching vouches for the other")
def _those_shut_out_vouch() -> None:
    put("is_shut", lambda *_any: False, coaching_regaining)
    put("LEAST", timedelta(0), freezing)


@fault("no-marks", "tampering", "nobody outside the content knows how far it had come")
def _no_marks() -> None:
    put("is_whole", lambda *_any: True, strands)
