"""When people have a new manager, areas that keep what was meant for the old one are told, before it commits."""

from __future__ import annotations

from app.people.listeners import Listeners

_LISTENERS = Listeners()
when_manager_changes = _LISTENERS.register
tell_of_new_managers = _LISTENERS.tell
