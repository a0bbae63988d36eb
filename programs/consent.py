"""What somebody agrees to by signing up, in words, and the version by which those words are kept."""

import hashlib
from collections.abc import Mapping, Sequence

from programs.privacy import PRIVACY
from programs.questions import Question
from programs.sentences import Sentence
from programs.types import ProgramType

__all__ = ["VERSION_LENGTH", "consent_sentences", "version_of"]

VERSION_LENGTH = 16

COMMON = (
    "I take part because I want to. I can withdraw until the pairs are published.",
    "A pair can be ended at any time, by either of us, without a reason.",
    "What the two of us say to each other stays between us.",
    "Nobody rates me for what I do here, and nothing of it is used for performance, pay or promotion.",
    "My age, gender, origin, health and family, ratings and pay are never used for matching.",
    "Nobody in my reporting line, solid or dotted, becomes my partner.",
)
BY_SIDE = {
    "mentee": "I prepare our meetings, and say when I cannot come.",
    "mentor": "I keep the time for as many mentees as I have offered to take, and say when it becomes too much.",
}


def consent_sentences(
    program_type: ProgramType, side: str, questions: Sequence[Question], privacy: Mapping[str, str]
) -> tuple[Sentence, ...]:
    """The sentences that are agreed to, in plain English.

    Parameters
    ----------
    program_type : ProgramType
    side : "mentee" or "mentor"
    questions : sequence of Question
        What was asked, from `questions_of`.
    privacy : mapping of setting name to choice
        From `programs.privacy.chosen`.

    Examples
    --------
    >>> from programs.catalogue import PROGRAM_TYPES
    >>> from programs.privacy import chosen
    >>> kind = PROGRAM_TYPES["onboarding"]
    >>> print(consent_sentences(kind, "mentee", (), chosen(kind, {}))[1])
    I prepare our meetings, and say when I cannot come.
    """
    observed = program_type.observations
    said = (COMMON[0], BY_SIDE[side], *([observed.agreed_by(side)] if observed else []), *COMMON[1:])
    settings = (PRIVACY[name].choice(value).sentence for name, value in _concerned(program_type, privacy))
    used = Sentence("Of my answers these are used for matching: {answers}.", {"answers": _listed(questions)})
    told = (*(Sentence(each) for each in said), *([used] if questions else []), *map(Sentence, settings))
    return (*told, _seen_by_manager(program_type))


def version_of(words: str) -> str:
    """Digest of the words, 16 characters of SHA-256 in hexadecimal: other words have another one.

    Examples
    --------
    >>> version_of("I take part because I want to."), len(version_of("")) == VERSION_LENGTH
    ('1c04f1f590250d54', True)
    """
    return hashlib.sha256(words.encode()).hexdigest()[:VERSION_LENGTH]


def _seen_by_manager(program_type: ProgramType) -> Sentence:
    if not program_type.manager_sees:
        return Sentence("A mentee’s manager sees nothing of it.")
    return Sentence("All that a mentee’s manager sees: {things}.", {"things": "; ".join(program_type.manager_sees)})


def _listed(questions: Sequence[Question]) -> str:
    return "; ".join(f"{question.label[0].lower()}{question.label[1:]}" for question in questions)


def _concerned(program_type: ProgramType, privacy: Mapping[str, str]) -> list[tuple[str, str]]:
    """The settings that mean something here: without wishes there is no list to wish from."""
    has_wishes = program_type.wishes_at_most > 0
    return [(name, value) for name, value in privacy.items() if has_wishes or name != "wish_list_shown"]
