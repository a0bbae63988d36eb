"""The components: what they put around words, so that eyes, keyboards and screen readers find the same page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import html5lib
import pytest
from flask import Flask
from jinja2 import UndefinedError
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    FileField,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.fields import choices, troubles
from app.core.forms import Form
from app.core.templating import page_url, static_url
from tests.client import PageClient, check_page

XHTML = "{http://www.w3.org/1999/xhtml}"


class Asked(Form):
    """One field of each kind."""

    name = StringField("Name", [DataRequired("Please give it a name.")])
    purpose = TextAreaField("Purpose", description="Two sentences.")
    secret = PasswordField("Password", [DataRequired()])
    seats = IntegerField("Seats")
    ends_on = DateField("Ends on", [DataRequired("Please choose a day.")])
    program = SelectField("Program", choices=choices(("a", "One"), ("b", "Two")))
    letters = BooleanField("Write to me")
    often = RadioField("How often?", choices=choices(("now", "at once"), ("day", "once a day")))
    tongues = SelectMultipleField(
        "Languages",
        choices=choices(("en", "English")),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    file = FileField("File")
    rows = FieldList(StringField("Row", [DataRequired("A row is empty.")]), min_entries=1)
    came_from = HiddenField()


FIELDS = ("name", "purpose", "secret", "seats", "ends_on", "program", "letters", "often", "tongues", "file")


@pytest.fixture
def kit(application: Flask) -> Iterator[Flask]:
    """The application in the middle of a request."""
    with application.test_request_context("/cohorts/?page=2&skill=law&_external=1"):
        yield application


def render(app: Flask, imports: str, body: str, **context: Any) -> str:
    """Render ``body`` with macros taken out of the components: ``"forms: field, phrases"``."""
    file, names = imports.split(":")
    source = f'{{% from "components/{file}.html" import {names} %}}{body}'
    return app.jinja_env.from_string(source).render(**context)


def elements(html: str, tag: str) -> list[Any]:
    """Return the elements of that name, in order."""
    return list(html5lib.parseFragment(html).iter(f"{XHTML}{tag}"))


def test_templates_refuse_a_name_that_nobody_handed_in(kit: Flask) -> None:
    with pytest.raises(UndefinedError):
        kit.jinja_env.from_string("{{ nobody_set_this }}").render()


@pytest.mark.parametrize("name", FIELDS)
def test_field_labels_every_kind_of_control(kit: Flask, name: str) -> None:
    form = Asked(formdata=None)

    html = render(kit, "forms:field", "{{ field(f) }}", f=form[name])

    check_page(html)
    assert form[name].label.text in html


@pytest.mark.parametrize(
    ("name", "words"), [("purpose", True), ("seats", True), ("name", False), ("program", False), ("letters", False)]
)
def test_field_says_in_words_what_may_stay_empty(kit: Flask, name: str, words: bool) -> None:
    html = render(kit, "forms:field", "{{ field(f) }}", f=Asked(formdata=None)[name])

    assert ("if you like" in html) == words


def test_field_is_described_by_its_hint_and_its_error(kit: Flask) -> None:
    form = Asked(formdata=None)
    form.name.errors = ["Please give it a name."]

    html = render(kit, "forms:field", "{{ field(f, hint='A short one.') }}", f=form.name)

    control = elements(html, "input")[0]
    assert control.get("aria-describedby") == "name-hint name-error"
    assert control.get("aria-invalid") == "true"
    assert [each.get("id") for tag in ("span", "div") for each in elements(html, tag) if each.get("id")] == [
        "name-hint",
        "name-error",
    ]


def test_group_of_options_is_described_as_a_whole(kit: Flask) -> None:
    form = Asked(formdata=None)
    form.often.errors = ["Please choose one of the two."]

    html = render(kit, "forms:field", "{{ field(f) }}", f=form.often)

    assert elements(html, "fieldset")[0].get("aria-describedby") == "often-error"
    assert elements(html, "legend")[0].text.strip() == "How often?"


def test_phrases_are_a_radio_group_named_by_the_question(kit: Flask) -> None:
    html = render(kit, "forms:phrases", "{{ phrases(f, 'Today this is …') }}", f=Asked(formdata=None).often)

    group = next(each for each in elements(html, "div") if each.get("role") == "radiogroup")
    assert group.get("aria-labelledby") == "often-ask"
    assert [each.get("id") for each in elements(html, "input")] == ["often-0", "often-1"]
    assert elements(html, "p")[0].text == "Today this is …"


def test_error_summary_leads_to_every_field_in_trouble(kit: Flask) -> None:
    form = Asked(formdata=None)
    form.form_errors.append("Somebody was quicker.")
    form.name.errors = ["Please give it a name."]
    form.often.errors = ["Please choose one of the two."]
    form.rows[0].errors = ["A row is empty."]

    html = render(kit, "forms:error_summary", "{{ error_summary(form) }}", form=form)

    box = elements(html, "div")[0]
    assert (box.get("role"), box.get("tabindex"), box.get("aria-labelledby")) == ("alert", "-1", "trouble")
    assert elements(html, "h2")[0].text == "Four things to look at"
    assert [each.get("href") for each in elements(html, "a")] == ["#name", "#often-0", "#rows-0"]
    assert elements(html, "li")[0].text == "Somebody was quicker."
    assert elements(html, "a")[1].text == "How often? Please choose one of the two."


def test_error_summary_of_a_form_without_errors_is_nothing(kit: Flask) -> None:
    assert render(kit, "forms:error_summary", "{{ error_summary(form) }}", form=Asked(formdata=None)).strip() == ""


def test_trouble_of_a_hidden_field_leads_nowhere(kit: Flask) -> None:
    form = Asked(formdata=None)
    form.came_from.errors = ["This page is too old."]

    assert [(each.target, each.words) for each in troubles(form)] == [(None, "This page is too old.")]


def test_form_carries_the_token_and_its_hidden_fields_once(kit: Flask) -> None:
    body = '{% call form_for(form, "Save", cancel_href="/") %}{{ field(form.name) }}{% endcall %}'

    html = render(kit, "forms:form_for, field", body, form=Asked(formdata=None))

    check_page(html)
    hidden = [each.get("name") for each in elements(html, "input") if each.get("type") == "hidden"]
    assert hidden == ["csrf_token", "came_from"]
    assert elements(html, "form")[0].get("method") == "post"
    assert [each.get("class") for each in elements(html, "button")] == ["btn btn-primary"]


def test_button_that_posts_is_a_form_with_a_token_and_a_name(kit: Flask) -> None:
    body = '{{ post_button("Keep", "/keep", describe="Keep A with B") }}'

    html = render(kit, "buttons:post_button", body)

    assert elements(html, "form")[0].get("action") == "/keep"
    assert elements(html, "input")[0].get("name") == "csrf_token"
    assert elements(html, "button")[0].get("aria-label") == "Keep A with B"


def test_components_escape_what_people_typed(kit: Flask) -> None:
    html = render(kit, "people:person_line", "{{ person_line(name, name) }}", name="<b>&")

    assert elements(html, "b") == []


def test_table_has_a_caption_and_headings_with_a_scope(kit: Flask) -> None:
    body = """{% call table("Pairs", ["Who", col("Fit", num=true), col("Keep", hidden=true)]) %}
    <tr>{{ th("Priya", under="with Leila") }}{{ td(52, label="Fit", num=true) }}
    {% call td() %}<i>x</i>{% endcall %}</tr>
    {% endcall %}"""

    html = render(kit, "tables:table, th, td", body)

    check_page(html)
    assert [each.get("scope") for each in elements(html, "th")] == ["col", "col", "col", "row"]
    assert elements(html, "caption")[0].text == "Pairs"
    assert elements(html, "td")[0].get("data-label") == "Fit"
    assert len(elements(html, "i")) == 1


def test_pager_keeps_the_rest_of_the_question(kit: Flask) -> None:
    context = {"number": 2, "last": 3, "first_row": 31, "last_row": 60, "total": 75}

    html = render(kit, "pager:pager", "{{ pager(page) }}", page=context)

    assert [each.get("href") for each in elements(html, "a")] == [
        "?page=1&skill=law&_external=1",
        "?page=3&skill=law&_external=1",
    ]
    assert "31 to 60 of 75" in html
    assert page_url(1).startswith("?")


def test_pager_of_a_single_page_is_nothing(kit: Flask) -> None:
    html = render(kit, "pager:pager", "{{ pager(page) }}", page={"last": 1})

    assert html.strip() == ""


def test_parts_lie_one_after_the_other_and_are_said_in_words(kit: Flask) -> None:
    html = render(kit, "parts:parts_bar", '{{ parts_bar([20, 0, 30], "20 skills, 30 hours") }}')

    assert 'aria-label="Parts of the fit: 20 skills, 30 hours"' in html
    assert html.count("<rect") == 4
    assert '<rect class="part-2" x="20.0" width="0.0"' in html
    assert '<rect class="part-3" x="20.0" width="29.6"' in html


def test_route_says_in_words_where_somebody_is(kit: Flask) -> None:
    stops = [{"name": "Launched", "note": "", "state": "done"}, {"name": "Running", "note": "", "state": "here"}]

    html = render(kit, "route:route", "{{ route(stops) }}", stops=stops)

    assert [each.text for each in elements(html, "span")] == ["You are here"]


def test_static_address_changes_with_the_content(kit: Flask) -> None:
    path, digest = static_url("tokens.css").split("?v=")

    assert path == "/static/tokens.css"
    assert len(digest) == 12
    with pytest.raises(FileNotFoundError):
        static_url("no-such-file.css")


@pytest.mark.parametrize(
    "path", ["/style-guide/", "/style-guide/sign-in", "/style-guide/print", "/style-guide/errors/503"]
)
def test_style_guide_shows_every_layout(client: PageClient, path: str) -> None:
    assert client.get(path).status_code == 200
