"""Reports: nothing but the allow-list, bytes that stay, and no reader before the signature."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date
from itertools import product

import pytest

from programs.reports import (
    MOVES,
    READ_IN,
    Audience,
    Band,
    Report,
    ReportState,
    Support,
    as_bytes,
    check_move,
    digest_of,
    from_bytes,
    is_read_by,
    progress,
)
from programs.rules import RuleBroken

REPORT = Report(
    client="Élodie Marchand",
    coach="Tariq Aziz",
    since=date(2026, 9, 1),
    until=date(2026, 11, 20),
    written_on=date(2026, 11, 22),
    held=4,
    agreed=8,
    goals=progress(["Lead the weekly review", "Say no in time"], [Band.UNDER_WAY, Band.BEGUN]),
    support=(Support.TIME, Support.TALK),
    note="Two hours on a Friday.",
)


def test_report_has_the_fields_of_the_allow_list_and_no_other() -> None:
    assert [each.name for each in fields(Report)] == [
        "client", "coach", "since", "until", "written_on", "held", "agreed", "goals", "support", "note",
    ]  # fmt: skip


def test_report_comes_back_from_the_bytes_that_were_signed() -> None:
    assert from_bytes(as_bytes(REPORT)) == REPORT


def test_signature_is_over_every_field() -> None:
    changed = [
        replace(REPORT, held=5),
        replace(REPORT, note="Three hours on a Friday."),
        replace(REPORT, support=(Support.TIME,)),
        replace(REPORT, goals=progress(["Lead the weekly review", "Say no in time"], [Band.REACHED, Band.BEGUN])),
        replace(REPORT, until=date(2026, 11, 21)),
        replace(REPORT, coach="Somebody Else"),
    ]

    digests = {digest_of(as_bytes(each)) for each in (REPORT, *changed)}

    assert len(digests) == 1 + len(changed)


@pytest.mark.parametrize("extra", ["said", "quote", "mood", "conversation"])
def test_report_with_another_field_is_none(extra: str) -> None:
    smuggled = json.dumps({**json.loads(as_bytes(REPORT)), extra: "Something that was said."}).encode()

    with pytest.raises(ValueError, match="not a report"):
        from_bytes(smuggled)


def test_note_is_short_and_says_more_about_support_only() -> None:
    with pytest.raises(RuleBroken, match="at most 200 characters"):
        replace(REPORT, note="a" * 201)
    with pytest.raises(RuleBroken, match="Choose what is asked for first"):
        replace(REPORT, support=())


def test_every_agreed_goal_is_reported() -> None:
    with pytest.raises(ValueError, match="shorter"):
        progress(["Lead the weekly review", "Say no in time"], [Band.BEGUN])


def test_only_the_client_signs_and_withdraws() -> None:
    deciding = {move: who for move, who in MOVES.items() if {ReportState.SIGNED, ReportState.WITHDRAWN} & {*move}}

    assert deciding == {
        (ReportState.WITH_CLIENT, ReportState.SIGNED): (Audience.CLIENT,),
        (ReportState.SIGNED, ReportState.WITHDRAWN): (Audience.CLIENT,),
    }


def test_move_passes_for_whom_the_table_names_and_explains_itself_to_everybody_else() -> None:
    for now, then, who in product(ReportState, ReportState, Audience):
        if who in MOVES.get((now, then), ()):
            check_move(now, then, who)
        else:
            with pytest.raises(RuleBroken, match=r"\. .*\.$"):
                check_move(now, then, who)


def test_reader_knows_of_signed_reports_only() -> None:
    known = {state for state in ReportState if is_read_by(Audience.READER, state)}

    assert known == {ReportState.SIGNED}
    assert ReportState.DRAFT not in READ_IN[Audience.CLIENT]
