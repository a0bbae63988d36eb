"""Why these two: sentences from facts that both may know. Never a score, a level or another person."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from matching import Part
from programs.sentences import Sentence, in_words, listed

__all__ = [
    "Pair",
    "Reason",
    "hold_the_same",
    "meets_new_people",
    "pair_reasons",
    "remembers_joining",
    "same_craft",
    "shares_hours",
    "teaches",
    "went_the_way",
    "wished_for_each_other",
]

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """The names of two people, and who is to read about them."""

    mentee: str
    mentor: str
    reader: Literal["pair", "administrator"] = "pair"

    def sentence(self, to_pair: str, to_administrator: str | None = None, **values: str) -> Sentence:
        """One wording for the two themselves, another for the administrator."""
        template = to_administrator if to_administrator and self.reader == "administrator" else to_pair
        return Sentence(template, {"mentee": self.mentee, "mentor": self.mentor, **values})


Reason = Callable[[Facts, Pair], Iterator[Sentence]]


def pair_reasons(reasons: Mapping[str, Reason], parts: Sequence[Part], pair: Pair) -> list[Sentence]:
    """Sentences for a pair, what counted most first.

    Parameters
    ----------
    reasons : mapping of criterion name to Reason
        ``ProgramType.reasons``. A criterion without one stays unsaid.
    parts : sequence of Part
        From ``Match.explain``.
    pair : Pair

    Examples
    --------
    >>> facts = {"covered": [{"skill": "contract law", "wanted": 4, "offered": 6}], "uncovered": []}
    >>> parts = [Part("skills", "coverage", 45.0, 45.0, False, facts)]
    >>> [str(reason) for reason in pair_reasons({"skills": teaches}, parts, Pair("Tomasz", "Leila"))]
    ['Leila can teach contract law, which Tomasz wants to learn.']
    """
    counted = sorted((part for part in parts if part.points > 0 and not part.unknown), key=lambda part: -part.points)
    return [sentence for part in counted if part.name in reasons for sentence in reasons[part.name](part.facts, pair)]


def teaches(facts: Facts, pair: Pair) -> Iterator[Sentence]:
    """Wanted skills that the mentor offers at the wanted level, else those that come near."""
    covered = [_named(skill) for skill in facts["covered"] if _reaches(skill)]
    nearly = [_named(skill) for skill in facts["covered"] if not _reaches(skill)]
    if covered:
        yield pair.sentence("{mentor} can teach {skills}, which {mentee} wants to learn.", skills=listed(covered))
    elif nearly:
        yield pair.sentence("{mentor} can help with {skills}, which {mentee} wants to learn.", skills=listed(nearly))


def went_the_way(facts: Facts, pair: Pair) -> Iterator[Sentence]:
    """Roles the mentee aims for that the mentor has held."""
    roles = [_named(role) for role in facts["covered"]]
    if roles:
        yield pair.sentence("{mentor} knows from experience the role {mentee} aims for: {roles}.", roles=listed(roles))


def wished_for_each_other(facts: Facts, pair: Pair) -> Iterator[Sentence]:
    """Said only when both wished: a wish that was not returned stays with whoever made it."""
    if facts["mentee_wished"] and facts["mentor_wished"]:
        yield pair.sentence("Each of you asked for the other.", "Each asked for the other.")


def same_craft(facts: Facts, pair: Pair) -> Iterator[Sentence]:
    """The same function or profession."""
    if facts["same"]:
        yield pair.sentence("You both work in {craft}.", "Both work in {craft}.", craft=str(facts["mentor"]))


def meets_new_people(facts: Facts, pair: Pair) -> Iterator[Sentence]:
    """Different functions: the other side of `same_craft`."""
    if not facts["same"]:
        yield pair.sentence(
            "You work in different fields, so each of you meets people you would not meet otherwise.",
            "They work in different fields, so each meets people they would not meet otherwise.",
        )


def shares_hours(facts: Facts, pair: Pair) -> Iterator[Sentence]:
    """The same site, or working hours in common."""
    if facts["same_place"]:
        yield pair.sentence("You work at the same site.", "They work at the same site.")
    elif facts["hours"] is not None and facts["hours"] >= 1:
        whole = int(facts["hours"])
        if whole == 1:
            yield pair.sentence("Your working days share one hour.", "Their working days share one hour.")
        else:
            yield pair.sentence(
                "Your working days share {hours} hours.",
                "Their working days share {hours} hours.",
                hours=in_words(whole),
            )


def hold_the_same(facts: Facts, pair: Pair) -> Iterator[Sentence]:
    """Interests or values that both named."""
    if facts["shared"]:
        yield pair.sentence("You both named {items}.", "Both named {items}.", items=listed(facts["shared"]))


def remembers_joining(facts: Facts, pair: Pair) -> Iterator[Sentence]:
    """The mentor joined a few years ago: for the administrator, since colleagues do not see each other’s first day."""
    if facts["within"] and pair.reader == "administrator":
        yield pair.sentence("{mentor} joined a few years ago and remembers the first months.")


def _named(entry: Mapping[str, Any]) -> str:
    return str(entry["skill"])


def _reaches(entry: Mapping[str, Any]) -> bool:
    wanted, offered = entry["wanted"], entry["offered"]
    return wanted is None or offered is None or bool(offered >= wanted)
