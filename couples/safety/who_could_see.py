"""What someone could get, by who they are and what they hold. Each row must be true of the code as it is today.

Whoever changes what is stored, sealed or shown changes it here too; tests/safety/test_who_could_see.py proves what it
can. A row is plain words for people, not for engineers.
"""

from __future__ import annotations

from dataclasses import dataclass

from couples.language import N_


@dataclass(frozen=True)
class Row:
    """`who` holds or does something. `gets` and `misses` are lists of short sentences; `do` is what may help."""

    who: str
    gets: tuple[str, ...]
    misses: tuple[str, ...]
    do: str = ""


PEOPLE = (
    Row(
        N_("Your partner, using this as it is meant"),
        (
            N_("What you share, and what you both answer once both are done."),
            N_(
                "In an exercise: whether you are here or away, when you are done, and who paused or stopped it."
            ),
            N_("Needs, limits and agreements that you put into Ours for both."),
            N_("How it goes between you, once both have opened it, with what you show of your check-ins."),
        ),
        (
            N_("Check-ins that you do not show, how something fits you, and whether you opened that view."),
            N_("Your drafts, what you keep for yourself, and your private writing, until you share a copy."),
            N_("Whether you passed or kept an answer back. Both look the same."),
            N_("What you do alone, and when or where you sign in."),
            N_("Your answers to the private check. Nobody gets those."),
        ),
    ),
    Row(
        N_("Your ex, after one of you has unlinked"),
        (
            N_("Their own words, and the names and days of what you did together."),
            N_("Agreements that you both signed."),
            N_("What they remember, wrote down or took a picture of."),
        ),
        (
            N_("All your other words from that moment on, also copies you had shared."),
            N_("Anything you do afterwards."),
        ),
    ),
    Row(
        N_("A counselor"),
        (
            N_("What you both chose to share, until one of you ends it. Before that not even your names."),
            N_("What they read, or wrote down for themself, before it ended."),
            N_("What you alone showed them, if they hold limited secrets."),
        ),
        (
            N_("Any session that you did not both share, and how many there are."),
            N_("Private writing, drafts, and what you kept or passed."),
            N_("Who of you did not want it, or ended it."),
        ),
        N_("Whoever runs this server invited them and did not check who they are. Do that together."),
    ),
)
SERVER = (
    Row(
        N_("The person who runs this server, even if that is your partner"),
        (
            N_(
                "Your words in exercises and in Ours, and your check-ins, if they want to: shared ones, private "
                "answers and drafts. They hold the key."
            ),
            N_("Your name, when you sign in and on what kind of device, and what you did when."),
            N_(
                "Where you connect from, and so roughly where you are. And which pages you open, also this one."
            ),
            N_("Your e-mail address, if you chose reminders."),
            N_(
                "Your passphrase and private writing, if they change the program so that it tells them when you type."
            ),
        ),
        (
            N_(
                "Your private writing while it stays locked. It opens with your passphrase or a key on paper only."
            ),
            N_("Your passphrase from what is stored. Weak ones can be guessed."),
            N_("Your answers to the private check. They never leave your screen."),
        ),
        N_("If your partner runs this server, write nothing here that they must not read."),
    ),
    Row(
        N_("A thief with a copy of the database file"),
        (
            N_("The names people chose, who is linked with whom, and as what."),
            N_(
                "Which exercises you did and when, and steps such as “ready”, “not now” or “heard”. Not what you wrote."
            ),
            N_("Kinds of devices and when each was last used, and when you wrote for yourself."),
            N_(
                "What you marked to find again, your time zone if you chose reminders, and when something is due."
            ),
            N_("A way to test guesses of weak passphrases."),
        ),
        (N_("What you wrote. It is locked, and the key is not in that file."), N_("Your e-mail address.")),
    ),
    Row(
        N_("A thief with the file and the key"),
        (
            N_(
                "What people wrote in exercises and in Ours: shared, private and half-written. Check-ins and e-mail "
                "addresses too."
            ),
        ),
        (N_("Private writing, and passphrases. Weak passphrases can be guessed, and then open both."),),
        N_("Keys and copies belong in different places. The person who runs the server is told so."),
    ),
    Row(
        N_("Someone who finds an old copy of the file"),
        (
            N_(
                "The same as a thief, as it was on that day. With the key, also words that were removed since."
            ),
            N_("A passphrase that you had on that day opens your private writing in it."),
        ),
        (N_("Anything newer than that copy."),),
    ),
    Row(
        N_("A court that orders the person who runs this server"),
        (N_("All that this person can read: see there."),),
        (N_("Your answers to the private check, for they are nowhere."),),
    ),
)
DEVICE = (
    Row(
        N_("Someone with your unlocked phone"),
        (
            N_("What is on the screen, and while you are signed in, all that you can see here."),
            N_("The list of pages in your browser."),
        ),
        (
            N_("Your private writing once it has locked: after five minutes, or when you look at something else."),
            N_("Your passphrase, unless your browser keeps it for you."),
        ),
        N_("Sign out when you are done. A private window keeps no list of pages."),
    ),
    Row(
        N_("Someone who knows your passphrase, or has one of your keys on paper"),
        (N_("All that you can see here, private writing too. They can also write and unlink as you."),),
        (N_("Your answers to the private check."),),
        N_("Under “Security” you can take your account back: a new passphrase, new keys on paper, and every other "
           "device signed out."),
    ),
    Row(
        N_("Spying software on your device"),
        (N_("All that you see and type, also in the private check."),),
        (N_("What you do on another device."),),
        N_("Use a device that the other person never had in their hands."),
    ),
)  # fmt: skip
GROUPS = (
    (N_("People close to you"), PEOPLE),
    (N_("The server"), SERVER),
    (N_("Your own device"), DEVICE),
)
