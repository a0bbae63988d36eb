"""Where uploaded files and the lists of what they would change lie until the import is over: instance/uploads.

Names are drawn by chance and say nothing; only the account that runs Ithaca may read the folder.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from app.core.clock import now
from app.core.config import current_config
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.people_import.plan import Kind

FOLDER = "uploads"
NAME_BYTES = 24
# A file whose import was never stored is an orphan; it may also be one that is being stored this moment.
ORPHANED = timedelta(hours=25)


def keep(pieces: Iterable[bytes]) -> str:
    """Store the file and return its name."""
    name = secrets.token_hex(NAME_BYTES)
    _write(_folder() / name, pieces)
    return name


def path_of(name: str | None) -> Path:
    """Where the file lies. Raises RuleBroken when it is no longer there."""
    path = _folder() / name if name else None
    if path is None or not path.is_file():
        raise RuleBroken(_("This file is no longer kept. Choose it again."), field="file")
    return path


def keep_list(name: str, kind: Kind, entries: Iterable[dict[str, Any]]) -> None:
    """Store one of the lists of what the file would change; a list that is there already is replaced."""
    path = _list_path(name, kind)
    beside = path.with_suffix(".part")
    _write(beside, (json.dumps(entry, ensure_ascii=True).encode() + b"\n" for entry in entries))
    beside.replace(path)


def read_list(name: str | None, kind: Kind, start: int = 0, count: int | None = None) -> Iterator[dict[str, Any]]:
    """The entries of a list from ``start``; none where the list is no longer kept."""
    path = _list_path(name, kind) if name else None
    if path is None or not path.is_file():
        return
    with path.open("rb") as lines:
        for line in islice(lines, start, None if count is None else start + count):
            yield json.loads(line)


def forget(name: str | None) -> None:
    """Delete the file and its lists."""
    if name:
        for path in (_folder() / name, *(_list_path(name, kind) for kind in Kind)):
            path.unlink(missing_ok=True)


def forget_orphans(kept: set[str]) -> int:
    """Delete old files that belong to no import; how many."""
    oldest = (now() - ORPHANED).timestamp()
    orphans = [
        path
        for path in _folder().iterdir()
        if path.name.partition(".")[0] not in kept and path.stat().st_mtime < oldest
    ]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _list_path(name: str, kind: Kind) -> Path:
    return _folder() / f"{name}.{kind}"


def _folder() -> Path:
    folder = current_config().instance / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    path.touch(mode=0o600)
    with path.open("wb") as stream:
        stream.writelines(pieces)
