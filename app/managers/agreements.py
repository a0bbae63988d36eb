"""A new manager is agreed to anew: what somebody let the one before see ends with the change (C-34)."""

from __future__ import annotations

from app.managers.services import end_agreements_of
from app.people.new_managers import when_manager_changes

when_manager_changes(end_agreements_of)
