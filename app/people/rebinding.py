"""When how somebody proves who they are has changed, areas that keep what is only theirs are told, before it commits.

A listener is a function ``(changes) → None``, called in the transaction of the change. A first password is no change:
there was nothing to open before it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rebinding:
    """Somebody who proves who they are in another way from now on; with the address they had, where that changed."""

    person_id: int
    former_address: str | None = None


Listener = Callable[[Sequence[Rebinding]], None]
_LISTENERS: list[Listener] = []


def when_rebound(listener: Listener) -> Listener:
    """Register the function below."""
    _LISTENERS.append(listener)
    return listener


def tell_rebound(changes: Sequence[Rebinding]) -> None:
    """Let every area do its part; nothing where nobody has changed."""
    if not changes:
        return
    for listener in _LISTENERS:
        listener(changes)
