"""Why somebody has no mentor yet, for an administrator, each with what would help; what they are told is elsewhere."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matching import Unmatched
from programs.aims import GROUPS
from programs.sentences import Sentence, in_words, listed
from programs.types import ProgramType

__all__ = ["LEFT_OUT", "PRIVATE_RULE", "Unplaced", "groups_in_words", "unplaced"]

PRIVATE_RULE = "a private rule"
LEFT_OUT = "left_out"
"""The one reason that no match gives: somebody decided it."""
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """What is so, and what would help."""

    why: Sentence
    help: Sentence


def unplaced(entry: Unmatched, name: str, program_type: ProgramType) -> Unplaced:
    """Say why a mentee keeps an unfilled need.

    Parameters
    ----------
    entry : Unmatched
        From ``Match.unmatched``.
    name : str
        The mentee's name.
    program_type : ProgramType
        Has the rules' names in plain words.

    Examples
    --------
    >>> from programs.catalogue import PROGRAM_TYPES
    >>> entry = Unmatched("ana", "no_seat_left", {"needs": 1, "filled": 0, "allowed": 12, "seats": 12})
    >>> print(unplaced(entry, "Ana", PROGRAM_TYPES["onboarding"]).why)
    Ana has twelve possible mentors, and all their seats are taken.
    """
    why, aid = SENTENCES[entry.reason](entry.facts, program_type)
    return Unplaced(
        Sentence(why.template, {"mentee": name, **why.values}), Sentence(aid.template, {"mentee": name, **aid.values})
    )


def _no_mentors(_facts: Facts, _type: ProgramType) -> tuple[Sentence, Sentence]:
    return (
        Sentence("No mentor has a seat, so {mentee} could not be placed."),
        Sentence("Invite mentors, or ask those who signed up to offer a seat."),
    )


def _no_allowed_mentor(facts: Facts, program_type: ProgramType) -> tuple[Sentence, Sentence]:
    rule = facts["rule"]
    label = PRIVATE_RULE if rule == "forbidden" else program_type.rule_label(rule)
    why = Sentence(
        "None of the {mentors} mentors may be with {mentee}. The rule that stands in the way most is “{rule}”: "
        "it alone keeps out {alone}.",
        {"mentors": str(facts["mentors"]), "rule": label, "alone": in_words(facts["alone"][rule])},
    )
    if rule == "forbidden":  # how many asked for it is nobody's to know
        why = Sentence(
            "None of the {mentors} mentors may be with {mentee}, because of {rule} among others.", why.values
        )
    elif not facts["alone"][rule]:
        why = Sentence(
            "None of the {mentors} mentors may be with {mentee}. Several rules stand in the way together; “{rule}” "
            "keeps out most.",
            {"mentors": str(facts["mentors"]), "rule": label},
        )
    return why, Sentence("Invite mentors whom the rules allow for {mentee}, or change the rule for this cohort.")


def _nobody_offers(facts: Facts, _type: ProgramType) -> tuple[Sentence, Sentence]:
    wanted = {"skills": listed(facts["wanted"])}
    return (
        Sentence("Nobody here can teach what {mentee} wants to learn: {skills}.", wanted),
        Sentence("Invite somebody who can teach {skills}, or ask {mentee} what else would help.", wanted),
    )


def _below_floor(facts: Facts, _type: ProgramType) -> tuple[Sentence, Sentence]:
    values = {"allowed": in_words(facts["allowed"]), "best": f"{facts['best']:g}", "floor": f"{facts['floor']:g}"}
    return (
        Sentence(
            "{mentee} has {allowed} possible mentors, but the best fit comes to {best} points and this cohort asks for "
            "{floor}.",
            values,
        ),
        Sentence("Lower the least score for this cohort, or invite mentors who fit {mentee} better."),
    )


def _no_seat_left(facts: Facts, _type: ProgramType) -> tuple[Sentence, Sentence]:
    one = facts["allowed"] == 1
    template = (
        "{mentee} has one possible mentor, whose seats are all taken."
        if one
        else "{mentee} has {allowed} possible mentors, and all their seats are taken."
    )
    return (
        Sentence(template, {"allowed": in_words(facts["allowed"])}),
        Sentence("Ask one of them for another seat, or invite more mentors."),
    )


def _group_full(facts: Facts, _type: ProgramType) -> tuple[Sentence, Sentence]:
    values = {"allowed": in_words(facts["allowed"]), "groups": groups_in_words(facts["groups"])}
    return (
        Sentence("{mentee} has {allowed} possible mentors, but {groups}.", values),
        Sentence("Allow more pairs from there, or invite mentors from elsewhere."),
    )


def groups_in_words(groups: Sequence[tuple[str, str]]) -> str:
    """Groups that have as many pairs as their ceilings allow, by column and value."""
    said = (Sentence(GROUPS[column].full if column in GROUPS else "{group} is full", {"group": str(value)})
            for column, value in groups)  # fmt: skip
    return listed(list(said))


def _no_other_mentor(facts: Facts, _type: ProgramType) -> tuple[Sentence, Sentence]:
    return (
        Sentence(
            "{mentee} asked for {needs} mentors and has {filled}; no other mentor is possible.",
            {"needs": in_words(facts["needs"]), "filled": in_words(facts["filled"])},
        ),
        Sentence("Invite more mentors whom the rules allow for {mentee}."),
    )


def _left_out(_facts: Facts, _type: ProgramType) -> tuple[Sentence, Sentence]:
    return (
        Sentence("{mentee} was left out of this match by an administrator."),
        Sentence("Take {mentee} in again under “What if …”."),
    )


SENTENCES: dict[str, Callable[[Facts, ProgramType], tuple[Sentence, Sentence]]] = {
    "below_floor": _below_floor,
    LEFT_OUT: _left_out,
    "group_full": _group_full,
    "no_allowed_mentor": _no_allowed_mentor,
    "no_mentors": _no_mentors,
    "no_other_mentor": _no_other_mentor,
    "no_seat_left": _no_seat_left,
    "nobody_offers": _nobody_offers,
}
