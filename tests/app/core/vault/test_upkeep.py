"""The operator's side: root keys, the commands, and what happens with a wrong one (C-15, C-23)."""

from __future__ import annotations

import base64
import os
import stat
import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.core.config import Config, ConfigError, config_of
from app.core.vault import Lock, scrub
from app.core.vault.cipher import new_key
from app.core.vault.roots import make_root_key, root_key
from app.core.vault.store import KeystoreBase, Recipient, keystore, reading, writing
from app.core.vault.upkeep import prepare_keystore, unreadable_keys


def test_the_keystore_is_what_its_migrations_made(app: Flask) -> None:
    with app.app_context(), keystore().engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, KeystoreBase.metadata) == []


def test_a_root_key_is_readable_by_its_owner_only_and_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "root.key"
    make_root_key(file)
    first = root_key(f"file:{file}")

    with pytest.raises(FileExistsError):
        make_root_key(file)

    assert stat.S_IMODE(file.stat().st_mode) == 0o400
    assert root_key(f"file:{file}") == first
    assert [each.name for each in file.parent.iterdir()] == ["root.key"]


@pytest.mark.parametrize("mode", [0o600, 0o440, 0o404, 0o777])
def test_a_root_key_that_others_could_read_or_change_is_refused(tmp_path: Path, mode: int) -> None:
    make_root_key(file := tmp_path / "root.key")
    file.chmod(mode)

    with pytest.raises(ConfigError, match="chmod 0400"):
        root_key(f"file:{file}")


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("", "must name where the root key is: credential:…, file:…"),
        ("vault:secret", "must name where the root key is"),
        ("file:", "must name where the root key is"),
        ("file:/nowhere/root.key", "cannot be read from /nowhere/root.key: No such file"),
        ("credential:ithaca", "this service was handed none"),
    ],
)
def test_what_is_no_root_key_is_said_in_a_sentence(
    setting: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)

    with pytest.raises(ConfigError, match=sentence):
        root_key(setting)


def test_a_credential_of_the_service_is_a_root_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = new_key()
    (tmp_path / "ithaca").write_text(base64.b64encode(key).decode())
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))

    assert root_key("credential:ithaca") == key
    (tmp_path / "ithaca").write_text("c2hvcnQ=")
    with pytest.raises(ConfigError, match="not 32 bytes in base64"):
        root_key("credential:ithaca")


@pytest.mark.usefixtures("kept_root", "lock")
def test_with_another_root_key_nothing_starts_and_nothing_is_changed(app: Flask, tmp_path: Path) -> None:
    with reading() as session:
        before = session.scalars(select(Recipient.wrapped)).all()
    make_root_key(tmp_path / "another.key")
    keystore().forget_root(f"file:{tmp_path / 'another.key'}")

    with pytest.raises(ConfigError, match="not the one of this keystore"):
        prepare_keystore(config_of(app))

    with reading() as session:
        assert session.scalars(select(Recipient.wrapped)).all() == before


@pytest.mark.usefixtures("kept_root", "lock")
def test_a_lost_root_key_is_not_replaced_by_a_new_one(app: Flask, tmp_path: Path) -> None:
    keystore().forget_root(f"file:{tmp_path / 'root.key'}")

    with pytest.raises(ConfigError, match="cannot be read"):
        prepare_keystore(Config(instance=tmp_path))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("lock", "session")
def test_commands_check_and_rotate_without_showing_a_key(app: Flask) -> None:
    run = app.test_cli_runner().invoke

    said = [run(args=["keys", *words]).output for words in (["check"], ["rotate", "conversations"], ["check"])]

    assert said == [
        "The root key fits, and opens all 1 keys.\n",
        "conversations: 1 keys wrapped anew\n",
        "The root key fits, and opens all 2 keys.\n",
    ]


def test_check_tells_of_a_key_that_was_altered(app: Flask, lock: Lock, session: Session) -> None:
    with writing() as keys:
        keys.execute(update(Recipient).where(*lock.of(Recipient)).values(wrapped=os.urandom(80)))

    result = app.test_cli_runner().invoke(args=["keys", "check"])

    assert unreadable_keys() == (1, 1)
    assert (result.exit_code, "1 of 1 keys cannot be opened" in result.output) == (1, True)


@pytest.mark.usefixtures("kept_root", "lock")
def test_the_root_key_is_changed_by_a_command(app: Flask, tmp_path: Path) -> None:
    run, file = app.test_cli_runner().invoke, tmp_path / "next.key"

    made = run(args=["keys", "new-root", str(file)])
    again = run(args=["keys", "new-root", str(file)])
    changed = run(args=["keys", "change-root", f"file:{file}"])
    old = run(args=["keys", "check"])
    keystore().forget_root(f"file:{file}")
    new = run(args=["keys", "check"])

    assert "without it nobody reads a conversation again" in made.output
    assert (again.exit_code, "was not written: File exists" in again.output) == (1, True)
    assert "are wrapped by the new root key" in changed.output
    assert (old.exit_code, new.output) == (1, "The root key fits, and opens all 2 keys.\n")


def test_a_busy_keystore_is_scrubbed_another_time_and_nobody_waits_long(app: Flask, lock: Lock) -> None:
    with app.app_context():
        if keystore().engine.dialect.name != "sqlite":
            pytest.skip("PostgreSQL scrubs while others write")
        with writing() as busy:
            busy.execute(update(Recipient).values(generation=Recipient.generation))
            began = time.monotonic()
            done = scrub()
            took = time.monotonic() - began

        assert (done, took < 5, scrub()) == (False, True, True)
