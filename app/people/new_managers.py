"""When people have a new manager, areas that keep what was meant for the old one are told, before it commits.

A listener is a function ``(ids of people) → None``, called in the transaction of the change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Listener = Callable[[Sequence[int]], None]
_LISTENERS: list[Listener] = []


def when_manager_changes(listener: Listener) -> Listener:
    """Register the function below."""
    _LISTENERS.append(listener)
    return listener


def tell_of_new_managers(person_ids: Sequence[int]) -> None:
    """Say that these people report to somebody else from now on; nothing where it is nobody."""
    if not person_ids:
        return
    for listener in _LISTENERS:
        listener(person_ids)
