"""Makes headings comparable, and holds the words that HR systems use for them (``vocabulary.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.people.names import fold

_JOINTS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])")


def words(heading: str) -> str:
    """The heading as lower-case words without accents, parted by one space.

    >>> words("EmployeeNumber"), words("e-mail_address"), words("Over18"), words("Prénom ")
    ('employee number', 'e mail address', 'over 18', 'prenom')
    """
    return fold(_JOINTS.sub(" ", heading))


def compact(text: str) -> str:
    """The same without spaces, so that “job title”, “jobtitle” and “JobTitle” meet.

    >>> compact("JobTitle") == compact("job_title") == "jobtitle"
    True
    """
    return words(text).replace(" ", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of ``vocabulary.toml``: of fields, of sensitive kinds, and headings that only look sensitive."""

    fields: Mapping[str, tuple[str, ...]]
    sensitive: Mapping[str, tuple[str, ...]]
    harmless: frozenset[str]

    @classmethod
    def read(cls, path: Path) -> Vocabulary:
        content = tomllib.loads(path.read_text("utf-8"))
        return cls(
            fields={name: _listed(text) for name, text in content["fields"].items()},
            sensitive={name: _listed(text) for name, text in content["sensitive"].items()},
            harmless=frozenset(_listed(content["harmless"]["headings"])),
        )

    @staticmethod
    def pattern(wanted: Iterable[str]) -> re.Pattern[str]:
        """Finds any of the words in the words of a heading; “*” at the end of one stands for any ending."""
        alternatives = "|".join(re.escape(each).replace(r"\*", r"\w*") for each in wanted)
        return re.compile(rf"\b(?:{alternatives})\b")


def _listed(text: str) -> tuple[str, ...]:
    return tuple(" ".join(each.split()) for each in text.split(","))


VOCABULARY = Vocabulary.read(Path(__file__).with_name("vocabulary.toml"))
