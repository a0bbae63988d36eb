"""Sealing: nothing but the record itself, in its own place, opens (C-02, C-04, C-06, C-13)."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.vault import CannotBeOpened, Domain, Key, Lock, Membership, Opened, Place, make_key, open_key
from app.core.vault.padding import LEAST, padded, rounded, unpadded
from app.core.vault.words import Blob, SealedBytes
from tests.app.core.vault.conftest import AMARA, RUTH, TOMASZ

WORDS = b"I am thinking of leaving."


@pytest.fixture
def key(amara: Membership) -> Key:
    return open_key(amara, "test")


def test_what_one_member_seals_the_other_opens(key: Key, tomasz: Membership, place: Place) -> None:
    blob = key.seal(place, WORDS)

    assert open_key(tomasz, "test").unseal(place, blob) == WORDS
    assert bytes(blob).find(WORDS) == -1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(data=st.data())
def test_a_flipped_bit_anywhere_opens_nothing(key: Key, place: Place, data: st.DataObject) -> None:
    blob = bytearray(key.seal(place, WORDS))
    bit = data.draw(st.integers(0, len(blob) * 8 - 1))
    blob[bit // 8] ^= 1 << bit % 8

    with pytest.raises(CannotBeOpened):
        key.unseal(place, bytes(blob))


@pytest.mark.parametrize(
    "moved",
    [
        {"table": "draft"},
        {"column": "title"},
        {"row": "row2"},
        {"author": TOMASZ},
        {"version": 2},
        {"sequence": 2},
        {"previous": b"x"},
        {"part": 1},
        {"is_last_part": False},
    ],
)
def test_moved_to_another_place_it_does_not_open(key: Key, place: Place, moved: dict[str, Any]) -> None:
    blob = key.seal(place, WORDS)

    with pytest.raises(CannotBeOpened):
        key.unseal(replace(place, **moved), blob)


@pytest.mark.parametrize(
    "other",
    [
        Lock(Domain.CONVERSATIONS, "room000000000002"),
        Lock(Domain.COACHING, "room000000000001"),
        Lock(Domain.CONVERSATIONS, "room000000000001", AMARA),
    ],
)
def test_another_relationships_key_does_not_open_it(key: Key, place: Place, other: Lock) -> None:
    make_key(other, {AMARA, RUTH})
    blob = key.seal(place, WORDS)

    with pytest.raises(CannotBeOpened):
        open_key(Membership(other, AMARA), "test").unseal(place, blob)


@pytest.mark.parametrize("rubbish", [b"", b"\x01", b"\x01\x01" + bytes(31), bytes(300), b"\x02\x01" + bytes(300)])
def test_what_is_no_blob_is_refused_alike(key: Key, place: Place, rubbish: bytes) -> None:
    with pytest.raises(CannotBeOpened):
        key.unseal(place, rubbish)


@given(plaintext=st.binary(max_size=5000))
def test_padding_comes_off_again_and_hides_the_length(plaintext: bytes) -> None:
    whole = padded(plaintext)

    assert unpadded(whole) == plaintext
    assert len(whole) == rounded(len(plaintext) + 4) >= LEAST
    assert len(whole) <= max(LEAST, (len(plaintext) + 4) * 9 / 8)


def test_short_texts_all_have_one_length(key: Key, place: Place) -> None:
    lengths = {len(key.seal(place, b"x" * length)) for length in (0, 1, 17, 252)}

    assert len(lengths) == 1


def test_opened_words_do_not_print_store_or_turn_into_json() -> None:
    note = Opened("about the merger")

    printed = [str(note), repr(note), f"{note}", f"{[note]}", "".join(map(str, [note]))]

    assert all("merger" not in each for each in printed)
    with pytest.raises(TypeError):
        json.dumps({"note": note})
    with pytest.raises(TypeError):
        pickle.dumps(note)


def test_a_column_takes_only_what_was_sealed(key: Key, place: Place) -> None:
    column: Any = SealedBytes()

    with pytest.raises(TypeError):
        column.process_bind_param(b"plain words", None)
    assert column.process_bind_param(key.seal(place, WORDS), None)
    assert repr(Blob(b"abc")) == "<sealed>"
