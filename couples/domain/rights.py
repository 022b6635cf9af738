"""Reserved rights: what stays each person's own and cannot be agreed away.

Which words touch one is said in a content file; here is only how a text is held against them. A pattern can be wrong
both ways, so it never erases or changes a word: it refuses, with a reason, and the words stay with who wrote them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from couples.domain.refusal import Refusal, invalid

_PLAIN = {**dict.fromkeys(map(ord, "’‘ʼ`´"), "'"), **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d"))}
# "You do not ask me to quit my job" is the contrary of what it is about.
_GUARD = re.compile(
    r"(?:\b(?:not|never|nobody|no one|neither of us)|n't) (?:\w+ )?"
    r"(?:tell|ask|make|force|push|press|pressure|order|talk)s? (?:me|you|him|her|us|the other|each other)"
    r" (?:to|into|out of)\b(?:(?! (?:and|but) )[^.;!?,])*",
    re.I,
)
_PART = re.compile(r"[.;!?]|,? (?:and|but|so|then) (?=I\b)")
_CONDITION = re.compile(
    r"\b(?:when|whenever|while|if|unless|until|after|because|as long as|each time) you\b[^,]*", re.I
)
_TOLD = re.compile(
    r"^(?:please|from now on|in future|now|then|and|also|so|but|or|,| )*"
    r"(?:you|your|we|both of us|neither of us|nobody|no one)\b"
    r"|^ ?(?:please\b|(?:give|show|tell|send|let|hand|ask|text|share) (?:me|us)\b)"
    r"|\b(?:want|need|expect|ask|wish|like|allow|forbid|tell|insist|demand|rather|prefer|beg)s?(?: that)? you"
    r" (?:to|not|never|must|may|will|can|cannot|should|stop|quit|\w+ing)\b"
    r"|\blet you\b|, ?you(?:'ll)?\b|\bno (?:more )?[^,]{0,30}\bfor you\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Right:
    """`explain` is for who would lay it on someone, `note` for who is asked for it."""

    area: str
    name: str
    explain: str
    note: str
    patterns: tuple[re.Pattern[str], ...]


def touched(text: str, rights: Iterable[Right]) -> tuple[str, ...]:
    """The areas that a text touches, in the order of `rights`."""
    return tuple(right.area for right in _touched(text, rights))


def told(text: str) -> str:
    """What of a text lays something on the other: a limit speaks of what I do, and that is mine to say."""
    parts = (_CONDITION.sub("", part) for part in _PART.split(_plain(text)))
    return ". ".join(part.strip() for part in parts if _TOLD.search(part))


def refusal_of(text: str, rights: Iterable[Right], field: str) -> Refusal | None:
    """Why these words cannot be kept in that box, if they touch a right."""
    found = _touched(text, rights)
    return invalid(found[0].explain, field) if found else None


def notes_on(text: str, rights: Iterable[Right]) -> str:
    """What someone who is asked for this is told alone."""
    return " ".join(right.note for right in _touched(text, rights))


def _touched(text: str, rights: Iterable[Right]) -> tuple[Right, ...]:
    return _found(text, tuple(rights))


@lru_cache(maxsize=256)
def _found(text: str, rights: tuple[Right, ...]) -> tuple[Right, ...]:
    """Remembered: the same request is shown again with every view until it is answered."""
    plain = _plain(text)
    return tuple(right for right in rights if any(pattern.search(plain) for pattern in right.patterns))


def _plain(text: str) -> str:
    """With single spaces and straight apostrophes, and without what someone promises not to ask for."""
    return _GUARD.sub("", " ".join(text.translate(_PLAIN).split()))
