"""What anybody can check: the figures behind a run, and what was not known."""

from __future__ import annotations

from typing import Any

from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.wording import number
from app.matching_runs.models import MatchRun
from app.matching_runs.pages.pairs import kind_of, label_of, points
from app.matching_runs.pages.price import swaps_in_words
from app.matching_runs.pages.proof import bound_in_words
from app.people.spoken import language_name
from programs.types import ProgramType

STEPS = ("reading", "scoring", "solving", "proving", "explaining")


def not_known(run: MatchRun) -> list[str]:
    """What was not known and how it was counted: nobody is left out in silence."""
    kind = kind_of(run)
    said = [_silent(run.counts.get("silent", 0), run.counts.get("language", ""))]
    skipped = sorted(run.rules_skipped.items(), key=lambda entry: -entry[1])
    said += [_skipped_rule(_(kind.rule_label(name)), count, run) for name, count in skipped]
    halves = sorted(run.counts.get("halves", {}).items(), key=lambda entry: -entry[1])
    said += [_half(label_of(kind, name), count) for name, count in halves]
    return [each for each in said if each]


def facts_of(run: MatchRun) -> list[tuple[str, str]]:
    """The figures of a run, for whoever wants to check them."""
    worst = run.counts.get("worst")
    return [
        (_("People"), _people(run)),
        (_("All pairs together"), _("%(total)s points", total=number(run.total or 0, 3))),
        (_("Nothing can come to more than"), bound_in_words(run)),
        (_("The weakest pair"), _("%(fit)s points", fit=number(worst, 1)) if worst is not None else _("none")),
        *_noted(run),
        (_("What counts"), _weights(run)),
        (_("What is never allowed"), _rules(run)),
        (_("Fingerprint of the rules"), run.policy_digest or ""),
        (_("Fingerprint of the sign-ups"), run.input_digest or ""),
        (_("Number that decides ties"), str(run.salt)),
        (_("Seconds"), _seconds(run)),
    ]


def notes_on(run: MatchRun) -> str:
    """What to do about a run of an earlier release, which did not note everything; empty for all others."""
    if "fits" in run.counts:
        return ""
    return _(
        "This run was made before Ithaca noted how the fits spread, who would come next and what more mentors would "
        "bring. A new run shows it."
    )


def _noted(run: MatchRun) -> list[tuple[str, str]]:
    if "pairs" not in run.counts:
        return []
    used = _("%(used)s of %(seats)s", used=number(run.counts["pairs"]), seats=number(run.seats))
    return [(_("Seats used"), used), (_("Who would rather swap"), swaps_in_words(run))]


def _people(run: MatchRun) -> str:
    figures = {"mentees": number(run.mentees), "mentors": number(run.mentors), "seats": number(run.seats)}
    if run.locked:
        return _(
            "%(mentees)s mentees who waited, %(mentors)s mentors, %(seats)s free seats; %(locked)s pairs were there "
            "and stay",
            locked=number(run.locked),
            **figures,
        )
    return _("%(mentees)s mentees, %(mentors)s mentors, %(seats)s seats", **figures)


def _weights(run: MatchRun) -> str:
    kind = kind_of(run)
    return ", ".join(f"{label_of(kind, each['name'])} {points(each['weight'])}" for each in run.policy["criteria"])


def _rules(run: MatchRun) -> str:
    kind, excluded = kind_of(run), run.counts.get("excluded", {})
    told = [_rule(kind, each["name"], excluded.get(each["name"], 0)) for each in run.policy["rules"]]
    # Neither how many nor whether any: one more after a sign-up or an end would say who asked for it.
    return "; ".join([*told, _("private rules")])


def _rule(kind: ProgramType, name: str, count: int) -> str:
    label = _(kind.rule_label(name))
    if not count:
        return str(label)
    return ngettext("%(rule)s (one pair)", "%(rule)s (%(count)s pairs)", count, rule=label, count=number(count))


def _seconds(run: MatchRun) -> str:
    words: dict[str, Any] = {
        "reading": _("reading"),
        "scoring": _("counting points"),
        "solving": _("finding the best"),
        "proving": _("proving it"),
        "explaining": _("explaining"),
    }
    return ", ".join(f"{words[step]} {number(run.timings[step], 2)}" for step in STEPS if step in run.timings)


def _silent(count: int, language: str) -> str:
    if not count:
        return ""
    return ngettext(
        "One person has named no language and counts as speaking %(language)s.",
        "%(count)s people have named no language and count as speaking %(language)s.",
        count,
        count=number(count),
        language=language_name(language),
    )


def _skipped_rule(label: str, count: int, run: MatchRun) -> str:
    return _(
        "“%(rule)s” could not be checked for %(count)s of %(all)s possible pairs, because something about one of the "
        "two is not known. It ruled none of those out.",
        rule=label,
        count=number(count),
        all=number(run.mentees * run.mentors),
    )


def _half(label: str, count: int) -> str:
    return ngettext(
        "“%(part)s” is not known for one of the pairs made and counted half.",
        "“%(part)s” is not known for %(count)s of the pairs made and counted half.",
        count,
        part=label,
        count=number(count),
    )
