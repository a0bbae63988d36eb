"""What somebody wrote of a cohort, read for signs of coaching under another name; the phrases are data beside it.

It finds phrases and no meaning: a sentence that denies one is innocent, whoever means one can word it otherwise, and
the answers of `programs.practice` stay what counts. A finding quotes the words, so that its writer sees why.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

__all__ = ["PHRASES", "Phrase", "phrases_in"]

SENTENCE = re.compile(r"[^.!?;\n]+[.!?;]?")
NOT_DENIED = re.compile(
    r"\bnot (?:only|just|later|less|more|optional|long)\b|\bwithout (?:exception|fail|delay)\b|\bno (?:later|fewer)\b"
    r"|\bno (?:exceptions?|doubt)\b|\bnothing (?:new|less|fancy|special)\b",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"\b(?:never|not|no|nobody|none|nothing|neither|nor|cannot|without|instead of|rather than|unlike|nowhere|stops?"
    r"|avoids?|refrains?|no one|against|free of)\b|n’t\b",
    re.IGNORECASE,
)
TURNS = re.compile(
    r"\b(?:but|however|yet|although|though|while)\b|\bthen\b"
    r"|(?:,|\band)(?: and)? (?:the|every|each|all|your|our|mentors?|managers?|hr|he|she|they|we|instead)\b",
    re.IGNORECASE,
)
WISHED = re.compile(
    r"\bif (?:i|you|they|the mentee|mentees|both|the two) (?:want|wish|like|ask|choose|agree|would)"
    r"|\bat the mentee’s (?:request|wish)|\bwhen the mentee asks|\bas the mentee (?:wishes|likes)",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(r"\bperformance advis\w+|\bcoaching instead\b", re.IGNORECASE)
"""Who points to the right place for it names it without being it."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sign, by the code of its check, in the words as they were written."""

    code: str
    quote: str


def _read() -> dict[str, tuple[re.Pattern[str], ...]]:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    lists = {name: value for name, value in table.items() if isinstance(value, str)}

    def compiled(phrase: str) -> re.Pattern[str]:
        for name, words in lists.items():
            phrase = phrase.replace(f"{{{name}}}", words)
        return re.compile(phrase, re.IGNORECASE)

    return {
        code: tuple(compiled(each) for each in part["phrases"]) for code, part in table.items() if code not in lists
    }


PHRASES: Mapping[str, tuple[re.Pattern[str], ...]] = MappingProxyType(_read())
"""By the code of the check in `programs.lint`."""


def phrases_in(text: str) -> tuple[Phrase, ...]:
    """The first phrase of each kind that somebody wrote, in the order of the checks.

    Examples
    --------
    >>> phrases_in("Every month the mentor reports to the manager.")
    (Phrase(code='L1', quote='mentor reports to the manager'),)
    >>> phrases_in("The mentor never reports to the manager.")
    ()
    """
    sentences = [" ".join(each.group().split()) for each in SENTENCE.finditer(_legible(text))]
    found = ((code, next(_in_sentences(sentences, code), "")) for code in PHRASES)
    return tuple(Phrase(code, quote) for code, quote in found if quote)


def _legible(text: str) -> str:
    """As the eye reads it: letters of other widths as usual ones, and none that nobody sees."""
    plain = unicodedata.normalize("NFKC", text).replace("'", "’")
    return "".join(each for each in plain if unicodedata.category(each) != "Cf")


def _in_sentences(sentences: list[str], code: str) -> Iterator[str]:
    for sentence in sentences:
        if WISHED.search(sentence) or ELSEWHERE.search(sentence):
            continue
        for phrase in PHRASES[code]:
            yield from (each.group() for each in phrase.finditer(sentence) if not _is_denied(sentence, each, phrase))


def _is_denied(sentence: str, found: re.Match[str], phrase: re.Pattern[str]) -> bool:
    """Whether a no before it, or within it, holds for it: one that comes before a turn does not."""
    until = found.start() if " not " in phrase.pattern else found.end()
    before = NOT_DENIED.sub(" ", sentence[:until])
    said = [each.end() for each in DENIED.finditer(before)]
    return bool(said) and not TURNS.search(before, said[-1])
