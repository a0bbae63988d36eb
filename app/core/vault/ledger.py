"""The erasure ledger: what was erased for good, in a file outside all databases, so that no backup brings it back.

One line an erasure: number, kind, time, who or what it was as an HMAC, and an HMAC over all of it and the line before.
The key of both is the ledger's own, wrapped by the root key in a line of kind ``key``: the file and the root key are
enough to read it, whatever keystore was restored. How many lines there were, the keystore remembers too.
"""

from __future__ import annotations

import base64
import binascii
import fcntl
import hmac
import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO

from sqlalchemy.exc import IntegrityError

from app.core.clock import now
from app.core.config import ConfigError, current_config
from app.core.vault.cipher import CannotBeOpened, bound, derived, new_key, seal, unseal
from app.core.vault.store import Mark, keystore, reading, writing

KEY = "key"
_PURPOSE = bound("erasure ledger")
_MARK = ("erasures", "ledger", "")
_PARTS = 5


class LedgerDamaged(ConfigError):
    """The ledger is not what was written: nothing may be served until an operator has looked."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``what`` is the HMAC of an id, or the wrapped key."""

    number: int
    kind: str
    at: str
    what: str
    mac: str

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.at} {self.what} {self.mac}\n"


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger as it was read and found whole; empty where nothing was ever erased."""

    lines: Sequence[Line] = ()
    key: bytes = field(default=b"", repr=False)
    _known: frozenset[tuple[str, str]] = frozenset()

    def holds(self, kind: str, public_id: str) -> bool:
        """Whether this was erased."""
        return bool(self._known) and (kind, _id_mac(self.key, kind, public_id)) in self._known

    def __len__(self) -> int:
        return len(self._known)


def read_ledger() -> Ledger:
    """The ledger, every line of it checked. Raises LedgerDamaged, also where lines are missing at its end."""
    path, least = current_config().erasure_ledger_path, _least()
    text = _whole_lines(path.read_bytes()) if path.exists() else b""
    return _parsed(text, path, least)


def write_down(erasures: Collection[tuple[str, str]]) -> int:
    """Append erasures, as kind and public id, that are not in it yet, and wait for the disk.

    Called before what they tell of is committed: a deletion that nobody wrote down could come back with a backup, one
    that was written down and not done is done by the next replay. Returns how many were new. Raises LedgerDamaged.
    """
    path, least = current_config().erasure_ledger_path, _least()
    with _opened(path) as file:
        ledger = _parsed(file.read(), path, least)
        key = ledger.key or new_key()
        told = [] if ledger.key else [(KEY, _wrapped(key, keystore().root))]
        fresh = [each for each in sorted(set(erasures)) if not ledger.holds(*each)]
        told += [(kind, _id_mac(key, kind, public_id)) for kind, public_id in fresh]
        lines = _following(key, ledger.lines[-1:], told)
        _append(file, lines)
    count = len(ledger.lines) + len(lines)
    _remember(count)
    return len(fresh)


def hand_on(new_root: bytes) -> None:
    """Wrap the ledger's key by another root key too, before that becomes the root key; either reads it then."""
    path, least = current_config().erasure_ledger_path, _least()
    if not path.exists() and not least:
        return
    with _opened(path) as file:
        ledger = _parsed(file.read(), path, least)
        if ledger.key:
            _append(file, _following(ledger.key, ledger.lines[-1:], [(KEY, _wrapped(ledger.key, new_root))]))


def _least() -> int:
    """How many lines there are at least, asked before they are read."""
    with reading() as session:
        mark = session.get(Mark, _MARK)
    return mark.length if mark else 0


def _parsed(text: bytes, path: Path, least: int) -> Ledger:
    lines = [_line(each, path) for each in text.decode("ascii", "replace").splitlines()]
    if len(lines) < least:
        raise LedgerDamaged(
            f"The erasure ledger {path} has {len(lines)} lines and once had {least}. Bring the newest one back, or set "
            "ITHACA_ERASURE_LEDGER to where it is: without it, what was erased would come back."
        )
    if not lines:
        return Ledger()
    key = _key_in(lines, path)
    chain, before = derived(key, "chain"), None
    for line in lines:
        if line != _next_line(chain, before, line.kind, line.what, line.at):
            raise LedgerDamaged(f"Line {line.number} of the erasure ledger {path} is not what was written there.")
        before = line
    known = frozenset((line.kind, line.what) for line in lines if line.kind != KEY)
    return Ledger(lines, key, known)


def _line(text: str, path: Path) -> Line:
    parts = text.split(" ")
    if len(parts) != _PARTS or not parts[0].isdecimal():
        raise LedgerDamaged(f"The erasure ledger {path} has a line that is none.")
    return Line(int(parts[0]), *parts[1:])


def _key_in(lines: Sequence[Line], path: Path) -> bytes:
    for line in reversed(lines):
        if line.kind == KEY:
            try:
                return unseal(keystore().root, base64.b64decode(line.what, validate=True), _PURPOSE)
            except (CannotBeOpened, binascii.Error):
                continue
    raise LedgerDamaged(f"The root key does not open the erasure ledger {path}. It belongs to another installation.")


def _following(key: bytes, last: Sequence[Line], told: Sequence[tuple[str, str]]) -> list[Line]:
    chain, moment = derived(key, "chain"), now().isoformat(timespec="seconds")
    lines = list(last)
    for kind, what in told:
        lines.append(_next_line(chain, lines[-1] if lines else None, kind, what, moment))
    return lines[len(last) :]


def _next_line(chain: bytes, before: Line | None, kind: str, what: str, at: str) -> Line:
    number = before.number + 1 if before else 1
    return Line(number, kind, at, what, _mac(chain, bound(before.mac if before else "", number, kind, at, what)))


def _id_mac(key: bytes, kind: str, public_id: str) -> str:
    return _mac(key, bound("id", kind, public_id))


def _mac(key: bytes, text: bytes) -> str:
    return hmac.new(key, text, sha256).hexdigest()


def _wrapped(key: bytes, root: bytes) -> str:
    return base64.b64encode(seal(root, key, _PURPOSE)).decode()


def _whole_lines(text: bytes) -> bytes:
    """Without a line that a machine that stopped left half written: what it was to tell of was never committed."""
    return text[: text.rfind(b"\n") + 1]


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """The file for this process alone, at its beginning, ending with a whole line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.truncate(len(_whole_lines(file.read())))
        file.seek(0)
        yield file
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # or a new file’s name could be lost with the machine
    finally:
        os.close(folder)


def _append(file: IO[bytes], lines: Sequence[Line]) -> None:
    file.seek(0, os.SEEK_END)
    file.write("".join(map(str, lines)).encode("ascii"))
    file.flush()
    os.fsync(file.fileno())


def _remember(count: int) -> None:
    try:
        _raise_mark(count)
    except IntegrityError:  # whoever erased at the same moment made it first
        _raise_mark(count)


def _raise_mark(count: int) -> None:
    with writing() as session:
        mark = session.get(Mark, _MARK, with_for_update=True)
        if mark is None:
            domain, relationship, owner = _MARK
            mark = Mark(domain=domain, relationship=relationship, owner=owner, length=0)
            session.add(mark)
        mark.length = max(mark.length, count)
