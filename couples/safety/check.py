"""The words of the private check: what it asks, and what may help. The same for everyone, in every answer we send.

There is no score and no threshold. Which parts come first on the screen is decided there, in static/js/modules/check.js
and static/css/components/safety.css, and is known nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

from couples.language import N_


@dataclass(frozen=True)
class Question:
    """`name` ties it to its part of the help: `title` and `text`."""

    name: str
    ask: str
    title: str
    text: str


QUESTIONS = (
    Question(
        "fear",
        N_("Are you sometimes afraid of your partner?"),
        N_("When you are afraid"),
        N_("Take your fear seriously. You need no proof and no bruise to call. The people who answer listen first. "
           "You decide what happens next."),
    ),
    Question(
        "hurt",
        N_("Has your partner ever hurt you, or broken things to scare you?"),
        N_("When you were hurt"),
        N_("See a doctor if you can, and say how it came about. A note of it can help you later. Hands or anything "
           "else around your neck are always an emergency, even when no mark can be seen."),
    ),
    Question(
        "threats",
        N_("Does your partner say that they will hurt you, themselves, or someone you love?"),
        N_("When you hear threats"),
        N_("Threats count. Tell one person you trust what was said, and when. If it could happen today, call the "
           "emergency number."),
    ),
    Question(
        "watched",
        N_("Does your partner check your phone, your messages or where you are?"),
        N_("When you are being watched"),
        N_("Look for help on a phone or computer they cannot get at, such as one at work, at a friend's or in a "
           "library. Think before you clear or change a lot at once: they may notice."),
    ),
    Question(
        "money",
        N_("Do you have to ask for money, or show what you spent it on?"),
        N_("When money is kept from you"),
        N_("Money of your own is your right. If it is safe, keep a little where only you can get at it, and leave "
           "copies of your papers with someone you trust."),
    ),
    Question(
        "cut_off",
        N_("Is it hard to see your friends or family because of your partner?"),
        N_("When you are cut off"),
        N_("You need not explain it all. Start with one person; a short hello is enough. Most people are glad that "
           "you came to them."),
    ),
    Question(
        "made_to",
        N_("Have you been made to do things you did not want, in bed or elsewhere?"),
        N_("When you were made to do things"),
        N_("Nobody owes anyone sex, in a marriage either. It was not your fault. A doctor or a helpline can help "
           "soon after, and also years later."),
    ),
    Question(
        "no",
        N_("Are you afraid of what happens when you say no?"),
        N_("When you cannot say no"),
        N_("Then doing exercises together is not safe for you now. You can skip, stop or unlink alone. Think first "
           "of what they may do when they notice. A helpline can plan it with you."),
    ),
)  # fmt: skip
