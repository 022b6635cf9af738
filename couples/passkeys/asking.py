"""A question to a browser and its answer: the answer must come from where the question went, in time, and once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import jsonify, request, url_for
from flask_login import current_user

from couples.accounts.cookie import token_of
from couples.house import house
from couples.language import gettext as _
from couples.passkeys import actions, ceremony
from couples.passkeys.ceremony import Answer
from couples.passkeys.models import PasskeyRow
from couples.security.throttle import SLOW
from couples.vault import access
from couples.vault.open_vaults import OpenVaults

FAILED = "That did not work. Nothing was changed. Try again."


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, of whom and for what; where they want to go then and how long they stay.

    `vault` holds the key of their vault while the answer is awaited.
    """

    challenge: bytes
    account_id: str = ""
    name: str = ""
    passkey_id: str = ""
    wanted: str = ""
    stay: str = ""
    vault: OpenVaults | None = None


def ask(kind: str, options: dict[str, Any], then: str, asked: Asked, token: str = "") -> Any:
    """`kind` is "create" or "get", `then` the endpoint to which the answer goes."""
    house().pending.keep(then, token or token_of(request), asked)
    return jsonify(ask=kind, options=options, then=url_for(then))


def taken(then: str, token: str = "") -> tuple[Asked, Answer] | None:
    """The question that waits here, which is used up by any answer, and what came."""
    asked = house().pending.take(then, token or token_of(request))
    answer = ceremony.read(request.get_json(silent=True))
    return (asked, answer) if asked is not None and answer is not None else None


def proven(asked: Asked, answer: Answer, row: PasskeyRow | None) -> bool:
    """Whether that passkey's device gave the answer just now. It is counted."""
    if row is None or ceremony.credential_of(answer) != row.credential:
        return False
    if ceremony.holder_of(answer) not in ("", row.account_id):
        return False
    found = ceremony.proof(answer, asked.challenge, row.public_key, row.sign_count)
    return found is not None and actions.used(house().writer, row, found)


def held(passphrase: str) -> OpenVaults | None:
    """The key of this person's vault, kept as open vaults are, for five minutes; None where there is none."""
    if (key := access.key_by(passphrase)) is None:
        return None
    kept = OpenVaults()
    kept.open(current_user.id, token_of(request), key)
    return kept


def refused(problem: str = "", status: int = 422) -> Any:
    return jsonify(problem=problem or _(FAILED)), status


def slowed(seconds: int) -> Any:
    return refused(_(SLOW, seconds=seconds), 429)
