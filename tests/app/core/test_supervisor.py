"""The processes of an installation: they start together, and end together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core import supervisor
from app.core.config import ROOT
from app.core.supervisor import Children

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]
DIES = [sys.executable, "-c", "raise SystemExit(3)"]
TELLS_ITS_SIGNAL = """
import pathlib, signal, sys
out = pathlib.Path(sys.argv[1])
def tell(number, frame):
    out.write_text(signal.Signals(number).name)
    sys.exit()
signal.signal(signal.SIGTERM, tell)
signal.signal(signal.SIGINT, tell)
out.with_suffix(".ready").touch()
signal.pause()
"""
IGNORES_ALL = """
import pathlib, signal, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pathlib.Path(sys.argv[1]).with_suffix(".ready").touch()
while True:
    signal.pause()
"""
PARENT = f"""
import signal, time
from app.core.supervisor import Children
children = Children()
children.start("sleeper", {SLEEPS!r}, stop=signal.SIGTERM)
print(children.processes()[0].pid, flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def _signals_as_before() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def never() -> bool:
    return False


def quiet() -> None:
    """Tell nobody."""


def ask_when(path: Path) -> None:
    """Ask this process to end as soon as the child has begun."""

    def ask() -> None:
        while not path.exists():
            time.sleep(0.02)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=ask).start()


def test_all_end_when_one_dies() -> None:
    children = Children()
    children.start("sleeper", SLEEPS, stop=signal.SIGTERM)
    children.start("worker", DIES, stop=signal.SIGTERM)

    dead = children.run(when_ready=quiet, is_ready=never)

    assert dead == "worker"
    assert [process.poll() for process in children.processes()] == [-signal.SIGTERM, 3]


def test_each_is_asked_to_end_with_its_own_signal(tmp_path: Path) -> None:
    children = Children()
    for name, stop in (("web", signal.SIGTERM), ("worker", signal.SIGINT)):
        children.start(name, [sys.executable, "-c", TELLS_ITS_SIGNAL, str(tmp_path / name)], stop=stop)
    while not (tmp_path / "web.ready").exists():
        time.sleep(0.02)
    ask_when(tmp_path / "worker.ready")

    dead = children.run(when_ready=quiet, is_ready=never)

    assert dead is None
    assert (tmp_path / "web").read_text() == "SIGTERM"
    assert (tmp_path / "worker").read_text() == "SIGINT"


def test_who_will_not_end_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "GRACE_SECONDS", 0.2)
    children = Children()
    children.start("stubborn", [sys.executable, "-c", IGNORES_ALL, str(tmp_path / "stubborn")], stop=signal.SIGTERM)
    ask_when(tmp_path / "stubborn.ready")

    children.run(when_ready=quiet, is_ready=never)

    assert children.processes()[0].poll() == -signal.SIGKILL


def test_readiness_is_told_once(tmp_path: Path) -> None:
    told: list[str] = []
    children = Children()
    children.start("sleeper", SLEEPS, stop=signal.SIGTERM)

    def tell() -> None:
        told.append("ready")
        threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGTERM)).start()

    children.run(when_ready=tell, is_ready=lambda: True)

    assert told == ["ready"]


def test_children_do_not_outlive_a_supervisor_that_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()

    deadline = time.monotonic() + 10
    while is_alive(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_alive(child)


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that only waits to be buried does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
