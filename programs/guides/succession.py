"""Questions for people who prepare for a critical role, and the executives who bring them on."""

from programs.guides.moments import SILENCE, Guide, Moment

__all__ = ["GUIDES"]

GUIDES = (
    Guide(
        Moment.FIRST,
        "Your first meeting",
        (
            "What would you ask somebody who has been in that chair on their worst day?",
            "What have you never been responsible for, and which of it frightens you?",
            "Who knows of this, who may know, and how do we speak about it?",
            "Which part of the role would you gladly leave to somebody else?",
            "What do you hope I see in you, and what do you fear I see?",
            "Which piece of work of some size would close one gap in this half year?",
        ),
    ),
    Guide(
        Moment.EARLY,
        "Looking behind the role",
        (
            "What did you see this month that you would have handled differently?",
            "Which meeting would you like to sit in on, and what will you look at?",
            "Who holds this organisation together without standing on any chart?",
            "What does the role ask for that no description of it names?",
            "Which decision of mine did you not understand?",
            "What do you know about the business that I do not?",
        ),
    ),
    Guide(
        Moment.MILESTONE,
        "After half a year",
        (
            "What is there to show for the stretch of these months, and what did it cost?",
            "Which gap is smaller, by what evidence, and which one is new?",
            "If the role fell free tomorrow, what would you do in the first week?",
            "Do you still want it, and what has changed in how you want it?",
            "Who has seen you carry something heavy, and who should?",
            "What would have to be true for you to say no?",
        ),
        around=180,
    ),
    Guide(
        Moment.WORKING,
        "While you carry more",
        (
            "What is the decision with no good answer, and how do you come to one?",
            "Where does your piece of work stand, what is the risk, and who owns it?",
            "Whom will it hurt, and have you told them yourself?",
            "What would the board ask, and what would you rather they did not?",
            "Which customer is angry, and what have you heard behind it?",
            "What are you protecting that ought to end?",
        ),
    ),
    Guide(
        Moment.HALFWAY,
        "Halfway",
        (
            "What kind of year was it, in one sentence, and what should the next one be?",
            "Which of your strengths will matter less in that chair?",
            "Whose trust do you have, and whose will you need?",
            "What have you not been allowed to try, and who could allow it?",
            "How do you carry it, and who looks after you?",
            "What would you want your successor to find?",
        ),
    ),
    Guide(
        Moment.LATER,
        "Nearer to it",
        (
            "Who comes after you where you are now, and what have you done for them?",
            "What will you change in the first year, and what will you leave alone on purpose?",
            "Which promise have you made that you cannot keep?",
            "What would somebody who does not want you there say, and where are they right?",
            "How will you hear bad news when everybody has a reason to soften it?",
            "What must not be lost when those who built it leave?",
        ),
    ),
    SILENCE,
    Guide(
        Moment.LAST,
        "Your last meeting",
        (
            "Whatever comes of it: what have you become that you were not?",
            "What will you go on asking me, and what no longer?",
            "If it goes to somebody else, what would you want to hear, and from whom?",
            "What do you know about power now that you did not know?",
            "Whom will you take along behind the role one day?",
            "What should be said between us before this ends?",
        ),
    ),
)
