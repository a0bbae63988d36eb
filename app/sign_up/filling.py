"""A step while it is filled in: what its page shows, what was looked for and found, and what a button changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.cohorts.models import Cohort, Enrolment, Side
from app.cohorts.queries import privacy_changes, privacy_of, privacy_of_newcomers
from app.people.models import Person, Skill, SkillState
from app.people.names import fold
from app.people.queries import line_above, nearest_skills, person_by_public_id, skill_by_name, skill_by_public_id
from app.sign_up.asking import kind_of, steps_for, stored
from app.sign_up.forms import skill_key
from app.sign_up.models import SignUp
from app.sign_up.queries import colleagues_found, mentors_with_seats, people_with_emails
from programs.questions import QuestionKind, Step

SHOWN = 8
SETTING, MENTEES = "wish_list_shown", "mentees"
SKILLS = ("wants", "offers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """One step of one sign-up; ``number`` counts from 1, the last step of all is looking through it."""

    sign_up: SignUp
    step: Step
    number: int
    steps: int
    words: str = ""
    avoid_words: str = ""
    skills: Sequence[Skill] = ()
    colleagues: Sequence[Person] = ()
    avoidable: Sequence[Person] = ()
    mentors: Sequence[Enrolment] = ()
    shows_mentors: bool = False

    @property
    def kind(self) -> Any:
        """The program type."""
        return kind_of(self.sign_up.cohort)

    @property
    def minutes(self) -> int:
        """About how many minutes are left."""
        return self.steps - self.number

    @property
    def wished(self) -> list[Person]:
        """Whom this person wished for, in their order."""
        return people_with_emails(self.sign_up.answers.get("wishes", ()))

    @property
    def entries(self) -> list[tuple[str, Mapping[str, Any]]]:
        """The skills that are named, each with what its fields are called by."""
        kept = (stored(self.sign_up, each.key) or () for each in self.step.questions if each.key in SKILLS)
        return [(skill_key(entry), entry) for some in kept for entry in some]

    @property
    def can_take_as_written(self) -> bool:
        """Whether what was looked for can be named although it is not in the list."""
        known = skill_by_name(self.words) if fold(self.words) else None
        return bool(fold(self.words)) and (known is None or known.state is not SkillState.APPROVED)


def filling_of(sign_up: SignUp, number: int, words: str = "", avoid_words: str = "") -> Filling | None:
    """The step of this number, with what the words find; None for no such step."""
    steps = steps_for(sign_up.cohort, sign_up.side)
    if not 1 <= number <= len(steps):
        return None
    step = steps[number - 1]
    kinds = {each.kind for each in step.questions}
    has_skills = bool(kinds & {QuestionKind.SKILLS_WANTED, QuestionKind.SKILLS_OFFERED})
    is_wishing = QuestionKind.WISHES in kinds
    shows = is_wishing and shows_mentors(sign_up)
    return Filling(
        sign_up=sign_up,
        step=step,
        number=number,
        steps=len(steps) + 1,
        words=words,
        skills=nearest_skills(words) if has_skills and words else (),
        avoid_words=avoid_words,
        colleagues=colleagues_found(sign_up.person, words) if is_wishing and words and not shows else (),
        avoidable=colleagues_found(sign_up.person, avoid_words) if avoid_words else (),
        mentors=_mentors(sign_up, words) if shows else (),
        shows_mentors=shows,
    )


def shows_mentors(sign_up: SignUp) -> bool:
    """Whether the cohort lets mentees see who has offered seats."""
    cohort = sign_up.cohort
    setting = privacy_of_newcomers(cohort, privacy_changes(cohort))[SETTING]
    return sign_up.side is Side.MENTEE and setting == MENTEES


def with_skill(entries: Sequence[Mapping[str, Any]], public_id: str, words: str) -> list[Mapping[str, Any]]:
    """The skills with one more: of the list by its public id, or as it was written; no skill twice."""
    skill = skill_by_public_id(public_id) if public_id else skill_by_name(words)
    if skill is not None and skill.state is SkillState.APPROVED:
        added: Mapping[str, Any] = {"skill": skill.public_id, "name": skill.name, "level": None}
    else:
        added = {"skill": "", "name": words, "level": None}
    is_known = not added["name"] or skill_key(added) in {skill_key(each) for each in entries}
    return [*entries] if is_known else [*entries, added]


def without_skill(entries: Sequence[Mapping[str, Any]], key: str) -> list[Mapping[str, Any]]:
    """The skills without one."""
    return [each for each in entries if skill_key(each) != key]


def with_wish(wishes: Sequence[str], public_id: str) -> list[str]:
    """The wishes with somebody at the end; with whoever is there already as they are."""
    person = person_by_public_id(public_id)
    if person is None or person.email is None or person.email in wishes:
        return [*wishes]
    return [*wishes, person.email]


def without_wish(wishes: Sequence[str], public_id: str) -> list[str]:
    """The wishes without somebody; addresses that lead to nobody any more go too."""
    return [each.email for each in people_with_emails(wishes) if each.email and each.public_id != public_id]


def raised_wish(wishes: Sequence[str], public_id: str) -> list[str]:
    """The wishes with somebody one place higher."""
    people = people_with_emails(wishes)
    places = [place for place, each in enumerate(people) if each.public_id == public_id]
    if places and places[0] > 0:
        place = places[0]
        people[place - 1], people[place] = people[place], people[place - 1]
    return [each.email for each in people if each.email]


def what_they_offer(enrolment: Enrolment) -> str:
    """The skills that a mentor has named, in words."""
    return ", ".join(each["name"] for each in enrolment.answers.get("offers", ())[:4])


def _mentors(sign_up: SignUp, words: str) -> list[Enrolment]:
    """Those who offer a wanted skill first; whoever is above this person in the line could never be given."""
    above = {each.id for each in line_above(sign_up.person)} | {sign_up.person_id}
    above |= {each.boss_id for each in sign_up.person.dotted_lines}
    wanted = {fold(each["name"]) for each in sign_up.answers.get("wants", ())}
    wished = set(sign_up.answers.get("wishes", ()))
    found = [each for each in mentors_with_seats(sign_up.cohort, words) if each.person_id not in above]
    found = [each for each in _who_agreed(sign_up.cohort, found) if each.person.email not in wished]
    return sorted(found, key=lambda each: -_overlap(each, wanted))[:SHOWN]


def _who_agreed(cohort: Cohort, found: Sequence[Enrolment]) -> Sequence[Enrolment]:
    """Those who knew that they would be shown when they signed up."""
    if privacy_of(cohort)[SETTING] == MENTEES:
        return found
    changes = privacy_changes(cohort)
    stands = ((each, privacy_of_newcomers(cohort, changes, signed_up_at=each.joined_at)) for each in found)
    return [each for each, settings in stands if settings[SETTING] == MENTEES]


def _overlap(enrolment: Enrolment, wanted: set[str]) -> int:
    return len(wanted & {fold(each["name"]) for each in enrolment.answers.get("offers", ())})
