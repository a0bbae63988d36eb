"""The forms of observation reports: shape only. No field offers anything out of a conversation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput

from app.core.days import Date, needed
from app.core.fields import TicksField, choices
from app.core.forms import Form, at_most
from app.core.i18n import lazy_gettext as _l
from app.people.models import Person
from programs.observations import ANCHORS

LONGEST_LINE, LONGEST_TEXT = 200, 2000
LEVEL_CHOICES = choices(*((str(level), _l(words)) for level, words in enumerate(ANCHORS)))
OPEN_CHOICES = choices(("", _l("Not said yet")), *((str(level), _l(words)) for level, words in enumerate(ANCHORS)))
MOST_SKILLS = 3


class TaskForm(Form):
    """A task, and how far the mentee sees themselves, before anybody else says anything."""

    task = StringField(_l("What was the task?"), [*needed(_l("Name the task in a line.")), at_most(LONGEST_LINE)])
    on = Date(_l("On which day did your SME see you do it?"), needed(_l("Choose the day.")))
    level = RadioField(
        _l("How far are you with it, in your own view?"),
        choices=LEVEL_CHOICES,
        validators=needed(_l("Choose the sentence that fits you best today.")),
    )
    why = TextAreaField(_l("Why this one?"), [at_most(LONGEST_TEXT)])


class ObservedForm(Form):
    """What the expert saw of one task."""

    standard = TextAreaField(
        _l("What does good look like here?"),
        [*needed(_l("Say what good looks like, or nobody can tell how far it is.")), at_most(LONGEST_TEXT)],
    )
    seen = TextAreaField(
        _l("What did you see?"),
        [*needed(_l("Say what you saw: what was done, not what somebody is like.")), at_most(LONGEST_TEXT)],
    )
    effect = TextAreaField(
        _l("What came of it?"), [*needed(_l("Say what came of it, good or not.")), at_most(LONGEST_TEXT)]
    )
    next_step = TextAreaField(
        _l("What could be the next step?"), [*needed(_l("Offer one next step.")), at_most(LONGEST_TEXT)]
    )
    version = IntegerField(widget=HiddenInput(), default=0)


class ReplyForm(Form):
    """What the mentee says to it."""

    text = TextAreaField(
        _l("What do you say to it?"),
        [*needed(_l("Write at least a word: yes, no, or what is missing.")), at_most(LONGEST_TEXT)],
    )


class SignForm(Form):
    """What is signed, by its digest, and who reads it then."""

    digest = HiddenField(validators=[InputRequired(), at_most(64)])
    readers = TicksField(_l("Who reads it?"))
    other = StringField(_l("Somebody else, by e-mail"), [at_most(254)])
    with_levels = BooleanField(_l("Attach my skill levels before and after"))

    def offer(self, people: Sequence[tuple[str, str]], *, has_levels: bool) -> None:
        """Whom to name by a tick; without levels there is nothing to attach."""
        self.readers.choices = choices(*people)
        if not people:
            del self.readers
        if not has_levels:
            del self.with_levels


class ReaderForm(Form):
    """One more reader, by address."""

    email = StringField(_l("Their e-mail"), [*needed(_l("Write their e-mail.")), at_most(254)])


class PersonForm(Form):
    """One reader who is named already."""

    person = HiddenField(validators=[InputRequired(_l("Choose somebody.")), at_most(16)])


class LevelsForm(Form):
    """The mentee’s own level of each skill; a skill that is left open is not said."""

    skill_1 = SelectField(validators=[Optional()], choices=OPEN_CHOICES)
    skill_2 = SelectField(validators=[Optional()], choices=OPEN_CHOICES)
    skill_3 = SelectField(validators=[Optional()], choices=OPEN_CHOICES)
    version = IntegerField(widget=HiddenInput(), default=0)

    def ask_for(self, skills: Sequence[str], said: Mapping[str, int | None]) -> None:
        """One question for each skill; ``said`` is where it begins."""
        for number in range(1, MOST_SKILLS + 1):
            name = f"skill_{number}"
            if number > len(skills):
                del self[name]
                continue
            field = self[name]
            field.label.text = skills[number - 1]
            if not field.raw_data and said.get(skills[number - 1]) is not None:
                field.data = str(said[skills[number - 1]])

    def levels(self, skills: Sequence[str]) -> dict[str, int]:
        """What was chosen, by skill."""
        chosen = {skill: self[f"skill_{number}"].data for number, skill in enumerate(skills[:MOST_SKILLS], 1)}
        return {skill: int(level) for skill, level in chosen.items() if level}


class CommentForm(Form):
    """What the expert says to the levels, in words."""

    text = TextAreaField(_l("What do you say to it?"), [*needed(_l("Write something first.")), at_most(LONGEST_TEXT)])
    version = IntegerField(widget=HiddenInput(), default=0)


def said(person: Person, mentee: Person) -> str:
    """A reader who can be ticked, and what they are to the mentee."""
    return f"{person.name} ({AS_MANAGER})" if mentee.manager_id == person.id else person.name


AS_MANAGER = _l("your manager")
