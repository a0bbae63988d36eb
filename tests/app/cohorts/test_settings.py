"""Settings of a cohort: filled in from the program, changed while that is fair, each refusal with a sentence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.services import change_details, change_matching, change_questions, create_cohort, extend_sign_up
from app.cohorts.services.cohorts import Outline
from app.cohorts.services.settings import CHANGEABLE, questions_on_offer
from app.core.audit import AuditEvent
from app.core.clock import today
from app.core.errors import RuleBroken
from app.core.transactions import transaction
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase
from programs.privacy import chosen
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of

TYPES = sorted(PROGRAM_TYPES)


def soon(days: int) -> date:
    return today() + timedelta(days=days)


def read(session: Session) -> Cohort:
    session.rollback()
    return session.scalars(select(Cohort)).one()


def expertise(ruth: Person, phase: Phase = Phase.DRAFT) -> Cohort:
    """A cohort of functional expertise that begins in forty days."""
    return cohort_of(ruth, program_type="functional-expertise", phase=phase, starts_on=soon(40))


def form_of(cohort: Cohort, **changes: str) -> dict[str, str]:
    """The points of the matching form as they stand, with the boxes that are ticked."""
    kind = PROGRAM_TYPES[cohort.program_type]
    points = {f"weight_{name}": f"{value:g}" for name, value in kind.weights.items()}
    ticked = {f"rule_{rule.name}": "y" for rule in kind.rules if not rule.fixed}
    numbers = {f"number_{rule.name}": str(rule.number.usual) for rule in kind.rules if rule.number}
    aims = {"objective": kind.policy.objective, "floor": "0", "needs": "1", "keep_bonus": "0"}
    return {**points, **ticked, **numbers, **aims, **changes}


@pytest.mark.parametrize("slug", TYPES)
def test_a_new_cohort_takes_everything_from_its_program(ruth: Person, slug: str) -> None:
    with transaction():
        made = create_cohort(Outline(program_type=slug, name="Next", starts_on=soon(60)), actor=ruth)

        kind = PROGRAM_TYPES[slug]
        assert (made.purpose, made.audience, made.weights) == (kind.purpose, kind.audience, kind.weights)
        assert (made.questions, made.rules, made.privacy) == ([], {}, chosen(kind, {}))
        assert made.sign_up_closes_on == (None if kind.rolling else soon(46))
        assert made.has_end is not kind.rolling


def test_a_cohort_that_begins_soon_leaves_a_week_for_signing_up(ruth: Person) -> None:
    with transaction():
        made = create_cohort(Outline(program_type="succession", name="Next", starts_on=soon(10)), actor=ruth)

        assert made.sign_up_closes_on == soon(7)


@pytest.mark.parametrize("slug", TYPES)
@pytest.mark.parametrize("page", ["", "/details", "/questions", "/matching", "/privacy"])
@pytest.mark.parametrize("phase", list(Phase))
def test_every_page_of_the_settings_is_shown_in_every_phase(
    signed_in: PageClient, ruth: Person, slug: str, page: str, phase: Phase
) -> None:
    made = cohort_of(ruth, program_type=slug, phase=phase)

    assert signed_in.get(f"/cohorts/{made.public_id}/settings{page}").status_code == 200


def test_details_are_changed_and_noted(session: Session, signed_in: PageClient, ruth: Person, noor: Person) -> None:
    made = expertise(ruth)
    typed = {"name": "Winter", "purpose": "Learn.", "audience": "All.", "contact": "NOOR@northmere.example"}
    days = {"starts_on": f"{soon(50)}", "ends_on": f"{soon(120)}", "sign_up_closes_on": f"{soon(30)}"}

    answer = signed_in.submit(f"/cohorts/{made.public_id}/settings/details", **typed, **days)

    stored = read(session)
    assert answer.location == f"/cohorts/{made.public_id}/settings"
    assert (stored.name, stored.purpose, stored.contact_id) == ("Winter", "Learn.", noor.id)
    assert (stored.starts_on, stored.ends_on, stored.sign_up_closes_on) == (soon(50), soon(120), soon(30))
    event = session.scalars(select(AuditEvent).where(AuditEvent.kind == "cohort.details_changed")).one()
    assert "Learn." not in str(event.detail)


@pytest.mark.parametrize(
    ("phase", "changes", "field"),
    [
        (Phase.DRAFT, {"name": " "}, "name"),
        (Phase.DRAFT, {"purpose": ""}, "purpose"),
        (Phase.DRAFT, {"contact": "nobody@northmere.example"}, "contact"),
        (Phase.DRAFT, {"sign_up_closes_on": soon(-1)}, "sign_up_closes_on"),
        (Phase.DRAFT, {"sign_up_closes_on": soon(41)}, "sign_up_closes_on"),
        (Phase.DRAFT, {"starts_on": soon(20)}, "starts_on"),
        (Phase.DRAFT, {"ends_on": soon(1000)}, "ends_on"),
        (Phase.DRAFT, {"ends_on": soon(40)}, "ends_on"),
        (Phase.DRAFT, {"next_run_on": soon(3)}, "next_run_on"),
        (Phase.SIGN_UP, {"sign_up_closes_on": soon(20)}, "sign_up_closes_on"),
        (Phase.MATCHING, {"sign_up_closes_on": soon(30)}, "sign_up_closes_on"),
        (Phase.RUNNING, {"starts_on": soon(50)}, "starts_on"),
        (Phase.RUNNING, {"ends_on": soon(60)}, "ends_on"),
        (Phase.CLOSING, {"name": "Other"}, "name"),
        (Phase.CLOSED, {"purpose": "Other"}, "purpose"),
    ],
)
def test_what_cannot_be_changed_is_said_at_its_field(
    session: Session, ruth: Person, phase: Phase, changes: dict[str, object], field: str
) -> None:
    made = expertise(ruth, phase)

    with pytest.raises(RuleBroken) as refused, transaction():
        change_details(made, changes, actor=ruth)

    assert refused.value.field == field
    assert not session.scalars(select(AuditEvent).where(AuditEvent.kind == "cohort.details_changed")).all()


@pytest.mark.parametrize("phase", list(Phase))
def test_the_page_offers_exactly_what_can_be_changed(signed_in: PageClient, ruth: Person, phase: Phase) -> None:
    made = expertise(ruth, phase)

    page = signed_in.get(f"/cohorts/{made.public_id}/settings/details").text

    every = set().union(*CHANGEABLE.values())
    assert {name for name in every if f'name="{name}"' in page} == CHANGEABLE[phase]


def test_sign_up_is_extended_and_never_cut_short(session: Session, ruth: Person) -> None:
    made = expertise(ruth, Phase.SIGN_UP)

    with transaction():
        extend_sign_up(session.merge(made), soon(35), actor=ruth)

    assert read(session).sign_up_closes_on == soon(35)


def test_a_rolling_cohort_has_no_day_to_extend(ruth: Person) -> None:
    made = cohort_of(ruth, phase=Phase.SIGN_UP)

    with pytest.raises(RuleBroken, match="nothing to extend"), transaction():
        extend_sign_up(made, soon(35), actor=ruth)


def test_weights_and_rules_are_chosen(session: Session, signed_in: PageClient, ruth: Person) -> None:
    made = expertise(ruth)
    typed = form_of(made, weight_skills="40", weight_place="10")
    del typed["rule_common_language"]

    answer = signed_in.submit(f"/cohorts/{made.public_id}/settings/matching", **typed)

    stored = read(session)
    assert answer.status_code == 302
    assert (stored.weights["skills"], stored.weights["place"]) == (40, 10)
    assert stored.rules == {"common_language": False}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"weight_skills": "40"}, "add up to 95"),
        ({"weight_skills": "-1"}, "from 0 to 100"),
        ({"weight_skills": "much"}, "from 0 to 100"),
        ({"weight_skills": ""}, "from 0 to 100"),
        ({"weight_skills": "9" * 400}, "from 0 to 100"),
    ],
)
def test_weights_that_are_none_are_refused(
    session: Session, signed_in: PageClient, ruth: Person, changes: dict[str, str], sentence: str
) -> None:
    made = expertise(ruth)

    answer = signed_in.submit(f"/cohorts/{made.public_id}/settings/matching", **form_of(made, **changes))

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert read(session).weights == PROGRAM_TYPES["functional-expertise"].weights


@pytest.mark.parametrize(
    ("points", "sentence"),
    [("40", "5 points are left to give."), ("44", "One point is left"), ("50", "5 points too many"), ("45", "right")],
)
def test_the_sum_is_said_while_one_types(signed_in: PageClient, ruth: Person, points: str, sentence: str) -> None:
    made = expertise(ruth)

    typed = form_of(made, weight_skills=points)
    answer = signed_in.get(f"/cohorts/{made.public_id}/settings/matching/sum", query_string=typed)

    assert sentence in answer.text


@pytest.mark.parametrize("phase", [Phase.RUNNING, Phase.CLOSING, Phase.CLOSED])
def test_weights_are_settled_by_the_first_pairs(ruth: Person, phase: Phase) -> None:
    made = expertise(ruth, phase)

    with pytest.raises(RuleBroken, match="Pairs were made"), transaction():
        change_matching(made, dict(made.weights), {}, actor=ruth)


def test_a_fixed_rule_cannot_be_left_out(ruth: Person) -> None:
    made = expertise(ruth)

    with pytest.raises(RuleBroken, match="every cohort"), transaction():
        change_matching(made, dict(made.weights), {"not_in_line": False}, actor=ruth)


def test_questions_are_left_out_and_fixed_ones_stay(session: Session, signed_in: PageClient, ruth: Person) -> None:
    made = expertise(ruth)
    free = [each.key for each in questions_on_offer(made) if not each.is_fixed]

    signed_in.submit(f"/cohorts/{made.public_id}/settings/questions", **{f"ask_{free[0]}": "y"})
    some = read(session).questions
    signed_in.submit(f"/cohorts/{made.public_id}/settings/questions", **{f"ask_{key}": "y" for key in free})

    assert set(some) == {free[0], "avoid", "seats"}
    assert read(session).questions == []


def test_questions_are_settled_by_the_launch(ruth: Person) -> None:
    made = expertise(ruth, Phase.SIGN_UP)

    with pytest.raises(RuleBroken, match="asked the same"), transaction():
        change_questions(made, [], actor=ruth)
