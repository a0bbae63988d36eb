"""One artefact: a ZIP file with a copy of one database, and a page that says of which, from when and of what form."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy.engine import make_url

from app.core.backups.copying import BackupRefused, copier_for
from app.core.clock import now

__all__ = ["BackupRefused", "Half", "Manifest", "back_up", "is_empty", "restore"]

FORMAT = 1
PAGE = "backup.json"
COPY = "database"
BLOCK = 1 << 20
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, TypeError, KeyError, RuntimeError)
"""What reading an altered ZIP file can end with."""


@dataclass(frozen=True, slots=True)
class Half:
    """One of the two databases: its ``kind``, where it is, and where its history lies."""

    kind: str
    url: str
    scripts: Path


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an artefact says of itself: ``made_at`` in UTC, ``revision`` of the schema, ``digest`` SHA-256."""

    format: int
    kind: str
    dialect: str
    made_at: str
    revision: str
    digest: str


def back_up(half: Half, file: Path) -> Manifest:
    """Copy a database as it is at one moment, while it is in use, into a new file that only its owner may read.

    Raises BackupRefused where the file exists, or the copy cannot be made; no half-written file stays.
    """
    if file.exists():
        raise BackupRefused(f"{file} is there already. A backup never replaces another one: choose a new name.")
    copier = copier_for(make_url(half.url))
    with _workplace(file) as folder:
        copy = folder / COPY
        revision = copier.copy_out(copy)
        made = Manifest(FORMAT, half.kind, copier.dialect, now().isoformat(), revision, _digest(copy))
        written = _own(folder / "written.zip")
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(PAGE, json.dumps(asdict(made), indent=1))
            archive.write(copy, COPY)
        with written.open("rb") as whole:
            os.fsync(whole.fileno())
        written.replace(file)
    return made


def restore(half: Half, file: Path, *, replaces: bool = False) -> Manifest:
    """Put a backup where the settings say that this database is: all of it or, when anything is wrong, nothing.

    Raises BackupRefused for a file that is no whole backup of this database and this or an earlier version, for a
    database that holds something unless ``replaces``, and while anything else uses it.
    """
    copier = copier_for(make_url(half.url))
    with _workplace(file) as folder:
        made = _unpacked(file, folder)
        _refuse_foreign(made, half, copier.dialect)
        copier.copy_in(folder / COPY, replaces=replaces)
    return made


def is_empty(half: Half) -> bool:
    """Whether there is no such database yet, or nothing in it."""
    return copier_for(make_url(half.url)).is_empty()


def _unpacked(file: Path, folder: Path) -> Manifest:
    broken = BackupRefused(f"{file} is not a whole backup: it was cut, altered, or is something else.")
    try:
        with zipfile.ZipFile(file) as archive:
            made = Manifest(**json.loads(archive.read(PAGE)))
            with archive.open(COPY) as packed, _own(folder / COPY).open("wb") as copy:
                shutil.copyfileobj(packed, copy, BLOCK)
    except FileNotFoundError as error:
        raise BackupRefused(f"There is no file {file}.") from error
    except BROKEN as error:
        raise broken from error
    if made.format != FORMAT or made.digest != _digest(folder / COPY):
        raise broken
    return made


def _refuse_foreign(made: Manifest, half: Half, dialect: str) -> None:
    if made.kind != half.kind:
        raise BackupRefused(f"This is a backup of the {made.kind}, not of the {half.kind}. Nothing was restored.")
    if made.dialect != dialect:
        raise BackupRefused(f"This backup is of {made.dialect}, and the settings name a database of {dialect}.")
    try:
        ScriptDirectory(str(half.scripts)).get_revision(made.revision)
    except CommandError as error:
        raise BackupRefused(
            "This backup was made by a newer version of Ithaca. Install that version, then restore."
        ) from error


@contextmanager
def _workplace(file: Path) -> Iterator[Path]:
    # Beside the file, not in a temporary folder of the system: what is copied leaves the place of backups nowhere.
    try:
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=file.parent) as name:
            yield Path(name)
    except (FileNotFoundError, NotADirectoryError, PermissionError) as error:
        raise BackupRefused(f"The folder {file.parent} is not there, or cannot be written.") from error


def _own(path: Path) -> Path:
    path.touch(mode=0o600)
    return path


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
