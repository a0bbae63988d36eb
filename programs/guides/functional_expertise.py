"""Questions for people who want to get better at their craft, and the experts who help them."""

from programs.guides.moments import SILENCE, Guide, Moment

__all__ = ["GUIDES"]

GUIDES = (
    Guide(
        Moment.FIRST,
        "Your first meeting",
        (
            "Which piece of your work did you bring, and what would you like to know about it?",
            "What can you do with help today that you want to do on your own?",
            "How do you learn best: seeing it, trying it, or taking it apart?",
            "How would you notice, without anybody telling you, that you have got better?",
            "What have you tried so far, and where did it stop?",
            "Which first thing could you try in a week like any other?",
        ),
    ),
    Guide(
        Moment.EARLY,
        "The first steps",
        (
            "What did you try since last time, and at which point did it get difficult?",
            "May I watch you do it, and what should I look at?",
            "What do you look at first when you begin such a task?",
            "Which step do you skip when you are in a hurry, and what does it cost?",
            "What would “good enough” look like here, and who says so?",
            "Whom do you ask now, and what could you find out without them?",
        ),
    ),
    Guide(
        Moment.MILESTONE,
        "After the first two months",
        (
            "Where do you stand today: with help, on your own, or able to teach it?",
            "Which task would you take on alone now that you would not have taken on before?",
            "What is the next piece of work that would stretch you a little?",
            "What do others see you do differently, as far as you know?",
            "Which of the three skills you named matters most now?",
            "What could be watched at real work, if you want that, and what would you like to hear about it?",
        ),
        around=60,
    ),
    Guide(
        Moment.WORKING,
        "While you practise",
        (
            "Show me the one place in your work where you were unsure. What were the options?",
            "What went wrong, and what would you check first next time?",
            "What did you do by the rule, and what by feeling?",
            "What would happen if you left that step out?",
            "Explain it to me as if I had never done it: where do you get stuck?",
            "Which tool or habit of mine have you changed to suit you, and why?",
        ),
    ),
    Guide(
        Moment.HALFWAY,
        "Halfway",
        (
            "Which gap has closed, and which one turned out to be another one?",
            "What do you practise too much, and what too little?",
            "What should the second half be about: depth, speed, or teaching it?",
            "Which of my ways of doing it do you not want to take over?",
            "When did you last do it without thinking of how I would?",
            "What would you like to have made by the end that you can show?",
        ),
    ),
    Guide(
        Moment.LATER,
        "As it becomes yours",
        (
            "What have you found out that I did not know?",
            "Where do you still ask for a check that you no longer need?",
            "Who could learn this from you, and what would you begin with?",
            "Which case would still make you nervous, and can we walk through it?",
            "What would you write on one card for the next person who does this?",
            "How do you keep it up when nobody asks for it for a month?",
        ),
    ),
    SILENCE,
    Guide(
        Moment.LAST,
        "Your last meeting",
        (
            "Where did you stand when we began, and where do you stand by your own word?",
            "Which of your work of these months would you show with pride?",
            "What do you want to be able to do a year from now, and who could help?",
            "What did teaching it change in how the other of us does it?",
            "What is the one thing to keep practising, and when in the week?",
            "Would you like to hand it on one day, and to whom?",
        ),
    ),
)
