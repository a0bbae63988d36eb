"""What mentees and mentors do, page by page: sign up, meet, answer, part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from app.cohorts.models import Side
from app.cohorts.queries import cohort_by_public_id
from app.core.db import db
from app.people.models import Person
from tests.factories.sign_up import done
from tests.journeys.citizens import Citizen
from tests.journeys.town import Town
from tests.letters import words_of

ROOM = "https://rooms.harbour.example/blue"
LAST_STEP = "Is this right?"


@dataclass
class Participant(Citizen):
    """Somebody who takes part: what both sides do alike."""

    pair: str = ""

    def comes_in(self) -> None:
        """By the letter that invites them."""
        self.comes_in_by(self.letter("you are invited"))

    def begin(self) -> None:
        """From the home page into the form."""
        self.visitor.look("an invitation at home")
        self.visitor.follow(re.compile(r"^Look at it"))
        self.visitor.press("Begin")

    def go_on(self) -> None:
        self.visitor.press("Continue")

    def stop_for_now(self) -> None:
        self.visitor.press("Save and come back later")

    def add_skill(self, name: str) -> None:
        """Look for a skill in the list, and take it."""
        self.visitor.fill(find=name)
        self.visitor.press("Find")
        self.visitor.look("a skill was found")
        self.visitor.press(f"Add {name}")

    def rather_not_with(self, name: str) -> None:
        self.visitor.fill(find_avoid=name)
        self.visitor.press("Look for somebody you would rather not be paired with")
        self.visitor.look("somebody was found")
        self.visitor.press(f"Please not with {name}")

    def agree(self) -> None:
        """Through what is left of the form, and in."""
        while self.visitor.heading != LAST_STEP:
            self.go_on()
        self.visitor.press("I agree, sign me up")
        assert self.sees("You take part as")

    def looks_around(self, state: str) -> None:
        """Look at one’s home page and the page of one’s pair, as they are in this state of things."""
        self.comes_back()
        self.visitor.look(f"at home: {state}")
        if self.pair:
            self.visitor.page.goto(self.pair)
            self.visitor.look(f"the two: {state}")

    def reads_orientation(self, *words: str) -> dict[str, bool]:
        """By the panel at home that asks for it; which of these words stand there."""
        self.comes_back()
        self.visitor.follow(re.compile("^Read the orientation"))
        found = self.sees_which(*words)
        self.visitor.press("I’ve read this")
        return found

    def prepares_session(self) -> bool:
        """In the room, which the first of the two opens: whether there are three questions."""
        self.back_to_pair()
        self.visitor.press("Open your room")
        self.back_to_pair()
        self.visitor.follow("Prepare the next session")
        return self.sees("Three questions for this session")

    def proposes_agreement(self, aims: str) -> None:
        """In the room that is open: one page, signed by proposing it."""
        room = self.visitor.page.url.removesuffix("/prepare")
        self.visitor.open(f"{room}/agreement")
        self.visitor.follow("Propose an agreement")
        self.visitor.fill(aims=aims)
        self.visitor.press("Propose and sign")

    def signs_agreement(self) -> bool:
        """The first time in the room, where the other one has proposed it; whether it holds now."""
        self.back_to_pair()
        self.visitor.press("Open your room")
        self.visitor.open(f"{self.visitor.page.url}/agreement")
        self.visitor.look("an agreement to sign")
        self.visitor.press("Sign this agreement")
        self.visitor.look("an agreement that both have signed")
        return self.sees("signed by both of you")

    def opens_reports(self) -> None:
        """From home to the page of the pair, and to its one observation report."""
        self.looks_around("an observation report")
        self.visitor.follow("Open the reports")
        self.visitor.follow(re.compile("^Open the report of"))

    def opens_pair(self) -> None:
        """By the letter that says with whom, and why."""
        self.reads("You have a ment")
        self.pair = self.visitor.page.url

    def opens_timeline(self) -> None:
        self.back_to_pair()
        self.visitor.follow("Open the timeline")

    def back_to_pair(self) -> None:
        self.town.sign_in(self.visitor, self.person)
        self.visitor.open(self.pair)

    def confirms(self, letter: str = "Which time suits you") -> None:
        """Open the letter with times, and take the first."""
        self.reads(letter)
        self.visitor.press("Confirm this time")

    def offers(self, *walls: str, place: str = ROOM) -> None:
        """On the form that is open: times of one’s own, in place of those that were found."""
        ticked = self.visitor.page.locator('input[name="times"]:checked')
        while ticked.count():
            ticked.first.uncheck()
        for number, wall in enumerate(walls, 1):
            self.visitor.fill(**{f"own_{number}": wall})
        self.visitor.fill(place=place)
        self.visitor.press("Offer these times")

    def moves_meeting(self, to: str) -> None:
        """Offer another time for the meeting that is agreed."""
        self.back_to_pair()
        self.visitor.follow("Move or cancel this meeting")
        self.visitor.follow("Move this meeting")
        self.offers(to)

    def logs_on_page(self, minutes: int) -> None:
        self.back_to_pair()
        self.visitor.follow("Log a session")
        self.visitor.fill(minutes=str(minutes))
        self.visitor.press("Log it")

    def logs_by_letter(self, minutes: int) -> None:
        """By the link of the letter, in a browser that is not signed in."""
        self.visitor.context.clear_cookies()
        self.visitor.open(self.log_link)
        self.visitor.fill(minutes=str(minutes))
        self.visitor.press("Log it")
        assert self.visitor.heading == "It is logged, thank you"

    @property
    def log_link(self) -> str:
        return self.link_in(self.letter("How was your meeting"))

    def says_not_this_one(self) -> None:
        self.back_to_pair()
        self.visitor.follow("Not this one")
        self.visitor.press("Not this one")

    def ends_pair(self) -> None:
        self.back_to_pair()
        self.visitor.follow("End this pair")
        self.visitor.press("End this pair")

    def reads_in_letter(self, subject: str, words: str) -> bool:
        return words in " ".join(words_of(self.letter(subject)).split())


def signs_up_elsewhere(town: Town, who: Person, cohort: str, side: Side = Side.MENTEE, **answers: Any) -> None:
    """Somebody of whom the story shows no page of it signs up for the cohort at this address."""
    with town.app.app_context():
        found = cohort_by_public_id(cohort.rsplit("/", 1)[1])
        assert found is not None
        done(found, who, side, **answers)
        db.session.remove()


class Mentee(Participant):
    """Somebody who would like to learn."""

    def wants(self, *skills: str) -> None:
        """On the first step: each skill, and that it is to be done alone one day."""
        for name in skills:
            self.add_skill(name)
        for place in range(len(skills)):
            group = self.visitor.page.locator("fieldset.skill").nth(place)
            group.locator('input[name^="today_"]').nth(1).check()
            group.locator('input[name^="goal_"]').nth(1).check()

    def signs_up(self, *skills: str, rather_not: str = "") -> None:
        """The whole form, from the letter to the receipt."""
        self.begin()
        self.wants(*skills)
        self.go_on()
        if rather_not:
            self.rather_not_with(rather_not)
        self.agree()


class Mentor(Participant):
    """Somebody who takes time for others."""

    def signs_up(self, skills: Sequence[str] = (), seats: int = 1) -> None:
        """The whole form, from the letter to the receipt."""
        self.begin()
        for name in skills:
            self.add_skill(name)
        while not self.visitor.page.locator('input[name="seats"]').count():
            self.go_on()
        self.visitor.choose(seats=str(seats))
        self.agree()

    def writes_first(self) -> None:
        self.visitor.press("I have written")

    def offers_times_found(self, place: str = ROOM) -> list[str]:
        """Offer the three times that suit both, as they are ticked already; what the page calls them."""
        self.back_to_pair()
        self.visitor.follow("Offer times to meet")
        boxes = self.visitor.page.locator('input[name="times"]:checked')
        times = [str(box.get_attribute("value")) for box in boxes.all()]
        self.visitor.fill(place=place)
        self.visitor.press("Offer these times")
        return times


def become_acquainted(*pair: Participant, words: str = "") -> list[dict[str, bool]]:
    """Each of the two opens the letter that says with whom, and the orientation; whether these words stand there."""
    for each in pair:
        each.opens_pair()
    return [each.reads_orientation(words) for each in pair]


def meet(town: Town, mentor: Mentor, mentee: Mentee, minutes: int) -> None:
    """The mentor writes first and offers times, the mentee takes one; afterwards a letter’s link logs it."""
    mentor.back_to_pair()
    mentor.writes_first()
    times = mentor.offers_times_found()
    town.work()
    mentee.confirms()
    town.be_at(datetime.fromisoformat(times[0]).replace(tzinfo=UTC) + timedelta(hours=3))
    mentor.logs_by_letter(minutes=minutes)


def agree_on(aims: str, proposes: Participant, signs: Participant) -> tuple[bool, bool]:
    """One prepares a session and proposes an agreement, the other signs: were there questions, and does it hold?"""
    has_questions = proposes.prepares_session()
    proposes.proposes_agreement(aims=aims)
    return has_questions, signs.signs_agreement()
