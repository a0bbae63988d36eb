"""When people have moved to another department, areas that welcome them there are told, before it commits.

A listener is a function ``(ids of people) → None``, called in the transaction of the change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Listener = Callable[[Sequence[int]], None]
_LISTENERS: list[Listener] = []


def when_department_changes(listener: Listener) -> Listener:
    """Register the function below."""
    _LISTENERS.append(listener)
    return listener


def tell_of_new_departments(person_ids: Sequence[int]) -> None:
    """Say that these people work elsewhere in the house from now on; nothing where it is nobody."""
    if not person_ids:
        return
    for listener in _LISTENERS:
        listener(person_ids)
