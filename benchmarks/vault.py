"""Sealing and opening beside the bare cipher, and wrapping 10,000 keys anew through readers and kills.

``./dev bench vault [--relationships N] [--kills N] [--seed N]``, on SQLite and on PostgreSQL.

Sealing 2 kB includes what the room does each time: the record's key, its associated data, padding. The rotation runs
as ``flask keys rotate`` in a process of its own, which is killed ``--kills`` times and begun again, while readers here
open keys picked by chance and the words under them; each read that fails is counted.
"""

from __future__ import annotations

import argparse
import os
import random
import secrets
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask
from flask_migrate import upgrade

from app import create_app
from app.core.config import Config, Environment
from app.core.db import db
from app.core.vault import Domain, Key, Lock, Membership, Place, make_key, open_key
from app.core.vault.store import keystore
from app.core.vault.upkeep import prepare_keystore, unreadable_keys
from tests.servers import postgres_url

MOST_MICROSECONDS = 50
MOST_SECONDS = 60
READERS = 2
WORDS = secrets.token_hex(1024).encode()
PLACE = Place(table="record", column="sealed", row="item", author="amara")


@dataclass(slots=True)
class Reads:
    """What the readers did while keys moved."""

    done: int = 0
    failures: list[str] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the vault.")
    parser.add_argument("--relationships", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("sqlite", "postgresql"):
            with installed(kind, Path(folder) / kind) as app:
                missed += ciphers() if kind == "sqlite" else 0
                missed += rotation(app, given.relationships, given.kills, random.Random(given.seed))
    print(f"\n{missed} targets missed." if missed else "\nAll targets met.")
    return 1 if missed else 0


@contextmanager
def installed(kind: str, folder: Path) -> Iterator[Flask]:
    """An installation with an empty keystore on a database of this kind."""
    is_sqlite = kind == "sqlite"
    config = Config(
        env=Environment.TEST,
        secret_key="a-secret-that-only-benchmarks-know-of",
        database_url=f"sqlite:///{folder / 'content.sqlite3'}" if is_sqlite else postgres_url("vault"),
        keystore_url="" if is_sqlite else postgres_url("vault_keys"),
        instance=folder,
    )
    app = create_app(config)
    with app.app_context():
        upgrade()
        prepare_keystore(config)
        yield app
        db.engine.dispose()
        keystore().engine.dispose()


def ciphers() -> int:
    """Print what sealing and opening 2 kB take beside AES-GCM alone; how many targets were missed."""
    lock = Lock(Domain.CONVERSATIONS, "bench")
    make_key(lock, ["amara", "bruno"])
    key = open_key(Membership(lock, "amara"), "bench")
    sealed, bare, nonce = key.seal(PLACE, WORDS), AESGCM(secrets.token_bytes(32)), secrets.token_bytes(12)
    alone = microseconds(lambda: bare.encrypt(nonce, WORDS, b""))
    print(f"\n{'2 kB':24} {'µs':>7} {'x the bare cipher':>20}    at most {MOST_MICROSECONDS} µs")
    print(f"{'AES-256-GCM alone':24} {alone:7.1f} {1:20.1f}")
    missed = 0
    for name, work in (("sealing", lambda: key.seal(PLACE, WORDS)), ("opening", lambda: key.unseal(PLACE, sealed))):
        took = microseconds(work)
        missed += took > MOST_MICROSECONDS
        print(f"{name:24} {took:7.1f} {took / alone:20.1f}{'    MISSED' if took > MOST_MICROSECONDS else ''}")
    return missed


def microseconds(work: Callable[[], object], rounds: int = 30, each: int = 200) -> float:
    """How long one piece of work takes: the median of rounds."""
    took = []
    for _round in range(rounds):
        begun = time.perf_counter()
        for _once in range(each):
            work()
        took.append((time.perf_counter() - begun) / each)
    return statistics.median(took) * 1e6


def rotation(app: Flask, relationships: int, kills: int, chance: random.Random) -> int:
    """Print how long wrapping all keys anew takes, whole and through kills; how many targets were missed."""
    kept = [sealed_relationship(number) for number in range(relationships)]
    kind = keystore().engine.dialect.name
    reads = Reads()
    with readers(app, kept, reads):
        begun = time.perf_counter()
        rotated(app)
        took = time.perf_counter() - begun
        killed = sum(is_killed(app, took, chance) for _kill in range(kills))
        rotated(app)
    count, unreadable = unreadable_keys()
    is_missed = took > MOST_SECONDS or bool(reads.failures) or unreadable > 0
    print(f"\n{kind}: {relationships:,} keys wrapped anew in {took:.1f} s, target {MOST_SECONDS} s", end="")
    print(f"; {killed} of {kills} rotations killed and gone on with", end="")
    print(
        f"; {reads.done:,} reads meanwhile, {len(reads.failures)} failed; {unreadable} of {count:,} keys unreadable",
        end="",
    )
    print("  MISSED" if is_missed else "", flush=True)
    for each in sorted(set(reads.failures)):
        print(f"  {each}")
    return int(is_missed)


def sealed_relationship(number: int) -> tuple[Membership, bytes]:
    """A relationship with a key and words under it."""
    lock = Lock(Domain.CONVERSATIONS, f"pair {number}")
    make_key(lock, [f"mentee {number}", f"mentor {number}"])
    membership = Membership(lock, f"mentee {number}")
    return membership, open_key(membership, "bench").seal(PLACE, WORDS)


@contextmanager
def readers(app: Flask, kept: list[tuple[Membership, bytes]], reads: Reads) -> Iterator[None]:
    """Threads that open keys picked by chance until the block ends."""
    is_over = threading.Event()

    def read(seed: int) -> None:
        chance = random.Random(seed)
        with app.app_context():
            while not is_over.is_set():
                membership, sealed = chance.choice(kept)
                try:
                    key: Key = open_key(membership, "bench")
                    assert key.unseal(PLACE, sealed) == WORDS
                except Exception as error:  # noqa: BLE001  each kind of failure is counted
                    reads.failures.append(repr(error)[:200])
                reads.done += 1

    threads = [threading.Thread(target=read, args=(seed,)) for seed in range(READERS)]
    for each in threads:
        each.start()
    try:
        yield
    finally:
        is_over.set()
        for each in threads:
            each.join()


def rotate(app: Flask) -> subprocess.Popen[bytes]:
    """Begin ``flask keys rotate`` in a process of its own."""
    config: Config = app.extensions["ithaca.config"]
    settings = {
        "ITHACA_ENV": "test",
        "ITHACA_SECRET_KEY": config.secret_key,
        "ITHACA_DATABASE_URL": config.database_url,
        "ITHACA_KEYSTORE_URL": config.keystore_url or f"sqlite:///{config.instance / 'keystore.sqlite3'}",
        "ITHACA_INSTANCE": str(config.instance),
        "ITHACA_LOG_LEVEL": "ERROR",
    }
    words = [sys.executable, "-m", "flask", "--app", "app", "keys", "rotate", Domain.CONVERSATIONS.value]
    return subprocess.Popen(words, env=os.environ | settings, stdout=subprocess.DEVNULL)


def rotated(app: Flask) -> None:
    """Rotate and see that it went well."""
    if rotate(app).wait():
        raise RuntimeError("flask keys rotate did not end well")


def is_killed(app: Flask, usual: float, chance: random.Random) -> bool:
    """Begin a rotation and kill it at a moment drawn by chance; whether it was still at work."""
    process = rotate(app)
    time.sleep(chance.uniform(0.2, 1) * usual)
    is_at_work = process.poll() is None
    process.kill()
    process.wait()
    return is_at_work


if __name__ == "__main__":
    sys.exit(main())
