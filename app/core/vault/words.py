"""What was opened, wrapped so that no log, mail, job or error page prints it by accident."""

from __future__ import annotations

from typing import Any, Generic, NoReturn, TypeVar

from sqlalchemy import Dialect, LargeBinary, TypeDecorator

SEALED = "<sealed>"

Plain = TypeVar("Plain")


class Opened(Generic[Plain]):
    """Opened words. Printing gives ``<sealed>``; who may show them to their owner calls `reveal`.

    >>> note = Opened("We talked about the merger.")
    >>> str(note), f"{note!r}", note.reveal()
    ('<sealed>', '<sealed>', 'We talked about the merger.')
    """

    __slots__ = ("_plain",)

    def __init__(self, plain: Plain) -> None:
        self._plain = plain

    def reveal(self) -> Plain:
        """The words themselves, for the page of whoever may read them."""
        return self._plain

    def __repr__(self) -> str:
        return SEALED

    __str__ = __repr__

    def __format__(self, _wanted: str) -> str:
        return SEALED

    def __reduce__(self) -> NoReturn:
        raise TypeError("Opened words are not stored.")


class Blob(bytes):
    """A sealed value as it lies in the database; it does not print itself."""

    def __repr__(self) -> str:
        return SEALED

    __str__ = __repr__


class SealedBytes(TypeDecorator[Blob]):
    """A column of blobs. Raises TypeError for anything that nobody sealed."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> bytes | None:
        if value is not None and not isinstance(value, Blob):
            raise TypeError("Only what was sealed is stored here.")
        return value

    def process_result_value(self, value: Any, _dialect: Dialect) -> Blob | None:
        return None if value is None else Blob(value)
