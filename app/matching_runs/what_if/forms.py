"""The forms of changes: shape only. Each has names of its own, for all of them stand on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wtforms import HiddenField, IntegerField, RadioField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from app.cohorts.models import Side
from app.core.fields import choices
from app.core.forms import Form, at_most
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.matching_runs.models import MatchRun
from app.matching_runs.pages.pairs import kind_of, label_of
from app.matching_runs.what_if.models import ChangeKind
from app.matching_runs.what_if.queries import participant
from app.matching_runs.what_if.services import Proposed

LONGEST_NAME = 200
MOST_POINTS = 100
POINTS = "points_"
TRIED = "tried"
"""The field of the button that says which form was sent."""


class ListForm(Form):
    """The list that somebody looked at, and what is undone of it."""

    expected = HiddenField(validators=[InputRequired(), Length(max=64)])
    undo = HiddenField(validators=[Length(max=20)])


class ChangeForm(ListForm):
    """One kind of change."""

    def proposed(self, run: MatchRun, /) -> Proposed:
        """The change that was filled in. Raises RuleBroken where somebody named is nobody."""
        raise NotImplementedError


class PairForm(ChangeForm):
    """Two people, together or apart."""

    mentee = StringField(_l("Mentee"), [InputRequired(_l("Give a name or an e-mail address.")), at_most(LONGEST_NAME)])
    mentor = StringField(_l("Mentor"), [InputRequired(_l("Give a name or an e-mail address.")), at_most(LONGEST_NAME)])
    kind = RadioField(
        _l("These two are"),
        choices=choices((ChangeKind.LOCK.value, _l("put together")), (ChangeKind.FORBID.value, _l("not put together"))),
        default=ChangeKind.LOCK.value,
    )

    def proposed(self, run: MatchRun, /) -> Proposed:
        return Proposed(
            kind=ChangeKind(self.kind.data),
            mentee=participant(run.cohort, Side.MENTEE, self.mentee.data or "", field="mentee"),
            mentor=participant(run.cohort, Side.MENTOR, self.mentor.data or "", field="mentor"),
        )


class SeatsForm(ChangeForm):
    """How many seats a mentor would have, taken ones among them."""

    mentor = StringField(_l("Mentor"), [InputRequired(_l("Give a name or an e-mail address.")), at_most(LONGEST_NAME)])
    seats = IntegerField(
        _l("Seats"), [InputRequired(_l("A whole number."))], render_kw={"inputmode": "numeric", "min": "0"}
    )

    def proposed(self, run: MatchRun, /) -> Proposed:
        mentor = participant(run.cohort, Side.MENTOR, self.mentor.data or "", field="mentor")
        return Proposed(kind=ChangeKind.SEATS, mentor=mentor, seats=self.seats.data)


class PersonForm(ChangeForm):
    """Somebody who would be left out."""

    who = StringField(_l("Who"), [InputRequired(_l("Give a name or an e-mail address.")), at_most(LONGEST_NAME)])
    side = RadioField(
        _l("As"),
        choices=choices((Side.MENTEE.value, _l("mentee")), (Side.MENTOR.value, _l("mentor"))),
        default=Side.MENTEE.value,
    )
    kind = ChangeKind.LEAVE_OUT

    def proposed(self, run: MatchRun, /) -> Proposed:
        side = Side(self.side.data)
        who = participant(run.cohort, side, self.who.data or "", field="who")
        if side is Side.MENTEE:
            return Proposed(kind=self.kind, mentee=who)
        return Proposed(kind=self.kind, mentor=who)


class TakeInForm(PersonForm):
    """Somebody who was left out before, and would be taken in; the button names them."""

    kind = ChangeKind.TAKE_IN


class WeightsForm(ChangeForm):
    """Points for each criterion; see ``forms_of``."""

    def proposed(self, _run: MatchRun, /) -> Proposed:
        return Proposed(kind=ChangeKind.WEIGHTS, weights={name: field.data for name, field in self.points()})

    def points(self) -> list[tuple[str, Any]]:
        """The criteria with their fields."""
        named = ((field.short_name, field) for field in self)
        return [(name.removeprefix(POINTS), field) for name, field in named if name.startswith(POINTS)]


@dataclass(frozen=True, slots=True)
class Forms:
    """All forms of the page; ``sent`` is the one that came, and is shown again where it has to change."""

    by_name: dict[str, ChangeForm]
    sent: ChangeForm | None

    def expect(self, digest: str) -> None:
        """Write into each which list it is for."""
        for form in self.by_name.values():
            form.expected.data = digest


KINDS: dict[str, type[ChangeForm]] = {
    "pair": PairForm,
    "seats": SeatsForm,
    "person": PersonForm,
    "take-in": TakeInForm,
    "weights": WeightsForm,
}


def forms_of(run: MatchRun, sent: str | None = None) -> Forms:
    """The forms of the page; the one of this name was sent and shows what was typed."""
    sent = "pair" if sent is not None and sent not in KINDS else sent
    by_name = {name: _form(run, name, is_sent=name == sent) for name in KINDS}
    return Forms(by_name, by_name.get(sent or ""))


def _form(run: MatchRun, name: str, *, is_sent: bool) -> ChangeForm:
    kind = KINDS[name]
    if kind is WeightsForm:
        kind = type("WeightsForm", (WeightsForm,), _point_fields(run))
    bound: dict[str, Any] = {} if is_sent else {"formdata": None}
    return kind(prefix=name, **bound)


def _point_fields(run: MatchRun) -> dict[str, Any]:
    stands = {spec["name"]: int(spec["weight"]) for spec in run.policy["criteria"]}
    words = _l("A whole number from 0 to 100.")
    attributes = {"inputmode": "numeric", "min": "0", "max": str(MOST_POINTS)}
    return {
        POINTS + name: IntegerField(
            label_of(kind_of(run), name), [InputRequired(words), _in_range], default=points, render_kw=attributes
        )
        for name, points in stands.items()
    }


def _in_range(_form: Form, field: IntegerField) -> None:
    if field.data is None or not 0 <= field.data <= MOST_POINTS:
        raise ValidationError(_("A whole number from 0 to 100."))
