"""Who may set up this installation."""

from __future__ import annotations

from app.core.access import Action, Rule, allow
from app.people.policy import is_administrator, is_works_council


class SetupAction(Action):
    """What one can do with the settings of an installation."""

    REVIEW = "setup:review", "Read what this system stores, and when settings were changed"
    CHANGE = "setup:change", "See the checklist and change the settings of this installation"


POLICY: dict[Action, tuple[Rule, ...]] = {
    SetupAction.CHANGE: (is_administrator,),
    SetupAction.REVIEW: (is_administrator, is_works_council),
}
allow(POLICY)
