"""What the form components need to know about a WTForms field: its kind, its attributes, its troubles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from wtforms import Field, FieldList, FormField, SelectMultipleField
from wtforms.fields import choices as wtforms_choices
from wtforms.widgets import CheckboxInput, FileInput, HiddenInput, ListWidget, Select, SubmitInput, TextArea

_KINDS: tuple[tuple[type, str], ...] = (
    (HiddenInput, "hidden"),
    (CheckboxInput, "checkbox"),
    (ListWidget, "options"),
    (Select, "select"),
    (TextArea, "textarea"),
    (FileInput, "file"),
    (SubmitInput, "submit"),
)
_TYPED = frozenset({"input", "textarea", "file"})


class TicksField(SelectMultipleField):
    """Boxes, any number of which may be ticked."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing to change: the id of what to change it in (None: the form as a whole), its label, the sentence."""

    target: str | None
    label: str
    sentence: str

    @property
    def words(self) -> str:
        """The sentence with the label before it: “Seats: at most five”."""
        between = " " if self.label.endswith(("?", "…", ":")) else ": "
        return f"{self.label}{between}{self.sentence}" if self.label else self.sentence


def choices(*pairs: tuple[str, Any]) -> list[Any]:
    """Return options for a select, radio or phrases field out of (value, label) pairs: WTForms drops plain tuples."""
    option = wtforms_choices.SelectChoice  # type: ignore[attr-defined]  # the stubs are older than WTForms
    return [option(value, label) for value, label in pairs]


def grouped(groups: Mapping[str, Sequence[tuple[str, Any]]]) -> list[Any]:
    """Options under the headings of their groups; a group without a heading stands alone."""
    options = []
    for heading, pairs in groups.items():
        for option in choices(*pairs):
            option.optgroup = heading or None
            options.append(option)
    return options


def field_kind(field: Field) -> str:
    """Return how the field is drawn: hidden, checkbox, options, select, textarea, file, submit or input."""
    return next((kind for widget, kind in _KINDS if isinstance(field.widget, widget)), "input")


def is_optional(field: Field) -> bool:
    """Whether the field is typed into and may stay empty; a box or a list left alone is an answer in itself."""
    return field_kind(field) in _TYPED and not getattr(field.flags, "required", False)


def field_attributes(field: Field, has_hint: bool, **wanted: str | int) -> dict[str, Any]:
    """Return the attributes of the field's control: its class, what describes it, whether it is in trouble.

    ``wanted`` adds attributes; empty ones are left out.
    """
    looks = {"select": "form-select", "checkbox": "form-check-input"}
    attributes: dict[str, Any] = {"class": looks.get(field_kind(field), "form-control")}
    described = [f"{field.id}-hint"] if has_hint else []
    if field.errors:
        attributes["class"] += " is-invalid"
        attributes["aria-invalid"] = "true"
        described.append(f"{field.id}-error")
    if described:
        attributes["aria-describedby"] = " ".join(described)
    return attributes | {name: value for name, value in wanted.items() if value}


def troubles(form: Any) -> list[Trouble]:
    """Return everything that has to change in the form, the form's own sentences first, then field by field."""
    own = [Trouble(None, "", str(sentence)) for sentence in form.form_errors]
    return own + [trouble for field in form for trouble in _troubles_of(field)]


def _troubles_of(field: Field) -> Iterator[Trouble]:
    if isinstance(field, FormField):
        yield from troubles(field.form)
    elif isinstance(field, FieldList) and any(entry.errors for entry in field):
        for entry in field:
            yield from _troubles_of(entry)
    else:
        target = _target(field)
        for sentence in field.errors:
            yield Trouble(target, str(field.label.text) if target else "", str(sentence))


def _target(field: Field) -> str | None:
    kind = field_kind(field)
    if kind == "hidden":
        return None
    # A group of options has no control of its own: its first option is where the eye should land.
    first = next(iter(cast("Iterable[Field]", field)), None) if kind == "options" else None
    return str(first.id if first is not None else field.id)
