"""Questions for newcomers and the colleagues who show them around."""

from programs.guides.moments import SILENCE, Guide, Moment

__all__ = ["GUIDES"]

GUIDES = (
    Guide(
        Moment.FIRST,
        "Your first meeting",
        (
            "What made you say yes to this place?",
            "Which question seemed too small to ask anybody so far?",
            "Whom would you like to meet in your first two weeks?",
            "What did you do before, and what do you hope is different here?",
            "What has surprised you since you came in, pleasantly or not?",
            "What do you need to know by Friday to feel a little safer on Monday?",
        ),
    ),
    Guide(
        Moment.EARLY,
        "In the first weeks",
        (
            "Which word do people here use that you do not understand yet?",
            "Who has been helpful without being asked, and what did they do?",
            "What took you far too long this week, and who would know the short way?",
            "Where did you hold back a question, and what was it?",
            "What did you expect of this job that has not come yet?",
            "With whom did you have lunch, and with whom would you like to?",
        ),
    ),
    Guide(
        Moment.MILESTONE,
        "After the first month",
        (
            "Which rules stand nowhere, and how did you notice them?",
            "What is expected of you, said in your own words, and who could confirm it?",
            "What was your first result, and who saw it?",
            "How does one disagree here, and with whom does one rather not?",
            "Which habit of this house would you like to keep out of?",
            "What did you hear in the first month that turned out not to be so?",
        ),
        around=30,
    ),
    Guide(
        Moment.MILESTONE,
        "Two months in",
        (
            "Which of your strengths does nobody here know yet?",
            "Whom do you know outside your team, and who is missing?",
            "What do you do better than when you came, and what is harder than you thought?",
            "Who decides on the things that matter to you, and do they know you?",
            "What would you like to get better at before half a year is over?",
            "Which meeting could you leave out without anybody minding?",
        ),
        around=60,
    ),
    Guide(
        Moment.MILESTONE,
        "After three months",
        (
            "Is your role clear to you, and where is it not?",
            "Would a talk of three with your manager help, and what about?",
            "When did you last feel that you belong here?",
            "What would you tell your manager if it could not be held against you?",
            "Which promise that was made to you is still open?",
            "What do you now do for others that somebody once did for you?",
        ),
        around=90,
    ),
    Guide(
        Moment.WORKING,
        "While you settle in",
        (
            "What went well since last time, and what was your part in it?",
            "Where do you still feel like a guest?",
            "What do you wish you could ask your team, and what keeps you from it?",
            "Which piece of work would you like to have more of?",
            "Who gives you honest feedback, and how did you get them to?",
            "What have you changed in the way you work since you came?",
        ),
    ),
    Guide(
        Moment.HALFWAY,
        "Halfway",
        (
            "What do you know about this place now that you could not have read anywhere?",
            "What can we stop talking about because it has sorted itself out?",
            "What should the second three months be about?",
            "Who are the five people you go to, and what for?",
            "What did you bring along from your last job that works here, and what does not?",
            "How do you look after yourself in a busy week?",
        ),
    ),
    Guide(
        Moment.LATER,
        "As one of the house",
        (
            "What would you like to learn next, and from whom?",
            "Which problem do you see that those who have been here long no longer see?",
            "What would make you stay, and what would make you look around?",
            "Who is newer than you, and what could you tell them?",
            "What do you want to be known for here?",
            "Which part of the work do you not want to be doing in two years?",
        ),
    ),
    SILENCE,
    Guide(
        Moment.LAST,
        "Your last meeting",
        (
            "When did it begin to feel like your place, if it does?",
            "What should the next newcomer hear on day one?",
            "What comes next for you, and whom would you like to ask about it?",
            "What did you learn from each other that neither expected?",
            "Which of the people you met here do you want to keep close?",
            "What do you still owe yourself from the plans of the first weeks?",
        ),
    ),
)
