"""Permission is data: no entry means no."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from app.core import access
from app.core.access import Action, UndeclaredAccess, allow, can


class ShelfAction(Action):
    READ = "shelf:read", "Read what is on the shelf"
    BURN = "shelf:burn", "Burn the shelf"


@dataclass
class Reader:
    name: str
    is_active: bool = True


def is_named_ada(person: Reader, _shelf: object) -> bool:
    return person.name == "Ada"


def owns(person: Reader, shelf: object) -> bool:
    return shelf == person.name


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "TABLE", {})
    allow({ShelfAction.READ: (is_named_ada, owns)})


@pytest.mark.parametrize(
    ("person", "shelf", "answer"),
    [
        (Reader("Ada"), "Bob", True),
        (Reader("Bob"), "Bob", True),
        (Reader("Bob"), "Ada", False),
        (Reader("Ada", is_active=False), "Ada", False),
        (None, "Ada", False),
    ],
)
def test_can_asks_every_rule(table: None, person: Reader | None, shelf: str, answer: bool) -> None:
    assert can(person, ShelfAction.READ, shelf) is answer


def test_can_refuses_an_action_that_no_table_names(table: None) -> None:
    assert can(Reader("Ada"), ShelfAction.BURN, "Ada") is False


def test_an_action_has_a_sentence() -> None:
    assert (str(ShelfAction.READ), ShelfAction.READ.sentence) == ("shelf:read", "Read what is on the shelf")


def test_two_tables_cannot_speak_about_one_action(table: None) -> None:
    with pytest.raises(UndeclaredAccess, match="shelf:read"):
        allow({ShelfAction.READ: ()})
