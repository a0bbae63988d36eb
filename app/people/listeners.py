"""Functions that are told of people to whom something has happened, before it commits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Listener = Callable[[Sequence[int]], None]


class Listeners:
    """Those who want to know of one kind of thing: each a function ``(ids of people) → None``."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def register(self, listener: Listener) -> Listener:
        """Register the function below."""
        self._listeners.append(listener)
        return listener

    def tell(self, person_ids: Sequence[int]) -> None:
        """Tell all of them, in the transaction of the change; nothing where it is nobody."""
        if not person_ids:
            return
        for listener in self._listeners:
            listener(person_ids)
