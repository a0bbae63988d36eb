"""How a cohort comes to its pairs: launched, signed up for, matched, published, and once more for whoever waits."""

from __future__ import annotations

from datetime import date, timedelta

from tests.journeys.cast import Cast
from tests.journeys.cohort_letters import to_whom
from tests.journeys.town import Town

DAY = timedelta(days=1)
FIRST_DAY, NEXT_RUN = date(2027, 3, 22), date(2027, 4, 1)
OPENS, RECEIPT = "you are invited", "You have signed up"
COHORT = "Learn from each other"


def launch(town: Town, cast: Cast) -> None:
    """Ruth opens a cohort of functional expertise; nothing leaves before she has seen it."""
    ruth, mentees, mentors = cast.ruth, (cast.amara, cast.noor, cast.kofi), (cast.jonas, cast.birgit)
    ruth.comes_back()
    ruth.makes_cohort("functional-expertise", COHORT, FIRST_DAY)
    ruth.chooses("mentee", [each.address for each in mentees])
    ruth.chooses("mentor", [each.address for each in mentors])
    town.work()
    assert town.mailbox.letters == []

    shown = ruth.launches()
    town.work()

    assert len(shown) == 3
    assert {str(each["To"]) for each in town.mailbox.letters} == {each.address for each in (*mentees, *mentors)}


def sign_up(town: Town, cast: Cast) -> None:
    """By the links of their letters; Noor stops half way and is reminded; Kofi would rather not be with Birgit."""
    for mentor, skills, seats in ((cast.jonas, ["Budgeting", "Forecasting"], 1), (cast.birgit, ["Presenting"], 2)):
        mentor.comes_in_by(mentor.letter(OPENS))
        mentor.signs_up(skills, seats)
    cast.amara.comes_in_by(cast.amara.letter(OPENS))
    cast.amara.signs_up("Budgeting")
    cast.kofi.comes_in_by(cast.kofi.letter(OPENS))
    cast.kofi.signs_up("Forecasting", rather_not="Birgit Holm")
    cast.noor.comes_in_by(cast.noor.letter(OPENS))
    cast.noor.begin()
    cast.noor.wants("Presenting")
    cast.noor.stop_for_now()
    town.pass_time(4 * DAY)
    assert to_whom(town, "sign-up closes on") == {cast.noor.address}

    cast.noor.comes_back()
    cast.noor.visitor.follow("Go on")
    cast.noor.agree()
    town.work()

    everybody = (cast.jonas, cast.birgit, cast.amara, cast.kofi, cast.noor)
    assert to_whom(town, RECEIPT) == {each.address for each in everybody}


def match_and_publish(town: Town, cast: Cast) -> None:
    """Nobody gets their boss or whom they would rather not; every letter is shown before it leaves."""
    ruth = cast.ruth
    town.pass_time(4 * DAY)
    before = len(town.mailbox.letters)
    ruth.closes_sign_up()
    ruth.matches()
    assert "2 of 3" in ruth.verdict()

    shown = ruth.previews()
    town.work()
    assert len(town.mailbox.letters) == before
    ruth.publishes(next_run_on=NEXT_RUN)
    town.work()

    assert len(shown) == 3
    assert ruth.pairs() == {("Amara Okafor", "Jonas Lindqvist"), ("Noor Saleh", "Birgit Holm")}
    assert to_whom(town, "You have a mentor") == {cast.amara.address, cast.noor.address}
    assert to_whom(town, "You have a mentee") == {cast.jonas.address, cast.birgit.address}
    assert to_whom(town, "No mentor for you yet") == {cast.kofi.address}
    assert len(town.mailbox.letters) == before + 5
    cast.kofi.reads("No mentor for you yet")
    assert cast.kofi.sees("You have no mentor yet")
    cast.kofi.looks_around("no mentor yet")


def not_this_one(town: Town, cast: Cast) -> None:
    """Within five working days Noor would rather have somebody else; Birgit reads that it ended, and no more."""
    for each in (cast.noor, cast.birgit):
        each.opens_pair()
    cast.noor.says_not_this_one()
    town.work()

    assert to_whom(town, "Your pair has ended") == {cast.birgit.address}
    assert cast.ruth.pairs() == {("Amara Okafor", "Jonas Lindqvist")}


def latecomer(town: Town, cast: Cast) -> None:
    """Iris comes to a cohort that runs, and a second run finds her a mentor without moving anybody."""
    ruth, iris = cast.ruth, cast.iris
    ruth.opens_cohort()
    ruth.chooses("mentee", [iris.address])
    ruth.invites()
    town.work()
    iris.comes_in_by(iris.letter(OPENS))
    iris.signs_up("Presenting")
    town.work()
    before, sent = ruth.pairs(), len(town.mailbox.letters)

    ruth.matches()
    ruth.previews()
    ruth.publishes(next_run_on=NEXT_RUN)
    town.work()

    assert ruth.pairs() == before | {("Iris Vandenberghe", "Birgit Holm")}
    letters = [(str(each["To"]), str(each["Subject"])) for each in town.mailbox.letters[sent:]]
    assert sorted(letters) == sorted(
        [
            (iris.address, "You have a mentor"),
            (cast.birgit.address, "You have a mentee"),
            (cast.kofi.address, "No mentor for you yet"),
            (cast.noor.address, "No mentor for you yet"),
        ]
    )
