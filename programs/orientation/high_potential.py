"""What people who want to lead one day, and their mentors, read before they first meet."""

from programs.orientation.cards import (
    EXIT,
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
            "Room to grow, and no promise",
            "You were taken into this program because you contribute and because you said that you would like to "
            "lead. It gives you time, people and a larger piece of work. It promises no post. Whoever finds on the "
            "way that leading is not for them has learned something worth a year: the way of the expert is no lesser "
            "one.",
            "What would you still want to learn here if no post came of it?",
        ),
        STAYS,
        Card(
            "How a first meeting goes",
            "You asked for each other, so begin with why. Tell of one decision that was hard, and ask for one of "
            "theirs. Then say which two or three things about how you work you would like to change in this year. "
            "Fewer is better.",
            "Which decision of the past year would you take differently today?",
        ),
        Card(
            "You drive",
            "You set the topics, you ask for the time, you bring what you tried. Your mentor is outside your line and "
            "two levels up: they see how things look from there. Use it for what nobody in your department can tell "
            "you.",
            "What do people above you seem to know that nobody has ever said to you?",
        ),
        Card(
            "What your manager learns",
            "That you take part, and when you are busy with it. Not what you talk about, not how your mentor sees "
            "you. If you want your manager to know something, tell them yourself; it is usually worth it.",
            "What could your manager do for you if they knew what you are working on?",
        ),
        EXIT,
    ),
    mentor=(
        Card(
            "What they need, and what they do not",
            "Your mentee is good and knows it, or is good and does not. They need no praise for results: others give "
            "them that. They need somebody who shows them how it looks from further up, and who asks what nobody "
            "below dares to ask.",
            "What did you believe about leading before you did it?",
        ),
        STAYS_WITH_MENTORS,
        Card(
            "How a first meeting goes",
            "Ask what they want to understand, not what they want to become. Tell of a decision that went wrong and "
            "what it cost. Agree on two or three things to work on, no more, and on how you will tell each other "
            "uncomfortable things.",
            "Which of your failures is useful to somebody ten years younger?",
        ),
        NOTHING_TO_REPORT,
        Card(
            "You are not on their committee",
            "Nobody asks you whether your mentee is ready, and you sit in no round that decides on it. Do not hint, "
            "do not promise, do not open a door they did not ask for. An introduction that they asked for is fine.",
            "Where does helping end and pulling strings begin, for you?",
        ),
        EXIT_OF_MENTORS,
    ),
)
