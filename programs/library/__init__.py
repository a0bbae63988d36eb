"""The library of a program: short pieces to read between two sessions, each with something to try and a question.

The words lie as Markdown in ``pieces/``, one file for each: a title, a summary, the words, then what to try, the
question and the sources under headings of their own.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["EXPERTISE", "LEADING", "THEMES", "Library", "Piece", "Words"]

PIECES = Path(__file__).parent / "pieces"
COMMUNICATION, ACUMEN, PROBLEMS = "Communication", "Business acumen", "Problem solving"
COLLABORATION, EMOTIONS, OWN = "Collaboration", "Emotional intelligence", "Of our own house"
THEMES = (COMMUNICATION, ACUMEN, PROBLEMS, COLLABORATION, EMOTIONS, OWN)
"""In the order in which a library shows them; the last is for what an administrator adds."""
_READ_IN_A_MINUTE = 200
_FORM = re.compile(
    r"# (?P<title>[^\n]+)\n> (?P<summary>[^\n]+)\n\n(?P<words>.+?)"
    r"\n\n## Try it\n(?P<exercise>.+?)\n\n## Take along\n(?P<question>.+?)\n\n## Where it comes from\n(?P<sources>.+)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What stands in a piece; ``words``, ``exercise`` and ``sources`` are Markdown."""

    title: str
    summary: str
    words: str
    exercise: str
    question: str
    sources: str

    @property
    def minutes(self) -> int:
        """How long it takes to read, from one minute up."""
        return max(1, round(len(f"{self.words} {self.exercise}".split()) / _READ_IN_A_MINUTE))


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a program: the name of its file, its theme, and the milestones at which it is worth reading."""

    name: str
    theme: str
    milestones: tuple[str, ...] = ()

    def words(self) -> Words:
        """What stands in its file.

        Examples
        --------
        >>> Piece("four-sides", COMMUNICATION).words().title
        'Four sides of one sentence'
        """
        return _read(self.name)


@dataclass(frozen=True, slots=True)
class Library:
    """The pieces of a program, in the order in which they are worth reading."""

    pieces: tuple[Piece, ...]

    def piece(self, name: str) -> Piece | None:
        """The piece of this name, None where the program has none."""
        return next((each for each in self.pieces if each.name == name), None)


@cache
def _read(name: str) -> Words:
    found = _FORM.fullmatch((PIECES / f"{name}.md").read_text(encoding="utf-8").strip())
    if found is None:
        raise ValueError(f"{name}.md has another form than a piece of the library")
    return Words(**found.groupdict())


LEADING = Library((
    Piece("between-feeling-and-answer", EMOTIONS, ("behaviours",)),
    Piece("taking-it-in", EMOTIONS, ("behaviours", "half-way")),
    Piece("four-sides", COMMUNICATION, ("behaviours",)),
    Piece("situation-behaviour-impact", COMMUNICATION, ("first-quarter",)),
    Piece("profit-and-loss", ACUMEN, ("stretch-task",)),
    Piece("customer-day", ACUMEN, ("stretch-task",)),
    Piece("before-the-solution", PROBLEMS, ("stretch-task",)),
    Piece("before-it-goes-wrong", PROBLEMS, ("stretch-taught",)),
    Piece("what-the-other-needs", COLLABORATION, ("half-way",)),
    Piece("safe-to-say", COLLABORATION, ("what-next",)),
))  # fmt: skip
"""For those who prepare for a larger role."""

EXPERTISE = Library((
    Piece("situation-behaviour-impact", COMMUNICATION),
    Piece("taking-it-in", EMOTIONS),
    Piece("before-the-solution", PROBLEMS),
    Piece("safe-to-say", COLLABORATION),
))  # fmt: skip
"""For those who learn a craft from somebody who masters it."""
