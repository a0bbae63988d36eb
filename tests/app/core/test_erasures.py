"""What was erased stays erased: written down before it is done, done again after a restore (C-20, C-21)."""

from __future__ import annotations

import re
import stat
import threading
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.core import erasures
from app.core.config import config_of
from app.core.erasures import LedgerDamaged, erasable, note_erasures, replay_erasures
from app.core.vault.cipher import new_key
from app.core.vault.ledger import hand_on, read_ledger
from app.core.vault.store import KeystoreBase, keystore, writing
from tests.app.core.registries import kept

BOX, OTHER = "aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"


@pytest.fixture
def boxes(app: Flask, session: Session) -> Iterator[set[str]]:
    """What there is to erase."""
    there = {BOX, OTHER}
    with kept(erasures._KINDS):
        erasures._KINDS.clear()

        @erasable("box", present=lambda: list(there))
        def erase(public_ids: Collection[str]) -> int:
            count = len(there)
            there.difference_update(public_ids)
            return count - len(there)

        yield there


@pytest.fixture
def ledger(app: Flask) -> Path:
    return config_of(app).erasure_ledger_path


def test_what_was_erased_is_erased_again_and_nothing_else(boxes: set[str]) -> None:
    note_erasures("box", [BOX])

    first, second = replay_erasures(), replay_erasures()

    assert (first, second, boxes) == ({"box": 1}, {"box": 0}, {OTHER})


def test_without_an_erasure_there_is_no_ledger_and_nothing_to_do(boxes: set[str], ledger: Path) -> None:
    note_erasures("box", [])

    assert (replay_erasures(), ledger.exists()) == ({}, False)


def test_the_ledger_names_nobody_and_is_its_owners_alone(boxes: set[str], ledger: Path) -> None:
    note_erasures("box", [BOX, OTHER])
    note_erasures("box", [OTHER])

    lines = ledger.read_text().splitlines()

    assert [line.split()[:2] for line in lines] == [["1", "key"], ["2", "box"], ["3", "box"]]
    assert BOX not in ledger.read_text()
    assert stat.S_IMODE(ledger.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("what", "instead"),
    [
        (r"2 box", "2 bax"),
        (r"(?m)^3 .*\n", ""),
        (r"(?m)^4 .*\n", ""),
        (r"(?m)^(2 .*\n)(3 .*\n)", r"\2\1"),
        (r"(?m)^3 ", "3 3 "),
        (r"(?s).+", ""),
    ],
)
def test_a_ledger_that_was_altered_or_cut_is_told_and_nothing_is_done(
    boxes: set[str], ledger: Path, what: str, instead: str
) -> None:
    note_erasures("box", [BOX])
    note_erasures("box", [OTHER, "cccccccccccccccc"])
    ledger.write_text(re.sub(what, instead, ledger.read_text()))

    with pytest.raises(LedgerDamaged):
        replay_erasures()
    with pytest.raises(LedgerDamaged):
        note_erasures("box", ["dddddddddddddddd"])

    assert boxes == {BOX, OTHER}


def test_a_missing_ledger_is_told(boxes: set[str], ledger: Path) -> None:
    note_erasures("box", [BOX])
    ledger.unlink()

    with pytest.raises(LedgerDamaged, match="ITHACA_ERASURE_LEDGER"):
        replay_erasures()


def test_a_keystore_from_before_the_erasure_is_no_hindrance(boxes: set[str]) -> None:
    note_erasures("box", [BOX])
    with writing() as store:
        store.execute(KeystoreBase.metadata.tables["mark"].delete())

    assert replay_erasures() == {"box": 1}


def test_a_line_left_half_written_counts_for_nothing(boxes: set[str], ledger: Path) -> None:
    note_erasures("box", [BOX])
    with ledger.open("a") as file:
        file.write("3 box 2026-11-")

    first = replay_erasures()
    note_erasures("box", [OTHER])

    assert (first, replay_erasures(), boxes) == ({"box": 1}, {"box": 1}, set())


def test_another_root_key_opens_it_once_it_was_handed_on_and_no_other(boxes: set[str], ledger: Path) -> None:
    store, new_root = keystore(), new_key()
    note_erasures("box", [BOX])
    old_root, store._root = store.root, new_key()
    try:
        with pytest.raises(LedgerDamaged, match="root key"):
            read_ledger()
        store._root = old_root
        hand_on(new_root)
        store._root = new_root
        by_the_new = read_ledger().holds("box", BOX)
        note_erasures("box", [OTHER])
        store._root = old_root
        by_the_old = read_ledger().holds("box", OTHER)
    finally:
        store._root = old_root

    assert (by_the_new, by_the_old) == (True, True)


def test_many_who_erase_at_once_follow_one_another(app: Flask, boxes: set[str]) -> None:
    def erase(number: int) -> None:
        with app.app_context():
            note_erasures("box", [f"{number:016}", BOX])

    threads = [threading.Thread(target=erase, args=(number,)) for number in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)

    assert len(read_ledger()) == 9


def test_the_operator_replays_by_a_command(app: Flask, boxes: set[str], ledger: Path) -> None:
    note_erasures("box", [BOX])

    done = app.test_cli_runner().invoke(args=["erasures", "replay"])
    ledger.write_text("nonsense\n")
    refused = app.test_cli_runner().invoke(args=["erasures", "replay"])

    assert (done.exit_code, "box: 1 erased again" in done.output) == (0, True)
    assert (refused.exit_code, "Error: The erasure ledger" in refused.output) == (1, True)
