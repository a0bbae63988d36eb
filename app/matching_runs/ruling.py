"""The rules that stand against two people, in the words that an administrator may read."""

from __future__ import annotations

from collections.abc import Iterable

from app.core.i18n import gettext as _
from matching import FORBIDDEN
from programs.sentences import listed
from programs.types import ProgramType
from programs.unplaced import PRIVATE_RULE


def public_rules(kind: ProgramType, rules: Iterable[str]) -> list[str]:
    """The names of those that anybody may know of."""
    return [_(kind.rule_label(each)) for each in rules if each != FORBIDDEN]


def rules_in_words(kind: ProgramType, rules: Iterable[str]) -> list[str]:
    """All of them in quotes. A private rule is told only where no other stands against the two, and never which."""
    return [f"“{each}”" for each in public_rules(kind, rules) or [_(PRIVATE_RULE)]]


def enumerated(words: list[str]) -> str:
    """Every one of them, as they stand in a sentence."""
    return listed(words, most=len(words))
