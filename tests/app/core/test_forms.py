"""What no field accepts, whoever types it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask, make_response
from werkzeug.datastructures import MultiDict
from wtforms import PasswordField, StringField
from wtforms.validators import Length

from app.core.errors import Conflict, RuleBroken
from app.core.forms import Form, accepts, render, result_of


class NoteForm(Form):
    title = StringField("Title", validators=[Length(max=20)])
    word = PasswordField("Word")


@pytest.fixture
def posting(app: Flask) -> Iterator[None]:
    with app.test_request_context(method="POST"):
        yield


def form_with(**fields: str) -> NoteForm:
    return NoteForm(MultiDict(fields), meta={"csrf": False})


@pytest.mark.parametrize(
    "text",
    ["a\x00b", "a\u202eb", "\ud800", "e" + "\u0301" * 40, "a\x1bb"],
    ids=["nul", "bidi", "surrogate", "marks", "escape"],
)
def test_form_refuses_what_nobody_types(posting: None, text: str) -> None:
    form = form_with(title=text)

    assert form.validate() is False
    assert len(form.errors["title"]) == 1


@pytest.mark.parametrize("text", ["Zoë 🌊", "שלום", "مرحبا", "<script>alert(1)</script>", "Łucja"])
def test_form_accepts_what_people_write(posting: None, text: str) -> None:
    form = form_with(title=text[:20])

    assert form.validate() is True


def test_form_trims_and_composes_text(posting: None) -> None:
    form = form_with(title="  Zoe\u0308 ")

    assert form.title.data == "Zoë"


def test_form_keeps_a_short_field_on_one_line(posting: None) -> None:
    form = form_with(title="Tea\r\nBcc: all")

    assert form.title.data == "Tea Bcc: all"


def test_form_leaves_a_password_as_it_was_typed(posting: None) -> None:
    form = form_with(word=" Zoe\u0308 ")

    assert form.word.data == " Zoe\u0308 "


def test_form_shows_a_broken_rule_at_its_field(posting: None) -> None:
    form = form_with(title="Tea")
    form.validate()

    form.refuse(RuleBroken("This title is taken.", field="title"))

    assert form.errors == {"title": ["This title is taken."]}


def test_form_shows_a_broken_rule_without_a_field_on_top(posting: None) -> None:
    form = form_with(title="Tea")
    form.validate()

    form.refuse(RuleBroken("Sign-up has ended."))

    assert form.form_errors == ["Sign-up has ended."]


def test_form_fills_in_the_places_of_a_sentence_of_the_programs(posting: None) -> None:
    form = form_with(title="Tea")
    form.validate()

    form.refuse(RuleBroken("The weights add up to {total}.", total="95"))

    assert form.form_errors == ["The weights add up to 95."]


def test_result_is_what_the_change_came_to(posting: None) -> None:
    assert result_of(form_with(title="Tea"), lambda: 3) == 3


def test_a_change_is_not_made_with_a_form_that_is_not_right(posting: None) -> None:
    made: list[str] = []

    is_made = accepts(form_with(title="x" * 21), lambda: made.append("tea"))

    assert (is_made, made) == (False, [])


def test_a_change_that_a_rule_refuses_has_no_result_and_the_form_says_why(posting: None) -> None:
    form = form_with(title="Tea")

    def refused() -> int:
        raise RuleBroken("{who} has tea already.", field="title", who="Amara")

    assert result_of(form, refused) is None
    assert form.errors == {"title": ["Amara has tea already."]}


@pytest.mark.parametrize(
    ("broken", "status"),
    [(None, 200), (RuleBroken("Sign-up has ended."), 422), (Conflict("Somebody was quicker."), 409)],
)
def test_form_is_shown_again_with_the_status_of_what_was_broken(
    posting: None, broken: RuleBroken | None, status: int
) -> None:
    form = form_with(title="Tea")
    form.validate()
    if broken is not None:
        form.refuse(broken)

    answer = make_response(render("errors/422.html", form, sentence=None))

    assert answer.status_code == status
