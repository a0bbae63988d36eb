"""Sentences with places for values, so that they can be translated before they are filled in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

__all__ = ["Sentence", "in_words", "listed"]

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the values for its places.

    Examples
    --------
    >>> str(Sentence("{mentor} can teach {skills}.", {"mentor": "Leila", "skills": "contract law"}))
    'Leila can teach contract law.'
    """

    template: str
    values: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format_map(self.values)


def in_words(number: float) -> str:
    """A whole number as it stands in a sentence.

    Examples
    --------
    >>> in_words(5), in_words(40)
    ('five', '40')
    """
    whole = int(number)
    return NUMBERS[whole] if 0 <= whole < len(NUMBERS) else str(whole)


def listed(items: Sequence[object], *, most: int = 3) -> str:
    """Items as they stand in a sentence, the first few of them.

    Examples
    --------
    >>> listed(["tax", "contract law", "audit"])
    'tax, contract law and audit'
    """
    words = [str(item) for item in items[:most]]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
