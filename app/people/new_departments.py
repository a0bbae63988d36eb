"""When people have moved to another department, areas that welcome them there are told, before it commits."""

from __future__ import annotations

from app.people.listeners import Listeners

_LISTENERS = Listeners()
when_department_changes = _LISTENERS.register
tell_of_new_departments = _LISTENERS.tell
