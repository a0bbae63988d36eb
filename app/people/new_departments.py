"""When people have moved to another department or job, areas that welcome them there are told, before it commits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

Listener = Callable[[Mapping[int, date]], None]
_LISTENERS: list[Listener] = []


def when_department_changes(listener: Listener) -> Listener:
    """Register the function below: it is given the ids of people, with the day since when."""
    _LISTENERS.append(listener)
    return listener


def tell_of_new_departments(moves: Mapping[int, date]) -> None:
    """Tell all of them, in the transaction of the change; nothing where it is nobody."""
    for listener in _LISTENERS if moves else ():
        listener(moves)
