"""Who is asking. Core knows no area, so a person is here whatever has these few attributes."""

from __future__ import annotations

from typing import Protocol, cast

from flask import has_request_context
from flask_login import current_user


class Actor(Protocol):
    """A signed-in person as core sees one."""

    id: int
    public_id: str
    name: str
    time_zone: str | None

    @property
    def first_name(self) -> str: ...

    @property
    def is_active(self) -> bool: ...


def current_actor() -> Actor | None:
    """The signed-in person of this request; None outside a request and for somebody signed out."""
    if not has_request_context() or not current_user or not current_user.is_authenticated:
        return None
    person = current_user._get_current_object()  # noqa: SLF001  the proxy's own way
    return cast("Actor", person)


def signed_in_actor() -> Actor:
    """The same, in a view that nobody signed out can open. Raises LookupError elsewhere."""
    actor = current_actor()
    if actor is None:
        raise LookupError("nobody is signed in")
    return actor
