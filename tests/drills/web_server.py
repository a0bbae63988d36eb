"""A web server whose processes are killed: gunicorn as in use, and the little that a browser does with it.

The application is loaded before the server forks, so that whoever takes over is there in a moment.
"""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from app.__main__ import gunicorn_words
from app.core.config import ROOT, Config
from tests.app.core.post_office import free_port
from tests.drills.stage import HIDDEN, SECRET, Site

START_SECONDS = 60
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class WebServer:
    """A running server."""

    process: subprocess.Popen[bytes]
    port: int

    def wait(self) -> None:
        """Return when it answers."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                self.ask("GET", "/sign-in", "")
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError("The web server did not start.")

    def ask(self, method: str, path: str, cookie: str, **fields: str) -> tuple[int, str]:
        """Ask, and read the answer."""
        connection = self.begin(method, path, cookie, **fields)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def begin(self, method: str, path: str, cookie: str, **fields: str) -> http.client.HTTPConnection:
        """Ask, and leave it at that."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=START_SECONDS)
        headers = {"Cookie": cookie, "Host": "localhost"} | ({"Content-Type": FORM} if fields else {})
        connection.request(method, path, urlencode(fields) if fields else None, headers)
        return connection

    def fields(self, path: str, cookie: str) -> dict[str, str]:
        """The hidden fields of the form at this address."""
        status, text = self.ask("GET", path, cookie)
        assert status == 200, f"{path} is answered with {status}"
        return dict(HIDDEN.findall(text))

    def kill(self) -> None:
        """``kill -9`` for all processes that answer; the one that watches over them starts others."""
        master = self.process.pid
        workers = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        assert workers, "no process answers"
        for worker in workers:
            os.kill(int(worker), signal.SIGKILL)


@contextmanager
def serving(site: Site) -> Iterator[WebServer]:
    """A server that has been started; it may take a while until it answers."""
    port = free_port()
    settings = {
        "ITHACA_ENV": "test",
        "ITHACA_SECRET_KEY": SECRET,
        "ITHACA_INSTANCE": str(site.folder),
        "ITHACA_DATABASE_URL": site.database_url,
        "ITHACA_BASE_URL": "http://localhost",
        "ITHACA_LOG_LEVEL": "CRITICAL",
    }
    words = gunicorn_words(Config(port=port, database_url=site.database_url, instance=site.folder))
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--preload", *words, "--log-level", "critical"],
        cwd=ROOT,
        env={**os.environ, **settings},
        start_new_session=True,
    )
    try:
        yield WebServer(process, port)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
