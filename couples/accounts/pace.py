"""The sealed bit of an account that says whether its owner keeps deeper exercises closed. It has one size for all."""

from __future__ import annotations

from couples.security.keys import Keys
from couples.security.sealing import place, unwrap, wrap

HELD, OPEN = b"1", b"0"


def sealed_pace(keys: Keys, account_id: str, *, held: bool) -> bytes:
    return wrap(keys, HELD if held else OPEN, pace_place(account_id))


def read_pace(keys: Keys, account_id: str, sealed: bytes | None) -> bool:
    return sealed is not None and unwrap(keys, sealed, pace_place(account_id)) == HELD


def pace_place(account_id: str) -> bytes:
    return place("account", "pace", account_id)
