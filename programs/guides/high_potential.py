"""Questions for people who want to lead one day, and their mentors."""

from programs.guides.moments import SILENCE, Guide, Moment

__all__ = ["GUIDES"]

GUIDES = (
    Guide(
        Moment.FIRST,
        "Your first meeting",
        (
            "Why did you ask for each other, and what do you hope is true?",
            "Which decision of the past year would you take differently today?",
            "What is it about leading that draws you, and what puts you off?",
            "Which two or three things about how you work would you like to change in this year?",
            "What do people misunderstand about you at first?",
            "What may I be blunt about, and where should I go carefully?",
        ),
    ),
    Guide(
        Moment.EARLY,
        "Finding the questions",
        (
            "What has kept you busy in your head this week?",
            "Whose way of leading would you never copy, and why?",
            "When did you last change somebody’s mind, and how?",
            "What do you avoid because you are good at something else?",
            "Which piece of news did you hear too late, and why did nobody tell you?",
            "What would your team say you do when you are under pressure?",
        ),
    ),
    Guide(
        Moment.MILESTONE,
        "After three months",
        (
            "Which of the behaviours you chose have you changed, and who has noticed?",
            "Do you still want to lead, and what makes you sure or unsure?",
            "What have you learned about yourself that you would rather not have known?",
            "Which larger piece of work would teach you what talks cannot?",
            "Whom outside your department do you know now, and what do they need?",
            "Where do you say yes too soon?",
        ),
        around=90,
    ),
    Guide(
        Moment.WORKING,
        "While you stretch",
        (
            "Which talk are you putting off, and what is the first sentence of it?",
            "What does this look like from two levels above you?",
            "Who wins and who loses if you get your way?",
            "What did you decide, on what, and what would have changed it?",
            "Where did you do the work yourself instead of letting somebody grow?",
            "What number would you look at first, and what does it not tell you?",
        ),
    ),
    Guide(
        Moment.HALFWAY,
        "Halfway",
        (
            "What do you see now that you did not see half a year ago?",
            "Which of our talks changed something you did?",
            "If no post comes of it, what will it have been good for?",
            "What have you let go of, and what should you let go of next?",
            "Whose support do you have, and whose have you only assumed?",
            "What should I tell you that I have kept back?",
        ),
    ),
    Guide(
        Moment.LATER,
        "With more weight",
        (
            "Who speaks openly to you, and what did you do to earn it?",
            "Which decision did you leave to others that you would once have taken?",
            "How do you notice that you are wrong before others do?",
            "What are you known for by now, and is it what you wanted?",
            "What would you do in the first hundred days of a larger role?",
            "Which of your strengths gets in the way when there is too much of it?",
        ),
    ),
    SILENCE,
    Guide(
        Moment.LAST,
        "Your last meeting",
        (
            "What kind of leader do you not want to become, and what keeps you from it?",
            "Leading or the way of the expert: what speaks for each today?",
            "Which three people should go on telling you the truth?",
            "What did you take from me that I never meant to teach?",
            "What will you do in the next month so that this does not fade?",
            "Whom would you like to bring on yourself, and what would you give them?",
        ),
    ),
)
