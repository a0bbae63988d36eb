"""What the services refuse, what they write, and what they leave as it was."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.audit import AuditEvent
from app.core.clock import today
from app.core.errors import RuleBroken
from app.core.transactions import transaction
from app.people.models import Person, PersonState, Role
from app.people.queries import has_administrator, line_above, person_by_email
from app.people.services import (
    add_person,
    appoint,
    change_profile,
    confirm_about,
    end_appointment,
    mark_left,
    restore,
    set_dotted_lines,
    set_manager,
)
from tests.factories.people import person as somebody


def kinds(session: Session) -> list[str]:
    return list(session.scalars(select(AuditEvent.kind).order_by(AuditEvent.id)))


def test_an_address_is_kept_in_lower_case_and_found_in_any(session: Session) -> None:
    ana = add_person(actor=None, name=" Ana Silva ", email=" Ana@Example.ORG ", job_title="  ")

    assert (ana.name, ana.email, ana.job_title, ana.state) == ("Ana Silva", "ana@example.org", None, PersonState.ACTIVE)
    assert person_by_email("ANA@example.org") is ana
    assert kinds(session) == ["person.added"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "A" * 201}, "name"),
        ({"name": "A", "email": "amara"}, "email"),
        ({"name": "A", "email": "AMARA@northmere.example"}, "email"),
        ({"name": "A", "external_id": "N-1017"}, "external_id"),
        ({"name": "A", "time_zone": "Mars/Olympus"}, "time_zone"),
        ({"name": "A", "languages": ["en", "xx"]}, "languages"),
        ({"name": "A", "level": 100}, "level"),
        ({"name": "A", "level": -1}, "level"),
        ({"name": "A", "job_title": "A" * 201}, "job_title"),
        ({"name": "A", "about": "A" * 4_001}, "about"),
        ({"name": "A", "state": PersonState.LEFT}, "state"),
        ({"name": "A", "theme": "pink"}, "theme"),
        ({"name": "A", "start_on": date(1, 1, 5)}, "start_on"),
        ({"name": "A", "start_on": date(9999, 12, 31)}, "start_on"),
    ],
)
def test_adding_somebody_names_the_field_that_cannot_be_kept(
    session: Session, amara: Person, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(RuleBroken) as broken:
        add_person(actor=None, **fields)

    assert broken.value.field == field


def test_changing_nothing_writes_nothing(session: Session, ruth: Person, amara: Person) -> None:
    before = kinds(session)

    changed = change_profile(amara, actor=ruth, name="Amara Okafor", level=47, email="AMARA@northmere.example")

    assert (changed, kinds(session)) == ([], before)


def test_what_the_directory_searches_follows_a_change(session: Session, amara: Person) -> None:
    change_profile(amara, actor=None, name="Ämara Okafor", department="Trésorerie")

    assert amara.search_text == "amara okafor · controller · tresorerie"


def test_a_manager_in_ones_own_line_is_refused_with_the_names(session: Session) -> None:
    ana, ben, cem = (somebody(name) for name in ("Ana", "Ben", "Cem"))
    set_manager(ana, ben, actor=None)
    set_manager(ben, cem, actor=None)

    with pytest.raises(RuleBroken) as broken:
        set_manager(cem, ana, actor=None)

    sentence = "This line would run in a circle: Ana reports to Ben, Ben reports to Cem. Cem cannot report to Ana."
    assert str(broken.value) == sentence
    assert [each.name for each in line_above(ana)] == ["Ben", "Cem"]


def test_nobody_reports_to_themselves_or_to_a_leaver(session: Session, ruth: Person, amara: Person) -> None:
    gone = somebody("Gone")
    mark_left(gone, actor=ruth)

    for boss in (amara, gone):
        with pytest.raises(RuleBroken):
            set_manager(amara, boss, actor=None)
        with pytest.raises(RuleBroken):
            set_dotted_lines(amara, [boss], actor=None)


def test_a_ring_that_somebody_knotted_by_hand_ends(session: Session) -> None:
    ana, ben = somebody("Ana"), somebody("Ben")
    ana.manager_id, ben.manager_id = ben.id, ana.id
    session.flush()

    assert [each.name for each in line_above(ana)] == ["Ben", "Ana"]


def test_dotted_lines_are_exactly_those_that_are_set(session: Session, noor: Person) -> None:
    ana, ben, cem = (somebody(name) for name in ("Ana", "Ben", "Cem"))
    set_dotted_lines(noor, [ana, ben, ana], actor=None)
    set_dotted_lines(noor, [ben, cem], actor=None)
    count = len(kinds(session))
    set_dotted_lines(noor, [cem, ben], actor=None)

    assert sorted(line.boss.name for line in noor.dotted_lines) == ["Ben", "Cem"]
    assert len(kinds(session)) == count


def test_a_dotted_boss_who_becomes_manager_is_no_longer_dotted(session: Session, noor: Person) -> None:
    ana = somebody("Ana")
    set_dotted_lines(noor, [ana], actor=None)

    set_manager(noor, ana, actor=None)

    assert (noor.manager, noor.dotted_lines) == (ana, [])
    with pytest.raises(RuleBroken):
        set_dotted_lines(noor, [ana], actor=None)


def test_a_leaver_keeps_everything_for_thirty_days(session: Session, ruth: Person, amara: Person, noor: Person) -> None:
    set_manager(amara, noor, actor=None)
    mark_left(amara, actor=ruth, on=today() - timedelta(days=30))
    was_active = amara.is_active

    restore(amara, actor=ruth)

    assert (was_active, amara.state, amara.left_on, amara.manager) == (False, PersonState.ACTIVE, None, noor)


def test_after_thirty_days_a_leaver_is_added_anew(session: Session, ruth: Person, amara: Person) -> None:
    mark_left(amara, actor=ruth, on=today() - timedelta(days=31))

    with pytest.raises(RuleBroken, match="more than 30 days"):
        restore(amara, actor=ruth)


def test_somebody_who_starts_later_comes_back_as_joining(session: Session, ruth: Person, noor: Person) -> None:
    change_profile(noor, actor=ruth, start_on=date(2090, 1, 1))
    mark_left(noor, actor=ruth)

    restore(noor, actor=ruth)

    assert noor.state is PersonState.JOINING


def test_the_last_administrator_is_not_marked_as_having_left(session: Session, ruth: Person, noor: Person) -> None:
    for actor in (ruth, noor, None):
        with pytest.raises(RuleBroken):
            mark_left(ruth, actor=actor)

    assert ruth.state is PersonState.ACTIVE


def test_a_leaver_is_changed_only_after_coming_back(session: Session, ruth: Person, noor: Person) -> None:
    mark_left(noor, actor=ruth)

    with pytest.raises(RuleBroken):
        change_profile(noor, actor=ruth, state=PersonState.ACTIVE)


@pytest.mark.parametrize(
    ("giver", "given"),
    [
        (Role.ADMINISTRATOR, {Role.ADMINISTRATOR, Role.APPOINTER}),
        (Role.APPOINTER, {Role.EXECUTIVE, Role.HR_LEAD, Role.COACH, Role.ADVISOR, Role.WORKS_COUNCIL}),
        (Role.HR_LEAD, set()),
        (Role.EXECUTIVE, set()),
        (None, set()),
    ],
)
def test_roles_are_given_by_whoever_may(session: Session, noor: Person, giver: Role | None, given: set[Role]) -> None:
    actor = somebody("Giver", role=giver)
    taken = set()

    for role in Role:
        try:
            appoint(noor, role, actor=actor)
        except RuleBroken:
            continue
        taken.add(role)

    assert taken == given


def test_nobody_gives_a_role_to_themselves(session: Session, ruth: Person) -> None:
    with pytest.raises(RuleBroken, match="Nobody gives a role to themselves"):
        appoint(ruth, Role.APPOINTER, actor=ruth)


def test_the_last_of_those_who_are_always_needed_stays(session: Session, ruth: Person) -> None:
    giver = somebody("Giver", role=Role.APPOINTER)
    last = [ruth.appointments[0], giver.appointments[0]]

    for appointment in last:
        with pytest.raises(RuleBroken, match="is the last"):
            end_appointment(appointment, actor=ruth)

    second = somebody("Second", role=Role.ADMINISTRATOR)
    end_appointment(last[0], actor=second)
    assert (last[0].ended_at is None, has_administrator()) == (False, True)


def test_a_second_role_of_the_same_kind_is_refused(session: Session, ruth: Person, noor: Person) -> None:
    appointment = appoint(noor, Role.ADMINISTRATOR, actor=ruth)

    with pytest.raises(RuleBroken):
        appoint(noor, Role.ADMINISTRATOR, actor=ruth)
    end_appointment(appointment, actor=ruth)
    with pytest.raises(RuleBroken):
        end_appointment(appointment, actor=ruth)


def test_an_administrator_who_left_administers_no_more(session: Session, ruth: Person) -> None:
    second = somebody("Second", role=Role.ADMINISTRATOR)
    mark_left(second, actor=ruth)

    with pytest.raises(RuleBroken):
        mark_left(ruth, actor=None)


def test_a_draft_is_only_its_persons_to_show(session: Session, ruth: Person, amara: Person) -> None:
    with pytest.raises(RuleBroken):
        confirm_about(amara, actor=ruth)

    assert amara.about_draft == "Draft from the HR file."


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"email": "amara@northmere.example"}, "Somebody else has this e-mail address."),
        ({"external_id": "N-1017"}, "Somebody else has this id."),
    ],
)
def test_the_database_says_what_is_taken_when_two_write_at_once(
    session: Session, amara: Person, fields: dict[str, str], sentence: str
) -> None:
    with pytest.raises(RuleBroken) as broken, transaction():
        session.add(Person(name="Somebody", **fields))

    assert str(broken.value) == sentence


def test_somebody_who_comes_back_after_30_days_starts_with_a_new_account(session: Session) -> None:
    before = add_person(actor=None, name="Noor Saleh", email="noor@example.org", external_id="7")
    mark_left(before, actor=None, on=today() - timedelta(days=31))

    again = add_person(actor=None, name="Noor Saleh", email="noor@example.org", external_id="7")

    assert again.id != before.id
    assert (before.email, before.external_id) == (None, None)


def test_somebody_who_left_lately_keeps_their_address(session: Session) -> None:
    lately = add_person(actor=None, name="Noor Saleh", email="noor@example.org")
    mark_left(lately, actor=None, on=today() - timedelta(days=29))

    with pytest.raises(RuleBroken, match="Somebody else has this e-mail"):
        add_person(actor=None, name="Noor Saleh", email="noor@example.org")


@pytest.mark.parametrize("email", ["a@b.example\r\nX: y", "<a@b.example>", "a b@c.example", "a@b@c", "@b.example"])
def test_what_is_no_address_is_refused(session: Session, email: str) -> None:
    with pytest.raises(RuleBroken, match=r"name@example\.org"):
        add_person(actor=None, name="Noor Saleh", email=email)
