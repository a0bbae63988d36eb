"""How pairs go on: they meet, log it, part, and their administrator sees how it stands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from programs.calendar_times import instant_of
from tests.journeys.cast import Cast
from tests.journeys.citizens import settle
from tests.journeys.cohort_letters import calendar_entry, to_whom
from tests.journeys.how_pairs_begin import DAY
from tests.journeys.town import Town
from tests.letters import words_of


def first_meeting(town: Town, cast: Cast) -> None:
    """Jonas writes first and offers three times, Amara takes one, they meet, and the letter’s link logs it."""
    amara, jonas = cast.amara, cast.jonas
    for each in (amara, jonas):
        each.opens_pair()
    jonas.writes_first()
    times = jonas.offers_times_found()
    town.work()
    amara.confirms()
    town.work()

    starts_at = instant_of(datetime.fromisoformat(times[0]), "Europe/Stockholm")
    for each in (amara, jonas):
        entry = calendar_entry(each.letter("Your mentoring meeting"))
        assert (entry.method, entry.starts_at, entry.sequence) == ("REQUEST", starts_at, 2)
    amara.looks_around("a meeting lies ahead")

    town.be_at(starts_at + timedelta(hours=3))
    assert to_whom(town, "How was your meeting") == {jonas.address}
    jonas.looks_around("a meeting is to be logged")
    jonas.visitor.context.clear_cookies()
    for _scanner in range(2):
        jonas.visitor.open(jonas.log_link)
        assert jonas.visitor.heading == "Did you meet?"
    jonas.logs_by_letter(minutes=50)
    jonas.visitor.open(jonas.log_link)
    amara.back_to_pair()
    assert amara.sees("50 minutes")


def second_meeting(town: Town, cast: Cast) -> None:
    """Amara offers a Friday, Jonas moves it beyond the change of clocks, and the calendar keeps one entry."""
    amara, jonas = cast.amara, cast.jonas
    amara.back_to_pair()
    amara.visitor.follow("Offer times to meet")
    amara.offers("2027-03-26T10:00")
    town.work()
    jonas.confirms()
    town.work()
    first = calendar_entry(amara.letter("Your mentoring meeting"))
    jonas.moves_meeting("2027-03-30T10:00")
    town.work()
    amara.confirms()
    town.work()
    moved = calendar_entry(amara.letter("Moved"))

    assert first.starts_at == datetime(2027, 3, 26, 10, tzinfo=UTC)
    assert moved.starts_at == datetime(2027, 3, 30, 8, tzinfo=UTC)
    assert (moved.method, moved.uid, moved.sequence > first.sequence) == ("REQUEST", first.uid, True)
    assert calendar_entry(jonas.letter("Moved")) == moved


def one_ends(town: Town, cast: Cast) -> None:
    """Birgit writes after a reminder, a meeting is agreed, and Iris ends the pair: neutral words, a clean calendar."""
    iris, birgit = cast.iris, cast.birgit
    town.pass_time(8 * DAY)
    assert to_whom(town, "waits for a first line") == {birgit.address}
    for each in (iris, birgit):
        each.opens_pair()
    birgit.offers_times_found()
    town.work()
    iris.confirms()
    town.work()

    iris.ends_pair()
    town.work()

    for each in (iris, birgit):
        agreed = calendar_entry(each.letter("Your mentoring meeting"))
        cancelled = calendar_entry(each.letter("Cancelled"))
        assert (cancelled.method, cancelled.uid, cancelled.sequence > agreed.sequence) == ("CANCEL", agreed.uid, True)
    assert len(birgit.letters("Your pair has ended")) == 2
    assert not iris.letters("Your pair has ended")
    iris.comes_back()
    assert iris.sees("Your pair has ended, and another mentor is being looked for.")
    iris.looks_around("the pair has ended")
    birgit.looks_around("a seat is free")
    assert "Iris ended" not in words_of(birgit.letter("Your pair has ended"))


def where_they_are(town: Town, cast: Cast) -> None:
    """The second meeting is logged on the page, and the figures of the cohort are exact."""
    ruth, amara = cast.ruth, cast.amara
    town.be_at(datetime(2027, 3, 31, 10, tzinfo=UTC))
    amara.logs_on_page(minutes=40)
    assert amara.sees("40 minutes")
    assert amara.sees("50 minutes")

    ruth.opens_cohort()

    assert ruth.figures() == {
        "Pairs": "1 of 4 mentees",
        "Under way": "1",
        "Not begun": "0",
        "Quiet": "0 over 3 weeks",
        "Waiting": "3 next run Thu 1 Apr",
    }
    assert len(ruth.hands()) == 3


def afterwards(town: Town, cast: Cast) -> None:
    """Jonas leaves the company, Kofi has forgotten his password, and somebody new is invited to Ithaca itself."""
    ruth, amara, kofi, somebody = cast.ruth, cast.amara, cast.kofi, settle(town, "Helena Duarte")
    ruth.open(f"/people/{somebody.public_id}")
    ruth.visitor.press("Send an invitation")
    ruth.open(f"/people/{cast.jonas.person.public_id}/leaving")
    ruth.visitor.press("Yes, Jonas has left")
    kofi.visitor.context.clear_cookies()
    kofi.open("/forgotten-password")
    kofi.visitor.fill(email=kofi.address)
    kofi.visitor.press("Mail me a link")
    town.work()

    assert to_whom(town, "Your way in") == {somebody.email}
    assert amara.reads_in_letter("Your pair has ended", "Jonas Lindqvist has left")
    kofi.comes_in_by(kofi.letter("A new password"))
    ruth.opens_cohort()
    assert ruth.figures()["Pairs"] == "0 of 4 mentees"
    assert ruth.hands()[0].startswith("Noor")
