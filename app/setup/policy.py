"""Who may set up this installation."""

from __future__ import annotations

from app.core.access import Action, Rule, allow
from app.people.policy import is_administrator


class SetupAction(Action):
    """What one can do with the settings of an installation."""

    CHANGE = "setup:change", "See the checklist and change the settings of this installation"


POLICY: dict[Action, tuple[Rule, ...]] = {SetupAction.CHANGE: (is_administrator,)}
allow(POLICY)
