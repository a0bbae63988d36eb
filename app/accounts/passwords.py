"""Passwords: how they are kept, and which are refused.

Argon2id with the parameters of RFC 9106 for limited memory (64 MiB, 3 passes). Length matters and composition does
not: twelve characters, nothing that everybody tries first, not one's own name or address (NIST SP 800-63B).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.accounts.common_passwords import COMMON, SEQUENCES
from app.core.config import Environment, current_config
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Person

SHORTEST = 12
LONGEST = 256
FEWEST_DISTINCT = 5
LEAST_OF_ONES_OWN = 6
STRONG = PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=4)
# Hundreds of tests sign in; what they test is not how long a hash takes.
_QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


def hashed(password: str) -> str:
    """What is stored of a password."""
    return _hasher().hash(_same(password))


def is_right(password: str, stored: str | None) -> bool:
    """Whether this is the password; without a stored one the same work is done in vain, so that time tells nothing."""
    try:
        _hasher().verify(stored or _nobodys(), _same(password))
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Whether a hash was made with weaker parameters than today's and should be made anew."""
    return _hasher().check_needs_rehash(stored)


def refuse_weak(password: str, person_name: str, email: str | None) -> None:
    """Raise RuleBroken, at the field ``password``, for one that would be guessed."""
    if len(password) < SHORTEST:
        raise _refusal(_("Please take at least 12 characters. Four words in a row are good and easy to keep."))
    if len(password) > LONGEST:
        raise _refusal(_("Please take at most 256 characters."))
    if _is_common(password):
        raise _refusal(_("This is among the first that anybody would try. Please take another."))
    if _is_about(password, person_name, email):
        raise _refusal(_("This is close to your name or address. Please take something that is not about you."))


def refuse_weak_for(person: Person, password: str) -> None:
    """The same for somebody in the directory."""
    refuse_weak(password, person.name, person.email)


def _hasher() -> PasswordHasher:
    return _QUICK if current_config().env == Environment.TEST else STRONG


def _nobodys() -> str:
    return _hash_of_nobody(_hasher())


@cache
def _hash_of_nobody(hasher: PasswordHasher) -> str:
    return hasher.hash("the password of nobody at all")


def _same(password: str) -> str:
    # One keyboard sends é as one character, another as two.
    return unicodedata.normalize("NFKC", password)


def _refusal(sentence: str) -> RuleBroken:
    return RuleBroken(sentence, field="password")


def _is_common(password: str) -> bool:
    folded = password.casefold()
    core = folded.strip("0123456789!?.,-_*#$%&@ ")
    repeated = re.fullmatch(r"(.{1,12}?)\1+.{0,5}", folded) is not None
    runs = any(folded in sequence for sequence in SEQUENCES)
    return core in COMMON or repeated or runs or len(set(folded)) < FEWEST_DISTINCT


def _is_about(password: str, person_name: str, email: str | None) -> bool:
    own = {word for word in re.split(r"[\W_]+", f"{person_name} {email or ''}".casefold()) if len(word) > 2}
    rest = password.casefold()
    for word in sorted(own, key=len, reverse=True):
        rest = rest.replace(word, "")
    was_found = len(rest) < len(password)
    return was_found and sum(character.isalnum() for character in rest) < LEAST_OF_ONES_OWN
