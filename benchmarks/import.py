"""Import of 90,398 people: seconds, memory, and what the same file changes when it comes again.

``./dev bench import [FILE] [--postgres]``. Without FILE it takes employees_db/unique_titles.csv.gz of the data sets
beside the project, or as many invented people where they are absent. Each run is ``flask people import FILE --yes`` in
a process of its own, so that its peak memory is that of the import alone.
"""

# ruff: noqa: N999  the name is what stands behind ./dev bench
from __future__ import annotations

import argparse
import gzip
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from flask_migrate import upgrade

from app import create_app
from app.core.config import ROOT, Config, Environment
from app.core.db import db
from tests.servers import postgres_url

PEOPLE = 90_398
MOST_SECONDS = 60
MOST_MEGABYTES = 512
GIVEN = ROOT.parent / "shared" / "data" / "employees_db" / "unique_titles.csv.gz"


class Run(NamedTuple):
    """One import in a process of its own."""

    seconds: float
    computed: float
    megabytes: float
    said: str


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure an import.")
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--postgres", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = given.file or prepared(Path(folder))
        url = postgres_url("bench_import") if given.postgres else f"sqlite:///{folder}/bench.sqlite3"
        build(Path(folder), url)
        first, second = (measure(file, Path(folder), url) for _ in range(2))
    for name, run in (("first time", first), ("same file again", second)):
        words = f"{run.seconds:.1f} s ({run.computed:.1f} s of them computing), {run.megabytes:.0f} MB"
        print(f"{name}: {words}: {run.said}")
    is_quick = first.seconds <= MOST_SECONDS and first.megabytes <= MOST_MEGABYTES
    is_same = second.said.startswith("0 new, 0 changed, 0 leaving")
    print(f"at most {MOST_SECONDS} s and {MOST_MEGABYTES} MB: {'yes' if is_quick else 'NO'}")
    print(f"the same file changes nothing: {'yes' if is_same else 'NO'}")
    return 0 if is_quick and is_same else 1


def prepared(folder: Path) -> Path:
    file = folder / "people.csv"
    if GIVEN.is_file():
        file.write_bytes(gzip.decompress(GIVEN.read_bytes()))
    else:
        print(f"{GIVEN.name} is absent; {PEOPLE} invented people take its place")
        lines = (f"{number},Person,Number {number},Engineer" for number in range(PEOPLE))
        file.write_text("emp_no,first_name,last_name,title\n" + "\n".join(lines))
    return file


def build(folder: Path, url: str) -> None:
    app = create_app(Config(env=Environment.TEST, instance=folder, database_url=url))
    with app.app_context():
        upgrade() if (ROOT / "migrations" / "env.py").exists() else db.create_all()
        db.engine.dispose()


def measure(file: Path, folder: Path, url: str) -> Run:
    settings = {"ITHACA_DATABASE_URL": url, "ITHACA_INSTANCE": str(folder), "ITHACA_ENV": "test"}
    command = [sys.executable, "-m", "flask", "--app", "app", "people", "import", str(file), "--yes"]
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = process.stdout.read().splitlines()
    _pid, status, usage = os.wait4(process.pid, 0)
    assert status == 0, "\n".join(said)
    counts = next(line for line in said if " new, " in line)
    computed = usage.ru_utime + usage.ru_stime
    return Run(time.monotonic() - began, computed, usage.ru_maxrss / 1024, counts)


if __name__ == "__main__":
    sys.exit(main())
