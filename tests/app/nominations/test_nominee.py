"""The nominee: nothing is seen before they agree, and nobody elsewhere can tell what they did."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.audit import AuditEvent
from app.core.db import db
from app.core.errors import Conflict, RuleBroken
from app.core.outbox import OutboxMail, deliver
from app.core.transactions import transaction
from app.nominations.models import Nomination, NominationFile, Proposal, Selection
from app.nominations.services import Draft, approve, keep, let_lie, step_out, take_back
from app.nominations.services.standing import as_shown, digest_of, what_lacks
from app.people import evidence
from app.people.evidence import EvidenceKind, Item
from app.people.models import Person
from tests.app.coaching.browsing import browser
from tests.app.nominations.conftest import colleague
from tests.client import PageClient
from tests.factories.nominations import LEARNING, approved, begun, decided, forwarded
from tests.letters import words_of, written_letters


def stand_at(selection: Selection) -> str:
    return f"/nominations/{selection.public_id}"


def test_one_puts_oneself_forward_through_the_pages(
    session: Session, client: PageClient, selection: Selection, amara: Person, members: list[Person]
) -> None:
    client.sign_in(amara)
    client.submit("/wish-to-lead", said="yes")
    page = stand_at(selection)
    assert "Ada Berg, Bo Lind, Cem Aydin" in client.get(page).text

    client.submit(page, contribution="Four closings.", learning=LEARNING)
    look = client.get(f"{page}/look").text
    seen = re.search(r'name="seen"[^>]*value="(\w+)"', look)
    assert seen
    client.submit(f"{page}/look", seen=seen[1])

    assert "Four closings." in client.get(page).text
    client.sign_in(members[0])
    committee = client.get(f"/committees/{selection.public_id}").text
    assert "Amara Okafor" in committee
    file = session.scalars(select(NominationFile)).one()
    read = client.get(f"/committees/files/{file.public_id}").text
    assert ("Four closings." in read, "Interest confirmed on" in read, "Daniel" in read) == (True, True, False)


def test_nothing_is_seen_before_the_nominee_agrees(
    client: PageClient, selection: Selection, amara: Person, daniel: Person, members: list[Person]
) -> None:
    forwarded(amara, selection, daniel)
    file = begun(amara, selection)

    client.sign_in(members[0])

    assert "Amara" not in client.get(f"/committees/{selection.public_id}").text
    assert client.get(f"/committees/files/{file.public_id}").status_code == 404


def test_a_managers_words_are_shown_only_where_they_are_ticked(
    selection: Selection, amara: Person, daniel: Person
) -> None:
    received = forwarded(amara, selection, daniel, "The one whom others ask.")

    silent = as_shown(begun(amara, selection))
    quoted = as_shown(begun(amara, selection, quoted=[received.public_id]))

    assert "The one whom others ask." not in str(silent)
    assert quoted["quotes"] == [{"by": "Daniel Okonkwo", "words": "The one whom others ask."}]
    assert sorted(silent) == ["contribution", "evidence", "learning", "name", "position", "quotes", "wish_on"]


def test_signed_reports_and_milestones_say_as_much_as_words(
    monkeypatch: pytest.MonkeyPatch, selection: Selection, amara: Person
) -> None:
    kinds = [EvidenceKind.REPORT] * 2 + [EvidenceKind.MILESTONE] * 2
    items = [Item(key=f"k{n}", kind=kind, title=f"Thing {n}", on=selection.closes_on) for n, kind in enumerate(kinds)]
    monkeypatch.setattr(evidence, "_OFFERS", [lambda _person: items])
    bare = {"contribution": "", "learning": ""}

    lacking = what_lacks(begun(amara, selection, **bare, attached=["k0", "k1", "k2"]))
    enough = what_lacks(begun(amara, selection, **bare, attached=["k0", "k1", "k2", "k3"]))

    assert ([each[:16] for each in lacking], enough) == (["Write both parts"], [])


def test_what_was_taken_back_later_stands_before_nobody(
    monkeypatch: pytest.MonkeyPatch, client: PageClient, selection: Selection, amara: Person, members: list[Person]
) -> None:
    items = [Item(key=f"k{n}", kind=EvidenceKind.REPORT, title=f"Report {n}", on=selection.closes_on) for n in range(2)]
    monkeypatch.setattr(evidence, "_OFFERS", [lambda _person: items])
    file = approved(amara, selection, attached=["k0", "k1"])
    client.sign_in(members[0])

    before = client.get(f"/committees/files/{file.public_id}").text
    items.pop()
    after = client.get(f"/committees/files/{file.public_id}").text

    assert [[title in text for title in ("Report 0", "Report 1")] for text in (before, after)] == [
        [True, True],
        [True, False],
    ]


def test_only_what_was_looked_at_can_be_approved(selection: Selection, amara: Person) -> None:
    file = begun(amara, selection)
    seen = digest_of(as_shown(file))
    with transaction() as session:
        keep(session.merge(amara), session.merge(selection), Draft(contribution="Other words.", learning="More."))

    with pytest.raises(Conflict, match="changed since you looked"), transaction() as session:
        approve(session.merge(file), seen)


def test_a_committee_of_two_is_shown_nothing(
    session: Session, selection: Selection, amara: Person, members: list[Person], client: PageClient, ruth: Person
) -> None:
    client.sign_in(ruth)
    page = f"/selections/{selection.public_id}/settings"
    client.submit(f"/selections/{selection.public_id}/members/end", page=page, person=members[0].public_id)

    file = begun(amara, selection)

    assert [each[:35] for each in what_lacks(file)] == ["Fewer than three on the committee m"]
    with pytest.raises(RuleBroken), transaction():
        approve(db.session.merge(file), digest_of(as_shown(file)))


Fate = Callable[[Person, Selection, list[Person]], object]


def lies(_amara: Person, _selection: Selection, _members: list[Person]) -> None:
    """Nothing is done."""


def says_no(amara: Person, selection: Selection, _members: list[Person]) -> None:
    begun(amara, selection)
    with transaction() as session:
        let_lie(session.merge(amara), session.merge(selection))


def agrees(amara: Person, selection: Selection, _members: list[Person]) -> None:
    approved(amara, selection)


def steps_out(amara: Person, selection: Selection, _members: list[Person]) -> None:
    approved(amara, selection)
    with transaction() as session:
        step_out(session.merge(amara))


def is_taken(amara: Person, selection: Selection, members: list[Person]) -> None:
    decided(approved(amara, selection), members, Proposal.TAKE)


def is_not_taken(amara: Person, selection: Selection, members: list[Person]) -> None:
    decided(approved(amara, selection), members, Proposal.NOT_NOW)


FATES: list[Fate] = [lies, says_no, agrees, steps_out, is_taken, is_not_taken]


@time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=UTC), tick=False)  # a page says how long its sign-in lasts
@pytest.mark.parametrize("fate", FATES, ids=lambda fate: fate.__name__)
def test_whoever_put_somebody_forward_reads_received_and_never_more(
    app: Flask, selection: Selection, amara: Person, daniel: Person, ruth: Person, members: list[Person], fate: Fate
) -> None:
    forwarded(amara, selection, daniel)
    manager, administrator = browser(app, daniel), browser(app, ruth)
    settings = f"/selections/{selection.public_id}/settings"
    add = f"/selections/{selection.public_id}/put-forward"
    administrator.submit(add, page=settings, **{"program-email": amara.email})
    team = f"/my-team/{amara.public_id}"
    theirs = [(manager, path) for path in (team, f"{team}/put-forward", "/my-team", "/nominations", "/")]
    pages = [*theirs, (administrator, settings)]
    told = [each.get(path).data for each, path in pages]
    before, written = [each.get(path).data for each, path in pages], letters_to(daniel, ruth)

    fate(amara, selection, members)

    assert [each.get(path).data for each, path in pages] == before
    assert [each.count(b"Received on") for each in (told[0], told[1], told[5])] == [1, 1, 1]
    assert letters_to(daniel, ruth) == written


def letters_to(*people: Person) -> int:
    db.session.rollback()
    addresses = [each.email for each in people]
    return len(db.session.scalars(select(OutboxMail.id).where(OutboxMail.recipient.in_(addresses))).all())


def test_no_log_tells_a_no_from_a_yes(session: Session, selection: Selection, amara: Person, daniel: Person) -> None:
    forwarded(amara, selection, daniel)
    file = approved(amara, selection)
    with transaction() as at_work:
        take_back(at_work.merge(file))
        let_lie(at_work.merge(amara), at_work.merge(selection))

    own = select(AuditEvent.kind, AuditEvent.object_id, AuditEvent.detail).where(AuditEvent.kind == "nomination.own")
    events = {(kind, object_id, str(detail)) for kind, object_id, detail in session.execute(own)}
    assert events == {("nomination.own", selection.public_id, "{}")}
    assert session.scalars(select(NominationFile)).all() == []
    assert session.scalars(select(Nomination)).one().let_lie_at is not None


def test_a_letter_says_nothing_of_what_it_is_about(selection: Selection, amara: Person, daniel: Person) -> None:
    forwarded(amara, selection, daniel)

    deliver()

    last = next(each for each in reversed(written_letters()) if each["To"] == amara.email)
    assert last["Subject"] == "A document for you"
    assert [
        word for word in ("Daniel", "forward", "committee", "lead", selection.cohort.name) if word in words_of(last)
    ] == []


def test_own_pages_and_file_hold_what_is_kept(client: PageClient, selection: Selection, amara: Person) -> None:
    approved(amara, selection)
    client.sign_in(amara)

    file = client.get("/nominations/mine.txt")

    assert (file.mimetype, LEARNING in file.text) == ("text/plain", True)


def test_the_road_says_what_is_open_and_whom_to_ask_until_one_has_begun(
    client: PageClient, selection: Selection, amara: Person, ruth: Person
) -> None:
    with transaction() as at_work:
        at_work.merge(selection.cohort).contact = at_work.merge(ruth)
    client.sign_in(amara)

    open_to_her = client.get("/your-road").text, client.get("/").text
    begun(amara, selection)
    hers = client.get("/your-road").text, client.get("/").text

    assert "Ruth Baptiste answers questions." in open_to_her[0]
    assert f'href="/nominations/{selection.public_id}" aria-label="Put yourself forward for' in open_to_her[0]
    assert "Begun. Nobody else has seen it." in hers[0]
    assert [">Put yourself forward</h3>" in each for each in (open_to_her[1], hers[1])] == [True, False]


def test_nobody_is_put_forward_twice_by_the_same_or_by_a_stranger(
    client: PageClient, selection: Selection, amara: Person, daniel: Person
) -> None:
    forwarded(amara, selection, daniel)

    with pytest.raises(RuleBroken, match="received"):
        forwarded(amara, selection, daniel)
    client.sign_in(colleague("Noor Saleh"))
    assert client.get(f"/my-team/{amara.public_id}/put-forward").status_code == 404
