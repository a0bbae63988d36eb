"""Which passwords are refused, and how they are kept."""

from __future__ import annotations

import pytest

from app.accounts.passwords import STRONG, hashed, is_right, refuse_weak
from app.core.errors import RuleBroken

pytestmark = pytest.mark.usefixtures("app_context")


@pytest.mark.parametrize(
    "password",
    [
        "correct pony battery nail", "four words in a row", "Zürich im Nebel 47", "þetta er langt orð",
        "🙂🙃🙂🌊⛵🏝 sea away", "amaranth grows by the wall", "my sister amara likes figs",
    ],
)  # fmt: skip
def test_a_long_password_of_any_kind_is_good(password: str) -> None:
    assert refused_at(password) == []


@pytest.mark.parametrize(
    "password",
    [
        "short", "elevenchars", "password12345", "Password!!!!2026", "qwertyuiop123", "123456789012", "abcdefghijklm",
        "aaaaaaaaaaaa", "abcabcabcabc", "passwordpassword", "administrator1", "MentoringMentoring", "Ithaca2026!!!!",
        "amaraokafor1", "Amara.Okafor2026", "okafor-amara!", "amara.okafor@example.org", "a" * 300,
    ],
)  # fmt: skip
def test_what_would_be_guessed_is_refused_at_its_field(password: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        refuse_weak(password, "Amara Okafor", "amara.okafor@example.org")

    assert refused.value.field == "password"


def test_a_password_is_kept_as_argon2id_only() -> None:
    stored = hashed("four words in a row")

    assert stored.startswith("$argon2id$")
    assert is_right("four words in a row", stored)
    assert not is_right("four words in a Row", stored)
    assert not is_right("four words in a row", None)
    assert not is_right("four words in a row", "not a hash")


def test_the_parameters_of_production_are_those_of_the_standard() -> None:
    assert (STRONG.type.name, STRONG.memory_cost, STRONG.time_cost) == ("ID", 65_536, 3)


def test_the_same_letters_typed_on_two_keyboards_are_one_password() -> None:
    stored = hashed("caf\u00e9 au lait 12")

    assert is_right("cafe\u0301 au lait 12", stored)


def refused_at(password: str) -> list[str | None]:
    """The field at which it is refused, nothing when it is good."""
    try:
        refuse_weak(password, "Amara Okafor", "amara.okafor@example.org")
    except RuleBroken as refused:
        return [refused.field]
    return []
