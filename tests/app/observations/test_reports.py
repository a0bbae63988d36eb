"""From the mentee’s own rating to the manager’s reading, through the pages; before the signature there is no trace."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.access import can
from app.core.access_log import AccessLine
from app.core.outbox import deliver
from app.core.transactions import transaction
from app.observations.documents import open_report
from app.observations.models import ObservationPaper, ObservationReport
from app.observations.policy import ObservationAction, reports_visible_to
from app.observations.services import observe
from app.pairings.models import Pairing
from app.people.evidence import EvidenceKind, evidence_of
from app.people.models import Person, Role
from programs.observations import ObservationState
from tests.app.coaching.browsing import browser, counted, digest_on, steady
from tests.factories.observations import OBSERVED, REPLY, TASK, handed, rated, replied, signed, written
from tests.factories.people import person, report_to
from tests.letters import words_of, written_letters


def test_a_task_comes_to_a_report_that_the_manager_reads(
    session: Session, pair: Pairing, priya: Person, leila: Person, daniel: Person, app: Flask
) -> None:
    mentee, expert, manager = (browser(app, each) for each in (priya, leila, daniel))
    start = f"/observations/with/{pair.public_id}/new"

    made = mentee.submit(start, task=TASK, on="2026-11-20", level="3", why="The accruals")
    at = made.headers["Location"]
    expert.submit(f"{at}/write", **OBSERVED)
    unseen = mentee.get(at).text
    expert.submit(f"{at}/hand-over", page=at)
    mentee.submit(f"{at}/reply", page=at, text=REPLY)
    preview = mentee.get(at).text
    hidden = manager.get(at).status_code
    mentee.submit(f"{at}/sign", page=at, **{"sign-digest": digest_on(preview), "sign-readers": daniel.public_id})

    assert OBSERVED["seen"] not in unseen
    assert hidden == 404
    read = manager.get(at).text
    assert document_in(read).replace(foot_of(read), "") == document_in(preview).replace(foot_of(preview), "")
    assert all(words in document_in(read) for words in (TASK, REPLY, *OBSERVED.values()))
    assert [(each.person_id, each.by_id) for each in session.scalars(select(AccessLine))] == [
        (priya.public_id, daniel.public_id)
    ]


def test_the_expert_has_nothing_to_write_into_before_the_mentee_has_rated_themselves(
    pair: Pairing, leila: Person, app: Flask
) -> None:
    expert = browser(app, leila)
    here = f"/observations/with/{pair.public_id}"

    assert expert.get(f"{here}/new").status_code == 403
    assert expert.submit(f"{here}/new", page=here, task=TASK, on="2026-11-20", level="3").status_code == 403
    assert "Priya begins" in expert.get(here).text


def test_before_the_signature_others_see_the_pages_of_a_world_without_it(
    session: Session, pair: Pairing, priya: Person, daniel: Person, ruth: Person, app: Flask
) -> None:
    without = [pages_of(app, each, priya, pair) for each in (daniel, ruth)]

    report = replied(handed(written(rated(pair))))
    begun = [pages_of(app, each, priya, pair) for each in (daniel, ruth)]
    signed(report, daniel)
    read = [pages_of(app, each, priya, pair) for each in (daniel, ruth)]

    assert begun == without
    assert read[1] == without[1]
    shown = {path for path, page in read[0].items() if page != without[0][path]}
    assert shown == {"/", "/observations", f"/my-team/{priya.public_id}", "letters"}


@pytest.mark.parametrize("state", ["kept", "withdrawn"])
def test_what_is_kept_or_taken_back_is_gone_for_everybody_else(
    session: Session, report: ObservationReport, priya: Person, leila: Person, daniel: Person, app: Flask, state: str
) -> None:
    at = f"/observations/{report.public_id}"
    mentee = browser(app, priya)
    if state == "kept":
        replied(handed(written(report)))
        mentee.submit(f"{at}/keep", page=at)
    else:
        signed(report, daniel)
        mentee.submit(f"{at}/withdraw", page=at)

    assert session.scalars(select(ObservationReport.state)).one().value == state
    assert [browser(app, each).get(at).status_code for each in (priya, leila, daniel)] == [200, 200, 404]
    assert at not in browser(app, daniel).get("/observations").text
    assert evidence_of(priya) == []


def test_only_who_is_named_reads_and_a_manager_only_while_they_are_it(
    session: Session, report: ObservationReport, priya: Person, daniel: Person, ruth: Person, app: Flask
) -> None:
    executive = person("An executive", role=Role.EXECUTIVE, email="ex@northmere.example")
    at = f"/observations/{signed(report, daniel).public_id}"
    others = [daniel, ruth, executive, person("HR", role=Role.HR_LEAD, email="hr@northmere.example")]

    before = [browser(app, each).get(at).status_code for each in others]
    report_to(executive, priya)
    after = [browser(app, each).get(at).status_code for each in others]
    browser(app, priya).submit(f"{at}/readers", page=at, **{"reader-email": "hr@northmere.example"})

    assert before == [200, 404, 404, 404]
    assert after == [404] * 4
    assert [browser(app, each).get(at).status_code for each in others] == [404, 404, 404, 200]


def test_changed_words_need_another_signature(
    session: Session, report: ObservationReport, priya: Person, leila: Person, daniel: Person, app: Flask
) -> None:
    at = f"/observations/{replied(handed(written(report))).public_id}"
    mentee, expert = browser(app, priya), browser(app, leila)
    seen = digest_on(mentee.get(at).text)

    expert.submit(f"{at}/write", **{**OBSERVED, "seen": "Something else", "version": "1"})
    early = mentee.submit(f"{at}/sign", page=at, **{"sign-digest": seen, "sign-readers": daniel.public_id})
    replied(handed(session.merge(report)))
    stale = mentee.submit(f"{at}/sign", page=at, **{"sign-digest": seen, "sign-readers": daniel.public_id})

    assert (early.status_code, stale.status_code) == (403, 409)
    assert "changed since you looked" in stale.text
    assert browser(app, daniel).get(at).status_code == 404


def test_two_at_the_same_words_lose_none(session: Session, report: ObservationReport, leila: Person) -> None:
    written(report)

    with pytest.raises(Exception, match="changed a moment ago"), transaction() as writer:
        observe(writer.merge(report), writer.merge(leila), {**OBSERVED, "seen": "Later words"}, 0)

    session.expire_all()
    assert open_report(session.merge(report), leila).content.seen == OBSERVED["seen"]


def test_a_report_is_signed_for_somebody_or_not_at_all(
    session: Session, report: ObservationReport, priya: Person, leila: Person, app: Flask
) -> None:
    at = f"/observations/{replied(handed(written(report))).public_id}"
    mentee = browser(app, priya)
    digest = {"sign-digest": digest_on(mentee.get(at).text)}

    nobody = mentee.submit(f"{at}/sign", page=at, **digest)
    unknown = mentee.submit(f"{at}/sign", page=at, **digest, **{"sign-other": "nobody@northmere.example"})
    themselves = mentee.submit(f"{at}/sign", page=at, **digest, **{"sign-other": str(leila.email)})

    assert [each.status_code for each in (nobody, unknown, themselves)] == [422, 422, 422]
    assert "Name at least one reader" in nobody.text
    assert "Nobody here has this address" in unknown.text
    assert "Leila Haddad cannot be named" in themselves.text
    assert session.scalars(select(ObservationReport.state)).one() is ObservationState.REPLIED


def test_what_was_altered_cut_or_put_elsewhere_shows_nothing_of_the_rest(
    session: Session, report: ObservationReport, priya: Person, leila: Person, app: Flask
) -> None:
    at = f"/observations/{replied(handed(written(report))).public_id}"
    reply = session.scalars(select(ObservationPaper).order_by(ObservationPaper.id.desc())).first()
    assert reply is not None
    session.delete(reply)
    session.commit()

    answers = [browser(app, each).get(at) for each in (priya, leila)]

    assert [each.status_code for each in answers] == [422, 422]
    assert not any(OBSERVED["seen"] in each.text or TASK in each.text for each in answers)


def test_the_letters_say_that_something_waits_and_nothing_more(
    session: Session, report: ObservationReport, daniel: Person
) -> None:
    signed(report, daniel)
    deliver()

    letters = written_letters()
    said = {re.sub(r"\S*://\S*|Dear \w+", "", words_of(each)) for each in letters}

    assert [str(each["To"]).split("@")[0] for each in letters] == ["leila", "priya", "leila", "daniel"]
    assert {str(each["Subject"]) for each in letters} == {"Something to read"}
    assert len(said) == 1
    assert not any(word in "".join(said).lower() for word in ("report", "observ", "priya", "leila"))


def test_what_one_may_read_is_what_the_list_says(
    session: Session,
    report: ObservationReport,
    pair: Pairing,
    priya: Person,
    leila: Person,
    daniel: Person,
    ruth: Person,
) -> None:
    from_policy, from_scope = [], []
    for found in (report, signed(report, daniel)):
        there = session.merge(found)
        for each in (priya, leila, daniel, ruth):
            who = session.merge(each)
            from_policy.append(can(who, ObservationAction.READ, there))
            from_scope.append(there.id in {one.id for one in session.scalars(reports_visible_to(who))})

    assert from_policy == from_scope


def test_a_signed_report_can_be_attached_and_says_nothing_of_itself(
    session: Session, report: ObservationReport, priya: Person, leila: Person, daniel: Person
) -> None:
    unsigned = evidence_of(priya)

    made = signed(report, daniel)

    (item,) = evidence_of(session.merge(priya))
    assert unsigned == []
    assert (item.key, item.kind) == (f"observation:{made.public_id}", EvidenceKind.REPORT)
    assert item.title == "Observation report by Leila Haddad"
    assert evidence_of(session.merge(leila)) == evidence_of(session.merge(daniel)) == []


def test_lists_cost_the_same_queries_however_many(
    session: Session, report: ObservationReport, pair: Pairing, priya: Person, daniel: Person, app: Flask
) -> None:
    looks = [(browser(app, priya), f"/observations/with/{pair.public_id}"), (browser(app, daniel), "/observations")]
    signed(report, daniel)
    one = [counted(app, each, path) for each, path in looks]

    for _ in range(2):
        signed(rated(pair), daniel)

    three = [counted(app, each, path) for each, path in looks]
    assert three == one == [4, 5]


def document_in(page: str) -> str:
    found = re.search(r'<article id="document".*?</article>', page, re.DOTALL)
    return found[0] if found else ""


def foot_of(page: str) -> str:
    found = re.findall(r'<p class="muted small mb-0">.*?</p>', document_in(page))
    return str(found[-1])


def pages_of(app: Flask, reader: Person, mentee: Person, pair: Pairing) -> dict[str, str]:
    """What somebody can open that might tell of it, but for the token of its forms, and how many letters they got."""
    client = browser(app, reader)
    cohort = pair.cohort.public_id
    paths = ["/", "/observations", "/people", f"/people/{mentee.public_id}", "/my-team", f"/my-team/{mentee.public_id}"]
    paths += [f"/cohorts/{cohort}", f"/cohorts/{cohort}/hands", f"/cohorts/{cohort}/pairs", "/coaching"]
    pages = {path: steady(client.get(path).text) for path in paths}
    deliver()
    letters = [each for each in written_letters() if str(reader.email) in str(each["To"])]
    return pages | {"letters": str(len(letters))}
