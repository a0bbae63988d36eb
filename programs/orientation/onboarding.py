"""What newcomers and their mentors read before they first meet."""

from programs.orientation.cards import (
    EXIT_OF_MENTORS,
    NOTHING_TO_REPORT,
    STAYS,
    STAYS_WITH_MENTORS,
    Card,
    Orientation,
)

__all__ = ["ORIENTATION"]

ORIENTATION = Orientation(
    mentee=(
        Card(
            "A colleague for your first months",
            "Your mentor is somebody who works here and joined not long ago. They know what it is like to find "
            "nothing, to know nobody and to nod at words one has never heard. They are not your manager, and they are "
            "not asked how you are doing.",
            "What do you wish somebody had told you on the first day of your last job?",
        ),
        STAYS,
        Card(
            "How a first meeting goes",
            "Half an hour, best with a coffee or a walk. Tell each other how you came here. Then ask the small "
            "things: where to eat, whom to write to, what everybody calls by a name that stands nowhere. You need "
            "prepare nothing.",
            "Which question seems too small to ask anybody else?",
        ),
        Card(
            "There are no silly questions here",
            "Written rules you find by yourself. The unwritten ones are what your mentor is for: how one disagrees "
            "here, when one leaves for home, who really decides. In the first months everybody forgives a question; "
            "later it gets harder.",
            "What have you seen here that you do not understand yet?",
        ),
        Card(
            "If it is not the right pair",
            "In the first 30 days you can have another mentor once, with one click and without a reason. After that "
            "either of you can end it, just as easily. The other reads a kind word, and it is held against nobody. "
            "You can also leave the program altogether.",
            "With what sort of person do you feel at home quickly?",
        ),
    ),
    mentor=(
        Card(
            "What a newcomer needs from you",
            "Somebody to ask. You are no trainer and no second manager: the team explains the work, you explain the "
            "house. The first weeks count most: a short meeting each week does more than a long one each month.",
            "What took you the longest to understand when you were new?",
        ),
        STAYS_WITH_MENTORS,
        Card(
            "How a first meeting goes",
            "Write first: newcomers seldom dare. Half an hour is enough, and best away from the desk. Show them "
            "around, name three people worth knowing, and tell something that went wrong when you were new. Agree on "
            "the next time before you part.",
            "Which three people would you like your mentee to know by the end of the first month?",
        ),
        NOTHING_TO_REPORT,
        Card(
            "The unwritten rules",
            "You know them so well that you no longer see them. Look at one week of yours through the eyes of "
            "somebody new: the jokes, the silences, the meetings before the meeting. Tell what is so, and leave to "
            "them what they think of it.",
            "Which rule of this house would you be embarrassed to write down?",
        ),
        EXIT_OF_MENTORS,
    ),
)
