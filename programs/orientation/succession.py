"""What candidates for a critical role, and the executives who chose them, read before they first meet."""

from programs.orientation.cards import (
    EXIT,
    EXIT_OF_MENTORS,
    STAYS,
    STAYS_WITH_MENTORS,
    Card,
    Orientation,
)

__all__ = ["ORIENTATION"]

ORIENTATION = Orientation(
    mentee=(
        Card(
            "A look behind a role",
            "An executive takes you along, for a year or two, to where a role is really done: the days that nobody "
            "sees, the decisions with no good answer. It is preparation and no appointment. Nobody can promise you "
            "the role, and you may find that you do not want it.",
            "Which part of that role would you rather not have?",
        ),
        Card(
            "Who knows",
            "Few people. That you take part stands in no list that colleagues can open, and letters do not say which "
            "program it is. Whom you tell is up to you; talk with your mentor about it first, for it touches others "
            "who may be waiting too.",
            "Whom would you like to tell, and what would change if they knew?",
        ),
        STAYS,
        Card(
            "How a first meeting goes",
            "Bring two or three questions that you would ask somebody who has been there. Say what you can do, what "
            "you have seen and what you have never done. From the gaps, choose one piece of work of some size that "
            "would close one of them.",
            "What have you never been responsible for?",
        ),
        EXIT,
    ),
    mentor=(
        Card(
            "Bringing somebody on",
            "You chose this person, and that weighs. They will watch what you do more than what you say. Take them "
            "along to where it matters: a hard talk, a board paper, a customer who is angry. Explain afterwards what "
            "you saw and why you did what you did.",
            "What would you have liked to see from close by before you had to do it alone?",
        ),
        STAYS_WITH_MENTORS,
        Card(
            "What you do not do",
            "You do not rate, you do not report, and you are not the only one to decide when the role is filled. Do "
            "not promise it, and do not speak about it with others as if it were settled. What they tell you as a "
            "mentee is no evidence in any round.",
            "How will you keep apart what you learn here and what you say there?",
        ),
        Card(
            "How a first meeting goes",
            "Tell them what the role is on a bad day. Ask what they have never done, rather than what they are good "
            "at. Agree on one piece of work with an owner, an end and a risk that you can both name, and on when you "
            "look at it.",
            "Which mistake may they make in your name?",
        ),
        EXIT_OF_MENTORS,
    ),
)
