"""An observation report for the tour: rated by its mentee, written by the expert, signed for her manager to read."""

from __future__ import annotations

from datetime import timedelta

from app.core.clock import now, today
from app.core.db import session
from app.observations.documents import open_report
from app.observations.models import PaperKind
from app.observations.services import begin, comment, hand_over, observe, rate, reply, sign
from app.observations.services.rating import skills_of
from app.pairings.models import Pairing

TASK = "The 13-week cash forecast for Porto, shown to the treasury round"
WHY = "The model held, and I looked at you when somebody asked why receipts slip on Thursdays."
OBSERVED = {
    "standard": "Anybody in the round can follow each number, and a miss is explained in two sentences.",
    "seen": "She opened with the three numbers that had changed and said what each came from. Asked about Thursdays, "
    "she waited, then showed the last twelve months by weekday.",
    "effect": "The round moved the buffer from nine days to six on the strength of it. Nobody asked for the old sheet.",
    "next_step": "Take the next round without me in the room, and bring the one number you are least sure of.",
}
REPLY = "I had not noticed that I waited. I will take the December round."
COMMENT = "In October you asked me which sheet to open. Last week you told me which one was wrong."
BEFORE, DAYS_AGO, SIGNED_DAYS_AGO = 2, 12, 6


def let_observe(pair: Pairing) -> None:
    """Let the two come to a signed report over the last two weeks. The caller commits."""
    mentee, expert = pair.mentee.person, pair.mentor.person
    if mentee.manager is None:
        return
    skills = {name: BEFORE for name, _today, _wanted in skills_of(pair)}
    if skills:
        rate(pair, mentee, PaperKind.BEFORE, skills, 0)
        comment(pair, expert, COMMENT, 0)
    report = begin(pair, mentee, task=TASK, on=today() - timedelta(days=DAYS_AGO), level=4, why=WHY)
    observe(report, expert, OBSERVED, 0)
    hand_over(report, expert)
    reply(report, mentee, REPLY)
    sign(report, mentee, open_report(report, mentee).digest, [mentee.manager])
    report.begun_at, report.signed_at = now() - timedelta(days=DAYS_AGO), now() - timedelta(days=SIGNED_DAYS_AGO)
    for each in report.readers:
        each.named_at = report.signed_at
    session().flush()
