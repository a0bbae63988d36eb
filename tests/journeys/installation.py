"""A whole installation, started as its operator would start it: web and worker, on a database of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Installation:
    """A running installation: its address, its folder, and what it printed at start."""

    url: str
    folder: Path
    log: Path

    @property
    def one_time_link(self) -> str:
        """The first administrator's link, as printed."""
        return str(self._printed(rf"{re.escape(self.url)}/\S+"))

    def _printed(self, pattern: str) -> str:
        found = waited_for(lambda: re.search(pattern, self.log.read_text()))
        return found[0]

    def letters_to(self, address: str) -> list[EmailMessage]:
        """Every letter that was sent to this address, oldest first."""
        files = sorted((self.folder / "mail").glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        letters = [
            BytesParser(policy=policy.default).parsebytes(path.read_bytes())
            for path in files
            if path.name != "newest.eml"
        ]
        return [letter for letter in letters if address in str(letter["To"])]

    def letter_to(self, address: str, subject: str = "") -> EmailMessage:
        """Wait for a letter to this address whose subject holds ``subject``."""
        return waited_for(
            lambda: next((each for each in self.letters_to(address) if subject in str(each["Subject"])), None)
        )


def waited_for(ask: Callable[[], T | None], seconds: float = PATIENCE) -> T:
    """Ask until there is an answer."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := ask():
            return answer
        time.sleep(0.1)
    raise AssertionError("waited in vain")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def running(folder: Path, *words: str, settings: Mapping[str, str] | None = None) -> Iterator[Installation]:
    """Start ``python -m app`` on a free port and wait until it answers; end it afterwards."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    log = folder / "printed.txt"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ITHACA_")}
    environment |= {
        "ITHACA_INSTANCE": str(folder),
        "ITHACA_BASE_URL": url,
        "ITHACA_PORT": str(port),
        **(settings or {}),
    }
    with log.open("wb") as printed:
        command = [sys.executable, "-m", "app", *words]
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=printed, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            waited_for(lambda: answers(url, process, log))
            yield Installation(url, folder, log)
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def answers(url: str, process: subprocess.Popen[bytes], log: Path) -> bool:
    assert process.poll() is None, log.read_text()
    try:
        with urllib.request.urlopen(f"{url}/sign-in", timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
