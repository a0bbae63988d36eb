"""Why several have no mentor yet: those with the same reason together, for the administrator's review."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matching import Unmatched
from programs.sentences import Sentence, listed
from programs.types import ProgramType
from programs.unplaced import groups_in_words

__all__ = ["Group", "unplaced_groups"]

Facts = Mapping[str, Any]
FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Group:
    """People without a mentor for the same reason: in short, in a sentence, and what would help."""

    people: tuple[Unmatched, ...]
    short: Sentence
    why: Sentence
    help: Sentence


def unplaced_groups(entries: Sequence[Unmatched], program_type: ProgramType) -> list[Group]:
    """Those without enough mentors by reason, the largest group first.

    Examples
    --------
    >>> from programs.catalogue import PROGRAM_TYPES
    >>> full = {"needs": 1, "filled": 0, "allowed": 3, "seats": 3}
    >>> entries = [Unmatched(name, "no_seat_left", full) for name in ("ana", "ben")]
    >>> group, = unplaced_groups(entries, PROGRAM_TYPES["onboarding"])
    >>> len(group.people), str(group.short)
    (2, 'for want of seats')
    """
    sorted_out: dict[tuple[Any, ...], list[Unmatched]] = {}
    for entry in entries:
        sorted_out.setdefault(_key(entry), []).append(entry)
    largest_first = sorted(sorted_out.values(), key=lambda people: -len(people))
    return [_group(people, program_type) for people in largest_first]


def _key(entry: Unmatched) -> tuple[Any, ...]:
    facts = entry.facts
    named = (*facts.get("wanted", ()), *facts.get("groups", ()))
    return (entry.reason, facts.get("rule"), *sorted(map(str, named)))


def _group(people: Sequence[Unmatched], program_type: ProgramType) -> Group:
    facts, reason = people[0].facts, people[0].reason
    if reason == "no_allowed_mentor" and facts["rule"] == FORBIDDEN:
        reason = "private_rule"
    values = {"skills": listed(facts["wanted"])} if facts.get("wanted") else {}
    if facts.get("groups"):
        values = {"groups": groups_in_words(facts["groups"])}
    if reason == "no_allowed_mentor":
        values = {"rule": program_type.rule_label(facts["rule"])}
    short, why, aid = (Sentence(template, values) for template in WORDS[reason])
    return Group(tuple(people), short, why, aid)


WORDS: Mapping[str, tuple[str, str, str]] = {
    "no_mentors": (
        "for want of seats",
        "No mentor has a free seat.",
        "Invite mentors, or ask those who signed up to offer a seat.",
    ),
    "no_seat_left": (
        "for want of seats",
        "All seats of their possible mentors are taken.",
        "Ask those who mentor already for another seat, or invite more mentors.",
    ),
    "no_allowed_mentor": (
        "because of the rule “{rule}”",
        "The rules leave nobody for them; “{rule}” stands in the way most.",
        "Invite mentors whom the rules allow, or change the rule for this cohort.",
    ),
    "private_rule": (
        "because of a private rule",
        "A private rule leaves nobody for them.",
        "Invite more mentors.",
    ),
    "nobody_offers": (
        "because nobody here teaches {skills}",
        "Nobody here can teach what they want to learn: {skills}.",
        "Invite somebody who can teach {skills}, or ask them what else would help.",
    ),
    "left_out": (
        "left out of this match",
        "They were left out of this match by an administrator.",
        "Take them in again under “What if …”.",
    ),
    "below_floor": (
        "because no fit reaches the least score",
        "Their best fits come to fewer points than this cohort asks for.",
        "Lower the least score for this cohort, or invite mentors who fit them better.",
    ),
    "group_full": (
        "because of a limit for groups",
        "Some of their possible mentors have a seat left, but {groups}.",
        "Allow more pairs from there, or invite mentors from elsewhere.",
    ),
    "no_other_mentor": (
        "because no other mentor is possible",
        "They asked for more mentors than are possible for them.",
        "Invite more mentors whom the rules allow.",
    ),
}
