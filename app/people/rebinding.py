"""When how somebody proves who they are has changed, areas that keep what is only theirs are told, before it commits.

A listener is a function ``(person) → None``, called in the transaction of the change. A first password is no change:
there was nothing to open before it.
"""

from __future__ import annotations

from collections.abc import Callable

from app.people.models import Person

Listener = Callable[[Person], None]
_LISTENERS: list[Listener] = []


def when_rebound(listener: Listener) -> Listener:
    """Register the function below."""
    _LISTENERS.append(listener)
    return listener


def tell_rebound(person: Person) -> None:
    """Say that somebody proves who they are in another way from now on."""
    for listener in _LISTENERS:
        listener(person)
