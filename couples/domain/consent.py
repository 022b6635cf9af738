"""What a counselor may see: worked out from what each of the two gave, and nothing without both.

A no, silence, an end and a day that has passed are one thing: no grant. So nothing here says who did not want it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from couples.domain.days import a_day, end_of
from couples.domain.deed import Deed
from couples.domain.events import Event
from couples.domain.item import ITEM_KINDS
from couples.domain.pair import Pair
from couples.domain.refusal import STALE, Refusal, invalid

Secrets = Literal["", "none", "limited"]
Said = Literal["", "yes", "no"]
SCOPES = (
    "ahead",
    *ITEM_KINDS,
    "balance",
)  # "ahead": sessions from now on are offered for sharing, each by itself
ALONE: Secrets = "limited"  # who holds it so may be shown something by one of the two alone
DAYS = 366  # the furthest day that may be named as the last
WORDS = 4
MOST = 2_000  # sessions in one answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Made(Event):
    """A counselor made a code for a couple."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(Event):
    """What that counselor may see of the couple is not what it was. Who changed it is not kept."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one of the two gave, for themself alone. `heard` are the four words, from the counselor's own mouth.

    `sessions` are those they want shared, `left` those they were asked about and do not. `until` is the last day.
    """

    said: Said = ""
    heard: bool = False
    scope: frozenset[str] = frozenset()
    sessions: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()
    until: str = ""

    def gives(self, now: float) -> bool:
        return self.said == "yes" and self.heard and bool(self.until) and now < end_of(self.until)


@dataclass(frozen=True, slots=True)
class Grant:
    """What both gave, and until when, in seconds since 1970."""

    scope: frozenset[str]
    sessions: frozenset[str]
    until: float

    def shows(self, part: str) -> bool:
        """Whether a part is open: one of SCOPES."""
        return part in self.scope

    def shows_session(self, session: str) -> bool:
        return session in self.sessions


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer is held against: the four words, the sessions that have ended, and whether it was proven anew
    who answers."""

    phrase: str
    sessions: frozenset[str]
    proven: bool = False


def grant(answers: Pair[Answer], now: float, *, linked: bool) -> Grant | None:
    """None where nothing is open, whatever the reason."""
    if not linked or not all(answer.gives(now) for answer in answers):
        return None
    one, two = answers
    return Grant(
        scope=one.scope & two.scope,
        sessions=one.sessions & two.sessions,
        until=min(end_of(one.until), end_of(two.until)),
    )


def answered(before: Answer, deed: Deed, asked: Asked, now: float) -> Answer | Refusal:
    """Someone's answer after a form: `yes`, `no`, or `share` of one session. A no needs nothing, and holds at once."""
    match deed.name:
        case "no":
            return Answer(said="no", heard=before.heard)
        case "share" if before.said == "yes":
            return _shared(before, deed, asked)
        case "yes":
            return _given(before, deed, asked, now)
    return STALE


def same_words(typed: str, phrase: str) -> bool:
    """Whatever the case, and whatever stands between the words."""
    return _words(typed) == _words(phrase) != ()


def _given(before: Answer, deed: Deed, asked: Asked, now: float) -> Answer | Refusal:
    if not asked.proven:
        return invalid("Write your passphrase, so that nobody says yes in your name.", "passphrase")
    if not (before.heard or same_words(deed.text("words"), asked.phrase)):
        return invalid("Those are not the four words. Ask your counselor to read them to you again.", "words")
    if not (until := a_day(deed.text("until"), now, DAYS)):
        return invalid("Choose the last day, within a year.", "until")
    scope = frozenset(_all(deed, "scope")) & frozenset(SCOPES)
    sessions = frozenset(_all(deed, "sessions")) & asked.sessions
    if not scope and not sessions:
        return invalid("Choose something to share, or say no.", "scope")
    left = before.left - sessions
    return Answer(said="yes", heard=True, scope=scope, sessions=sessions, left=left, until=until)


def _shared(before: Answer, deed: Deed, asked: Asked) -> Answer | Refusal:
    session = deed.text("session")
    if session not in asked.sessions or len(before.sessions) >= MOST:
        return STALE
    if deed.text("on") == "1":
        return replace(before, sessions=before.sessions | {session}, left=before.left - {session})
    return replace(before, sessions=before.sessions - {session}, left=before.left | {session})


def _all(deed: Deed, name: str) -> list[str]:
    value = deed.fields.get(name, [])
    return [value] if isinstance(value, str) else value


def _words(text: str) -> tuple[str, ...]:
    return tuple("".join(each if each.isalpha() else " " for each in text.casefold()).split())
