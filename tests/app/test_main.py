"""``python -m app``: prepares, serves, works, and says plainly what it does and what stops it."""

from __future__ import annotations

import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import __main__ as program
from app.core.config import ROOT, Config, Environment, config_of
from app.core.organisation import organisation_for_change
from app.core.transactions import transaction
from app.people.models import Person
from tests.app.core.post_office import free_port

PATIENCE_SECONDS = 60
SECRET = "a-secret-that-is-long-enough-for-production"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, str]:
    """An environment of this test's own, with a fresh instance folder."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("ITHACA_")}
    ours["ITHACA_INSTANCE"] = str(tmp_path / "instance")
    monkeypatch.setattr(os, "environ", ours)
    return ours


def settled(*words: str) -> Config:
    return program.settle_settings(program.parse(words))


def test_secret_is_made_once_for_its_owner_only(environment: dict[str, str], tmp_path: Path) -> None:
    first, second = settled(), settled()

    file = tmp_path / "instance" / "secret-key"
    assert (first.secret_key, len(first.secret_key)) == (second.secret_key, 43)
    assert file.read_text() == first.secret_key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_secret_of_the_environment_is_kept_out_of_the_folder(environment: dict[str, str], tmp_path: Path) -> None:
    environment["ITHACA_SECRET_KEY"] = SECRET

    config = settled()

    assert config.secret_key == SECRET
    assert not (tmp_path / "instance" / "secret-key").exists()


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ((), "http://127.0.0.1:8000"),
        (("--port", "9000"), "http://127.0.0.1:9000"),
        (("--host", "0.0.0.0"), "http://127.0.0.1:8000"),
        (("--host", "::"), "http://[::1]:8000"),
    ],
)
def test_address_follows_host_and_port(environment: dict[str, str], words: tuple[str, ...], address: str) -> None:
    assert settled(*words).base_url == address


def test_production_with_a_default_secret_does_not_start(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    environment |= {"ITHACA_ENV": "production", "ITHACA_BASE_URL": "https://ithaca.example.org", "ITHACA_MAIL": "smtp"}

    code = program.main([])

    assert code == 1
    assert "ITHACA_SECRET_KEY" in capsys.readouterr().err


def test_port_in_use_is_said_before_anything_is_done(
    environment: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        code = program.main(["--port", str(port)])

    sentence = f"Port {port} is in use by another program. Try: ./dev start --port {port + 1}\n"
    assert (code, capsys.readouterr().err) == (1, sentence)
    assert not (tmp_path / "instance" / "ithaca.sqlite3").exists()


def test_web_runs_one_process_on_sqlite_and_one_per_processor_on_postgresql() -> None:
    sqlite, postgresql = Config(), Config(database_url="postgresql://ithaca@localhost/ithaca")

    def processes(config: Config) -> str:
        words = program.gunicorn_words(config)
        return words[words.index("-w") + 1]

    assert (processes(sqlite), processes(postgresql)) == ("1", str(os.cpu_count()))


def test_empty_installation_offers_a_link_until_there_is_an_administrator(
    environment: dict[str, str], app: Flask, session: Session
) -> None:
    first = program.prepare(config_of(app), is_empty_wanted=True)
    again = program.prepare(config_of(app), is_empty_wanted=False)

    links = [line for line in (*first, *again) if "/first-administrator/" in line]
    assert len(links) == 2
    assert session.scalars(select(Person)).all() == []
    assert environment["ITHACA_DEMO"] == "0"


@pytest.mark.parametrize(
    ("env", "setting", "offered"), [("development", "", "1"), ("development", "0", "0"), ("production", "", "0")]
)
def test_demonstration_is_what_the_database_holds_where_it_is_allowed(
    environment: dict[str, str], app: Flask, session: Session, env: str, setting: str, offered: str
) -> None:
    if setting:
        environment["ITHACA_DEMO"] = setting
    with transaction():
        organisation_for_change().is_demo = True
    config = replace(config_of(app), env=Environment(env))

    assert program.is_demo(config) == (offered == "1")


def test_start_serves_and_ends_when_its_worker_dies(environment: dict[str, str], tmp_path: Path) -> None:
    with started("--empty") as (process, told):
        link = re.search(r"http://\S+/first-administrator/\S+", told)
        assert link is not None
        with urlopen(link[0], timeout=30) as answer:
            status = answer.status
        web, worker = child_of(process.pid, "gunicorn"), child_of(process.pid, "worker")
        os.kill(worker, signal.SIGKILL)
        _, last_words = process.communicate(timeout=PATIENCE_SECONDS)

    assert (status, process.returncode) == (200, 1)
    assert last_words.splitlines()[-1] == "The worker has died, so everything ends."
    assert not Path(f"/proc/{web}").exists()
    assert {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in (tmp_path / "instance").rglob("*")} == {0}


@contextmanager
def started(*words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Ithaca on a free port, when it has said where it is; with what it said."""
    command = [sys.executable, "-m", "app", *words, "--port", str(free_port())]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=os.environ, text=True, stdout=pipe, stderr=pipe) as process:
        try:
            yield process, until_ready(process)
        finally:
            process.terminate()


def until_ready(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    told = ""
    while "Ctrl-C" not in told:
        line = process.stdout.readline()
        assert line, process.communicate()[1]
        told += line
    return told


def child_of(pid: int, word: str) -> int:
    """The child process whose command holds ``word``."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            if word in Path(f"/proc/{child}/cmdline").read_text():
                return int(child)
        time.sleep(0.05)
    raise AssertionError(f"no child runs {word}")
