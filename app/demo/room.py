"""The room of the one pair that a visitor may look into as either of its two, and one of two who have parted."""

from __future__ import annotations

from datetime import timedelta

from app.conversations.agreements import words_of_program
from app.conversations.models import Record, Room
from app.conversations.pages import pen_for
from app.conversations.services import agreeing, enter
from app.conversations.services.files import attach
from app.conversations.services.items import Pen, add_point, say_thanks, set_goal, tick, write_letter, write_note
from app.conversations.strands import contents_of
from app.core.clock import now
from app.core.db import session
from app.pairings.models import Ending, Pairing
from app.pairings.services import end_pairings
from app.safeguarding.services import ask

FIRST = (
    "Thank you for this morning. I rebuilt the receipts side on the train and it is off by four days on average. "
    "I think customers pay on the day of the week, not on the due date?"
)
ANSWER = (
    "They do. I learnt that in my second year, after signing a forecast I should not have signed. Try the last twelve "
    "months by weekday before you change the model.\n\n"
    "And ask Birgit in receivables. She knows every customer’s habits by heart, and nobody ever asks her."
)
LAST = (
    "Three times for next week are on your home page. I would like to hear how you would explain the miss to somebody "
    "who does not care about days outstanding."
)
HELP = (
    "Nothing urgent. Something came up that I should not answer alone: she works most weekends, and asked me not to "
    "talk to her manager about it. How do I help without breaking that? Thursday after four is good."
)
PARTING = (
    "I have moved to another team, as you know, and will not find the time. Thank you for asking better questions than "
    "I did at your age."
)
THANKS = "I explained the bridge to the plant manager without slides. A month ago I would have sent her the table."
GOAL = "A 13-week cash forecast I would sign"
AIMS = "To explain a miss so that somebody outside finance understands it."
TABLE = "weekday,days late\nMonday,1\nTuesday,2\nWednesday,4\nThursday,4\nFriday,6\n"


def write_to_each_other(pair: Pairing) -> None:
    """Let the two write, over the last ten days. The caller commits."""
    mentee, mentor = pair.mentee.person, pair.mentor.person
    room = enter(pair, mentor)
    enter(pair, mentee)
    hers, his = pen_for(room, mentee), pen_for(room, mentor)
    _days_ago(10, write_letter(hers, FIRST))
    _days_ago(9, write_letter(his, ANSWER))
    _days_ago(3, say_thanks(hers, THANKS))
    table = attach(his, "variance-template.csv", TABLE.encode())
    _days_ago(1, table)
    _days_ago(1, write_letter(his, LAST, [table.item]))
    goal = set_goal(hers, GOAL, "Walk through the model\nRebuild it for Porto")
    found = contents_of(hers.strand, hers.key).item(goal.item)
    if found is not None:
        tick(hers, found, found.version, 0)
    _agree(room, his, hers, goal.item)
    for point in ("Weekday pattern: what did I find?", "Explain a miss in two sentences"):
        add_point(hers, point)
    write_note(pen_for(room, mentee, own=True), "", "Ask whether he ever doubted that finance was right for him.")
    ask(mentor, pair, HELP, ())
    session().flush()


def _agree(room: Room, his: Pen, hers: Pen, goal: str) -> None:
    """What the two agreed on after their first talk; the mentor has just proposed to meet more often."""
    words = words_of_program(room.pairing) | {"goals": [{"id": goal, "text": GOAL}], "aims": AIMS}
    first = agreeing.propose(room, his, words, seen=0)
    agreeing.sign(room, hers, first.item)
    often = "Every two weeks for 45 minutes, and a quarter of an hour on the telephone before each month’s close."
    agreeing.propose(room, his, words | {"rhythm": often}, seen=1)


def write_and_part(pair: Pairing) -> None:
    """Let the mentor write once more before they end it, so that a room is for reading only. The caller commits."""
    mentor = pair.mentor.person
    room = enter(pair, mentor)
    _days_ago(2, write_letter(pen_for(room, mentor), PARTING))
    end_pairings([pair], Ending.ENDED, actor=mentor)


def _days_ago(days: int, written: Record) -> None:
    written.at = now() - timedelta(days=days)
