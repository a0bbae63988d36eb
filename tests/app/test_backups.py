"""Backups in two artefacts, restored: whole or not at all, unreadable alone, and what was erased stays erased."""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
import stat
import zipfile
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from app import create_app
from app.conversations.models import Room
from app.conversations.services import enter
from app.core import erasures
from app.core.config import Config
from app.core.db import db, session
from app.core.erasures import erasable, note_erasures
from app.core.transactions import transaction
from app.core.vault import Domain, Lock, destroy_key
from app.core.vault.roots import make_root_key
from app.core.vault.store import keystore
from app.people.models import Person
from tests.app.conversations.test_pages import signed_in
from tests.app.core.registries import kept
from tests.client import PageClient
from tests.databases import KINDS, build, config_for
from tests.factories.pairings import make_pair
from tests.servers import client_programs, postgres_url

WORDS = "the merger is off, and I am glad"
CONTENT, KEYSTORE = "content.zip", "keystore.zip"

pytestmark = pytest.mark.every_case


@pytest.fixture(autouse=True)
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{client_programs()}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture(scope="module", params=KINDS)
def config(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Config:
    """An installation with databases of its own, for all tests of this file."""
    folder = tmp_path_factory.mktemp(request.param)
    made = config_for(request.param, folder)
    return elsewhere(made, folder) if request.param == "postgresql" else made


def elsewhere(config: Config, folder: Path) -> Config:
    """The same installation on another host: empty databases, the ledger and the root key where they were."""
    ledger, root = config.erasure_ledger_path, config.root_key_setting
    moved = replace(config, instance=folder, erasure_ledger=ledger, root_key=root)
    if config.is_sqlite:
        return replace(moved, database_url=f"sqlite:///{folder / 'test.sqlite3'}")
    names = (f"backup_{secrets.token_hex(4)}", f"backup_keys_{secrets.token_hex(4)}")
    return replace(moved, database_url=postgres_url(names[0]), keystore_url=postgres_url(names[1]))


@contextmanager
def running(config: Config) -> Iterator[Flask]:
    app = create_app(config)
    app.test_client_class = PageClient
    try:
        yield app
    finally:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
            keystore().engine.dispose()


@pytest.fixture(scope="module")
def written(config: Config) -> Config:
    """An installation in which a mentee has written to her mentor."""
    if not config.is_sqlite:
        make_root_key(Path(config.root_key_setting.removeprefix("file:")))
    with running(config) as app:
        build(app)
        with app.app_context():
            pair = make_pair(session())
            with transaction():
                room = enter(pair, pair.mentee.person)
                enter(pair, pair.mentor.person)
            address, mentee = f"/rooms/{room.public_id}", pair.mentee.person
            signed_in(app, mentee).submit(address, text=WORDS)
    return config


def flask(config: Config, *words: str) -> Result:
    with running(config) as app:
        return app.test_cli_runner().invoke(args=list(words))


@pytest.fixture(scope="module")
def backups(written: Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of its two backups."""
    folder = tmp_path_factory.mktemp("backups")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{client_programs()}{os.pathsep}{os.environ['PATH']}")
        for kind, name in (("content", CONTENT), ("keystore", KEYSTORE)):
            assert flask(written, "backup", kind, str(folder / name)).exit_code == 0
    return folder


@pytest.fixture(autouse=True)
def copied(backups: Path, tmp_path: Path) -> None:
    """The two backups, for a test to alter as it likes."""
    shutil.copytree(backups, tmp_path, dirs_exist_ok=True)


def read_by_mentor(config: Config) -> str:
    with running(config) as app, app.app_context():
        mentor = session().scalars(select(Person).where(Person.name == "Leila Haddad")).one()
        room = session().scalars(select(Room)).one()
        return signed_in(app, mentor).get(f"/rooms/{room.public_id}").text


def test_both_artefacts_bring_everything_back_on_another_host(written: Config, tmp_path: Path) -> None:
    other = elsewhere(written, tmp_path / "there")

    first = flask(other, "restore", "content", str(tmp_path / CONTENT))
    second = flask(other, "restore", "keystore", str(tmp_path / KEYSTORE))

    assert "The keystore is still empty: flask restore keystore FILE" in first.output
    assert (first.exit_code, second.exit_code) == (0, 0), first.output + second.output
    assert "Ithaca can be started." in second.output
    assert WORDS in read_by_mentor(other)


def test_neither_artefact_holds_a_readable_word_nor_the_root_key(written: Config, tmp_path: Path) -> None:
    root = Path(written.root_key_setting.removeprefix("file:")).read_bytes().strip()

    held = b"".join(zipfile.ZipFile(tmp_path / each).read("database") for each in (CONTENT, KEYSTORE))
    unpacked = held + b"".join(dumped(tmp_path / each, written) for each in (CONTENT, KEYSTORE))

    assert [each in unpacked for each in (WORDS.encode(), b"merger", root)] == [False] * 3
    assert b"Leila Haddad" in unpacked  # it would have been found
    assert [stat.S_IMODE((tmp_path / each).stat().st_mode) for each in (CONTENT, KEYSTORE)] == [0o600, 0o600]


def dumped(artefact: Path, config: Config) -> bytes:
    """The copy in an artefact as plain text, for a dump of PostgreSQL is packed."""
    copy = artefact.with_suffix(".copy")
    copy.write_bytes(zipfile.ZipFile(artefact).read("database"))
    if not config.is_sqlite:
        plain = copy.with_suffix(".sql")
        assert os.system(f"pg_restore --file={plain} {copy}") == 0
        return plain.read_bytes()
    with closing(sqlite3.connect(copy)) as database:
        return "\n".join(database.iterdump()).encode()


@pytest.mark.parametrize("key", ["missing", "another"])
def test_with_a_wrong_or_missing_root_key_nothing_starts(written: Config, tmp_path: Path, key: str) -> None:
    fresh = tmp_path / "fresh.key"
    if key == "another":
        make_root_key(fresh)
    other = replace(elsewhere(written, tmp_path / "there"), root_key=f"file:{fresh}")
    flask(other, "restore", "content", str(tmp_path / CONTENT))

    answer = flask(other, "restore", "keystore", str(tmp_path / KEYSTORE))

    assert answer.exit_code == 1
    assert "Ithaca will not start like this." in answer.output
    assert str(fresh) in answer.output or "root key" in answer.output


def test_what_was_erased_after_the_backup_is_erased_again(written: Config, tmp_path: Path) -> None:
    with kept(erasures._KINDS):

        @erasable("room-of-this-test", present=lambda: session().scalars(select(Room.public_id)))
        def erase(rooms: Collection[str]) -> int:
            for each in rooms:
                destroy_key(Lock(Domain.CONVERSATIONS, each))
            return len(rooms)

        with running(written) as app, app.app_context(), transaction():
            note_erasures("room-of-this-test", [session().scalars(select(Room.public_id)).one()])
        other = elsewhere(written, tmp_path / "there")
        flask(other, "restore", "content", str(tmp_path / CONTENT))

        answer = flask(other, "restore", "keystore", str(tmp_path / KEYSTORE))

    assert "1 erasures of later were done again." in answer.output
    assert WORDS not in read_by_mentor(other)


def test_a_database_that_holds_something_is_replaced_only_when_asked(written: Config, tmp_path: Path) -> None:
    with running(written) as app, app.app_context():
        mentee = session().scalars(select(Person).where(Person.name == "Priya Raman")).one()
        room = session().scalars(select(Room)).one()
        signed_in(app, mentee).submit(f"/rooms/{room.public_id}", text="written after the backup")

    refused = flask(written, "restore", "content", str(tmp_path / CONTENT))
    after = read_by_mentor(written)
    done = flask(written, "restore", "content", str(tmp_path / CONTENT), "--replace")
    flask(written, "restore", "keystore", str(tmp_path / KEYSTORE), "--replace")

    assert (refused.exit_code, done.exit_code) == (1, 0), refused.output + done.output
    assert "say --replace" in refused.output
    assert "written after the backup" in after
    page = read_by_mentor(written)
    assert (WORDS in page, "written after the backup" in page) == (True, False)


def test_nothing_is_restored_while_somebody_uses_the_database(written: Config, tmp_path: Path) -> None:

    with running(written) as app, app.app_context():
        session().scalars(select(Person)).first()
        answer = flask(written, "restore", "content", str(tmp_path / CONTENT), "--replace")

    assert (answer.exit_code, "Stop Ithaca and its workers" in answer.output) == (1, True)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-2000])


def flip(file: Path) -> None:
    held = bytearray(file.read_bytes())
    held[len(held) // 2] ^= 1
    file.write_bytes(held)


def repack(file: Path) -> None:
    """Another copy behind the same page."""
    page = zipfile.ZipFile(file).read("backup.json")
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("backup.json", page)
        archive.writestr("database", b"something else")


def renew(file: Path) -> None:
    """A page that names a revision of later."""
    archive = zipfile.ZipFile(file)
    page, copy = archive.read("backup.json"), archive.read("database")
    with zipfile.ZipFile(file, "w") as other:
        other.writestr("backup.json", page.replace(b'"revision": "0', b'"revision": "9'))
        other.writestr("database", copy)


@pytest.mark.parametrize(
    ("alter", "sentence"),
    [
        (cut, "is not a whole backup"),
        (flip, "is not a whole backup"),
        (repack, "is not a whole backup"),
        (renew, "made by a newer version of Ithaca"),
        (lambda file: file.write_text("hello"), "is not a whole backup"),
        (lambda file: file.unlink(), "There is no file"),
        (lambda file: shutil.copy(file.parent / KEYSTORE, file), "a backup of the keystore, not of the content"),
    ],
)
def test_what_is_no_whole_backup_is_refused_and_changes_nothing(
    written: Config, tmp_path: Path, alter: object, sentence: str
) -> None:
    assert callable(alter)
    alter(tmp_path / CONTENT)

    answer = flask(written, "restore", "content", str(tmp_path / CONTENT), "--replace")

    assert (answer.exit_code, sentence in answer.output) == (1, True), answer.output
    assert WORDS in read_by_mentor(written)


def test_a_backup_replaces_no_file_and_leaves_none_half_written(written: Config, tmp_path: Path) -> None:
    before = (tmp_path / CONTENT).read_bytes()

    again = flask(written, "backup", "content", str(tmp_path / CONTENT))
    nowhere = flask(written, "backup", "content", str(tmp_path / "no" / "folder.zip"))

    assert [each.exit_code for each in (again, nowhere)] == [1, 1]
    assert "is there already" in again.output
    assert "is not there, or cannot be written" in nowhere.output
    assert (tmp_path / CONTENT).read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == [CONTENT, KEYSTORE]
