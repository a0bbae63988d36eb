"""What people who want to get better at their craft, and the experts who help them, read before they first meet."""

from programs.orientation.cards import EXIT, EXIT_OF_MENTORS, STAYS, STAYS_WITH_MENTORS, Card, Orientation

__all__ = ["ORIENTATION"]

ORIENTATION = Orientation(
    mentee=(
        Card(
            "Learning from somebody who can do it",
            "Your mentor is good at what you want to get better at. They show you how they do it, watch how you do it "
            "if you like, and tell you what they see. They give no marks: how far you have come, you say yourself.",
            "Which piece of your work would you like to do without asking anybody?",
        ),
        STAYS,
        Card(
            "Talks are one thing, reports another",
            "Your mentor may also write down what they saw when they watched you work: the task, what was asked, what "
            "they saw, what it led to, the next step. That is a paper of its own. You read it first, you answer it, "
            "you name its readers, and unsigned nobody sees it. Nothing that you say in your talks goes into it.",
            "Who, if anybody, should one day read how well you do this?",
        ),
        Card(
            "How a first meeting goes",
            "Bring one real piece of work, finished or stuck. Look at it together, and say where you stand today and "
            "where you would like to be: with help, on your own, or able to teach it. From that you choose the first "
            "thing to try before you meet again.",
            "What have you been doing the long way because nobody showed you the short one?",
        ),
        Card(
            "Practice happens between the meetings",
            "A talk of 45 minutes changes little; what you try in the two weeks after it does. Keep it small enough "
            "to be done in a week like any other, and bring back what happened, above all when it went wrong.",
            "When in your week could you try something new without anybody waiting for it?",
        ),
        EXIT,
    ),
    mentor=(
        Card(
            "Handing on what you can do",
            "You are asked for your craft. What is hard about it is not knowing it but seeing it: you do in a second "
            "what took you years. Show it slowly, say aloud what you look at, then let them try while you keep your "
            "hands still.",
            "What do you do without thinking that a beginner would have to think about?",
        ),
        STAYS_WITH_MENTORS,
        Card(
            "Talks are one thing, reports another",
            "If the two of you agree that you watch a piece of work, you may write an observation report: task, "
            "standard, what you saw, what it led to, next step. Your mentee rates themselves first, reads it first "
            "and names its readers. Not a word from your talks belongs in it, and none is written behind anybody’s "
            "back.",
            "How does one write what one saw without writing what one thinks of somebody?",
        ),
        Card(
            "What a mentor does not do",
            "You do not rate the person, you give no mark and you recommend nobody. How far they have come, they say "
            "themselves, and you may add what you have seen. If a manager asks how it is going, the answer is: ask "
            "them yourself.",
            "What will you answer when their manager asks you in the corridor?",
        ),
        Card(
            "How a first meeting goes",
            "Ask for one real piece of work and look at it together. Find one thing they do well and name it exactly. "
            "Then choose one thing to try before the next time, small enough to be done in a week like any other.",
            "Which first step would have saved you a year?",
        ),
        EXIT_OF_MENTORS,
    ),
)
