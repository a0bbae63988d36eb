"""Who may change what the pages about support say."""

from __future__ import annotations

from app.core.access import Action, Rule, allow
from app.people.policy import is_administrator


class SupportAction(Action):
    """What one can do with the pages about support, beside reading them."""

    CHANGE_WORDS = "support:change-words", "Change what “Which support fits me?” says, and its names and numbers"


POLICY: dict[Action, tuple[Rule, ...]] = {SupportAction.CHANGE_WORDS: (is_administrator,)}
allow(POLICY)
