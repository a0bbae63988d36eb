"""Wall times around the days on which clocks move, in eight zones, and which times are offered to two people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.calendar_times import Calendar, NoSuchTime, Span, instant_of, is_twice, suggested, wall_of, works_at

ZONES = (
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Auckland",
    "America/New_York",
    "Europe/Lisbon",
    "Europe/Stockholm",
    "America/Sao_Paulo",
    "Asia/Kolkata",
)
SUNDAY = datetime(2026, 11, 22, 12, tzinfo=UTC)
NEW_YEAR = datetime.fromisoformat("2026-01-01T00:00")
MOMENTS = st.datetimes(NEW_YEAR, NEW_YEAR + timedelta(days=730), timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [
        # Ten in the morning on the last Friday before clocks move and on the Monday after, in UTC.
        ("Australia/Lord_Howe", "2026-10-01T23:30", "2026-10-04T23:00"),
        ("Asia/Kathmandu", "2026-10-02T04:15", "2026-10-05T04:15"),
        ("Pacific/Auckland", "2026-09-24T22:00", "2026-09-27T21:00"),
        ("America/New_York", "2026-10-30T14:00", "2026-11-02T15:00"),
        ("Europe/Lisbon", "2026-10-23T09:00", "2026-10-26T10:00"),
        ("Europe/Stockholm", "2026-03-27T09:00", "2026-03-30T08:00"),
        ("America/Sao_Paulo", "2026-10-30T13:00", "2026-11-02T13:00"),
        ("Asia/Kolkata", "2026-10-30T04:30", "2026-11-02T04:30"),
    ],
)
def test_ten_o_clock_stays_ten_o_clock_when_clocks_move(zone: str, before: str, after: str) -> None:
    instants = [datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (before, after)]

    walls = [wall_of(each, zone) for each in instants]

    assert [(wall.hour, wall.minute) for wall in walls] == [(10, 0), (10, 0)]
    assert [instant_of(wall, zone) for wall in walls] == instants


@pytest.mark.parametrize(
    ("zone", "wall", "before", "after"),
    [
        ("Europe/Stockholm", "2026-03-29T02:30", "2026-03-29T01:30", "2026-03-29T03:30"),
        ("Europe/Lisbon", "2026-03-29T01:15", "2026-03-29T00:15", "2026-03-29T02:15"),
        ("America/New_York", "2026-03-08T02:00", "2026-03-08T01:00", "2026-03-08T03:00"),
        ("Pacific/Auckland", "2026-09-27T02:45", "2026-09-27T01:45", "2026-09-27T03:45"),
        ("Australia/Lord_Howe", "2026-10-04T02:10", "2026-10-04T01:40", "2026-10-04T02:40"),
    ],
)
def test_a_time_that_clocks_jump_over_is_refused_with_its_neighbours(
    zone: str, wall: str, before: str, after: str
) -> None:
    with pytest.raises(NoSuchTime) as refused:
        instant_of(datetime.fromisoformat(wall), zone)

    assert (refused.value.before, refused.value.after) == (
        datetime.fromisoformat(before),
        datetime.fromisoformat(after),
    )


@pytest.mark.parametrize(
    ("zone", "wall", "first"),
    [
        ("Europe/Stockholm", "2026-10-25T02:30", "2026-10-25T00:30"),
        ("Europe/Lisbon", "2026-10-25T01:30", "2026-10-25T00:30"),
        ("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30"),
        ("Pacific/Auckland", "2026-04-05T02:30", "2026-04-04T13:30"),
        ("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45"),
    ],
)
def test_a_time_that_comes_twice_is_the_first_of_the_two(zone: str, wall: str, first: str) -> None:
    asked = datetime.fromisoformat(wall)

    instant = instant_of(asked, zone)

    assert instant == datetime.fromisoformat(first).replace(tzinfo=UTC)
    assert is_twice(asked, zone)


@pytest.mark.parametrize("zone", ["Asia/Kathmandu", "Asia/Kolkata", "America/Sao_Paulo"])
def test_no_time_comes_twice_where_clocks_stay(zone: str) -> None:
    year = (NEW_YEAR + timedelta(hours=hour) for hour in range(365 * 24))

    assert not any(is_twice(each, zone) for each in year)


@given(MOMENTS, st.sampled_from(ZONES))
def test_every_wall_time_that_clocks_show_is_an_instant(moment: datetime, zone: str) -> None:
    minute = moment.replace(second=0, microsecond=0)
    wall = wall_of(minute, zone)

    instant = instant_of(wall, zone)

    assert wall_of(instant, zone) == wall
    assert instant == minute or (is_twice(wall, zone) and instant < minute)


@given(MOMENTS, st.sampled_from(ZONES), st.sampled_from(ZONES), st.sampled_from((30, 45, 60, 90)))
def test_both_are_at_work_and_free_at_every_time_that_is_suggested(
    after: datetime, here: str, there: str, minutes: int
) -> None:
    busy = [Span(after + timedelta(days=day), after + timedelta(days=day, hours=2)) for day in range(21)]
    mine, other = Calendar(here, taken=busy), Calendar(there, {"2": ["07:00", "20:00"], "4": ["12:00", "23:30"]})

    walls = suggested(mine, other, minutes=minutes, after=after)

    spans = [Span(start, start + timedelta(minutes=minutes)) for start in (instant_of(wall, here) for wall in walls)]
    assert all(mine.is_free(span) and other.is_free(span) and span.start >= after for span in spans)
    assert walls == sorted(set(walls))
    assert len({wall.date() for wall in walls}) == len(walls)


def test_two_in_one_city_are_offered_mornings_and_afternoons() -> None:
    stockholm = Calendar("Europe/Stockholm")

    walls = suggested(stockholm, stockholm, minutes=45, after=SUNDAY, most=3)

    assert [each.isoformat(timespec="minutes") for each in walls] == [
        "2026-11-23T10:30",
        "2026-11-24T14:00",
        "2026-11-25T09:30",
    ]


def test_nothing_is_offered_where_two_share_no_hours() -> None:
    assert (
        suggested(
            Calendar("Europe/Lisbon"), Calendar("Asia/Kathmandu", {"6": ["09:00", "17:00"]}), minutes=30, after=SUNDAY
        )
        == []
    )


def test_a_meeting_that_is_agreed_already_takes_its_time() -> None:
    monday = Span(datetime(2026, 11, 23, 8, tzinfo=UTC), datetime(2026, 11, 23, 16, tzinfo=UTC))
    mine, other = Calendar("Europe/Stockholm", taken=[monday]), Calendar("Europe/Stockholm")

    walls = suggested(mine, other, minutes=45, after=SUNDAY, most=1)

    assert [wall.day for wall in walls] == [24]


@pytest.mark.parametrize(
    ("hours", "at", "works"),
    [
        ({}, "2026-11-23T08:00", True),
        ({}, "2026-11-23T07:59", False),
        ({}, "2026-11-22T10:00", False),
        ({"1": ["22:00", "06:00"]}, "2026-11-24T03:00", True),
        ({"1": ["22:00", "06:00"]}, "2026-11-25T03:00", False),
    ],
)
def test_working_hours_are_by_the_clock_where_somebody_works(hours: dict[str, list[str]], at: str, works: bool) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)

    assert works_at(Calendar("Europe/Stockholm", hours), moment) is works
