"""The way from a right passphrase to a right code: half signed in, which opens nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import redirect, url_for

from couples.accounts.models import Account
from couples.house import house
from couples.passkeys import browser
from couples.passkeys.codes.queries import asked_since

KIND = "code"
TRIES = 5  # then the passphrase is asked for again


@dataclass(slots=True)
class Half:
    """Whose passphrase was right, how long they want to stay, where they want to go, and how often they erred."""

    account_id: str
    stay: str
    wanted: str
    wrong: int = 0


def second_step(account: Account, stay: str, wanted: str) -> Any | None:
    """The way to the page that asks for a code; None for people who are asked for none."""
    if asked_since(account.id) is None:
        return None
    token = browser.new_token()
    house().pending.keep(KIND, token, Half(account.id, stay, wanted))
    return browser.give(redirect(url_for("codes.sign_in", kind=account.kind), 303), token)


def waiting() -> Half | None:
    """Who is half signed in at this browser."""
    found: Half | None = house().pending.look(KIND, browser.token_here())
    return found


def done() -> Half | None:
    """The same, and then nobody is any more: of two who come at once one gets in."""
    found: Half | None = house().pending.take(KIND, browser.token_here())
    return found


def erred(half: Half) -> None:
    half.wrong += 1
    if half.wrong >= TRIES:
        done()
