"""One’s own copy of a room: a page and its files in a zip, made while it is sent and written to no disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZipFile

from flask import render_template

from app.conversations.agreements import AgreementView
from app.conversations.pages import RoomView
from app.conversations.services.items import FILE
from app.core.clock import today
from app.core.config import ROOT
from app.core.i18n import gettext as _
from app.core.organisation import organisation
from app.core.vault import CannotBeOpened

COPY = "copy"
PAGE, STYLE, FOLDER = "my copy.html", "copy.css", "files"
STEM, SUFFIX = 60, 12
KEPT = " -_.()"
Contents = Callable[[], bytes]


def copy_of(view: RoomView) -> Iterator[bytes]:
    """The pieces of the zip. Raises CannotBeOpened before the first of them, never in between."""
    items = {item.id: item for item in view.shared.of_kind(FILE)}
    names = {file.id: _safe(file.title, number) for number, file in enumerate(view.files, 1)}
    house = organisation()
    page = render_template(
        "conversations/_copy.html",
        view=view,
        agreement=AgreementView(view),
        files=names,
        today=today(house.time_zone),
        language=house.language,
    )
    contents: dict[str, Contents] = {PAGE: page.encode, STYLE: (ROOT / "app" / "static" / STYLE).read_bytes}
    for item_id, name in names.items():
        contents[f"{FOLDER}/{name}"] = partial(view.content_of, items[item_id])
    return _zipped(contents)


class _Sink:
    """What a zip is written to; it cannot be gone back in, so that what was sent need not be held."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing waits here."""

    def taken(self) -> bytes:
        """What was written since the last time."""
        taken, self._pieces = b"".join(self._pieces), []
        return taken


def _zipped(contents: Mapping[str, Contents]) -> Iterator[bytes]:
    sink = _Sink()
    with ZipFile(cast("IO[bytes]", sink), "w", ZIP_DEFLATED) as file:  # it asks for no more than these two
        for name, content in contents.items():
            try:
                file.writestr(name, content())
            except CannotBeOpened:
                file.writestr(f"{name}.txt", _("This cannot be opened."))
            yield sink.taken()
    yield sink.taken()


def _safe(title: str, number: int) -> str:
    """A name that every computer takes, unlike any other of this copy."""
    plain = "".join(each if each.isalnum() or each in KEPT else "_" for each in title)
    name = PurePosixPath(plain.strip(" ."))
    return f"{number:02} {name.stem[:STEM].strip(' .') or 'file'}{name.suffix[:SUFFIX]}"
