"""Who may do what. Pure, and closed by default: what has no row here cannot be done, and the app does not start.

A role is what someone is to the thing they ask for: `anyone` (signed in or not), `account` (signed in, of whatever
kind), `person` (one of a couple, or alone), `counselor` (a professional), and to a couple or a session: `inviter` and
`invited` before a link, `member` while it lasts, `former` after it. What someone does alone has one `owner`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

Role = Literal["anyone", "account", "person", "counselor", "owner", "inviter", "invited", "member", "former"]

# Pages and forms, by endpoint. Rows that need a role to a thing are asked again by the loader of that thing.
ROUTES: Mapping[str, Role] = {
    "static": "anyone",
    "pages.landing": "anyone",
    "pages.privacy": "anyone",
    "pages.healthz": "anyone",
    "pages.readyz": "anyone",
    "pages.security_txt": "anyone",
    "pages.home": "person",
    "accounts.sign_up": "anyone",
    "accounts.sign_in": "anyone",
    "accounts.sign_out": "account",
    "accounts.logins": "account",
    "accounts.revoke": "account",
    "accounts.revoke_others": "account",
    "accounts.got_it": "account",
    "reminders.page": "person",
    "reminders.choose": "person",
    "reminders.test": "person",
    "reminders.off": "person",
    "reminders.new_feed": "person",
    "reminders.feed": "anyone",  # a calendar cannot sign in: its address is the key
    "pairing.pair": "person",
    "pairing.invite": "person",
    "pairing.redeem": "person",
    "pairing.code_image": "person",
    "pairing.unlink": "person",
    "pairing.pace": "person",
    "catalogue.index": "anyone",
    "catalogue.show": "anyone",
    "catalogue.offer": "anyone",
    "catalogue.path": "anyone",
    "catalogue.favour": "person",
    "exercises.start": "person",
    "exercises.session": "person",
    "exercises.review": "person",
    "exercises.remove": "person",
    "exercises.history": "person",
    "exercises.phone": "person",
    "exercises.hand_over": "person",
    "ledger.ours": "person",
    "ledger.kept": "person",
    "ledger.calendar": "person",
    "balance.page": "person",
    "balance.both": "person",
    "balance.document": "person",
    "balance.table": "person",
    "balance.shown": "person",
    "balance.choose": "person",
    "balance.check_in": "person",
    "counsel.make": "counselor",
    "counsel.couple": "counselor",
    "counsel.session": "counselor",
    "counsel.now": "counselor",
    "counsel.leave": "counselor",
    "counsel.ours": "counselor",
    "reading.balance": "counselor",
    "reading.brief": "counselor",
    "reading.scales": "counselor",
    "reading.report": "counselor",
    "reading.document": "counselor",
    "writing.remark": "counselor",
    "writing.unsay": "counselor",
    "writing.given": "counselor",
    "writing.give": "counselor",
    "writing.take_back": "counselor",
    "writing.own": "counselor",
    "writing.keep": "counselor",
    "writing.drop": "counselor",
    "consent.page": "person",
    "consent.bring": "person",
    "consent.counsel": "person",
    "consent.answer": "person",
    "consent.share": "person",
    "consent.opened": "person",
    "homework.practice": "person",
    "homework.start": "person",
    "homework.put_away": "person",
    "letters.letter": "person",
    "letters.take_back": "person",
    "reflections.index": "person",
    "reflections.unlock": "person",
    "reflections.lock": "person",
    "reflections.write": "person",
    "reflections.history": "person",
    "reflections.search": "person",
    "reflections.entry": "person",
    "reflections.save": "person",
    "reflections.delete": "person",
    "reflections.preview": "person",
    "reflections.share": "person",
    "reflections.show": "person",
    "consent.alone": "person",
    "consent.take_back": "person",
    "counsel.alone": "counselor",
    "own_data.page": "account",
    "own_data.export": "account",
    "own_data.delete": "account",
    "own_data.stay": "account",
    "vault.security": "account",
    "vault.print_keys": "account",
    "vault.change": "account",
    "vault.recover": "anyone",
    "passkeys.page": "account",
    "passkeys.one": "account",
    "passkeys.begin": "account",
    "passkeys.add": "account",
    "passkeys.begin_lock": "account",
    "passkeys.lock": "account",
    "passkeys.rename": "account",
    "passkeys.remove": "account",
    "passkeys.begin_open": "person",
    "passkeys.open_vault": "person",
    "passkeys.begin_sign_in": "anyone",
    "passkeys.sign_in": "anyone",
    "codes.page": "account",
    "codes.begin": "account",
    "codes.confirm": "account",
    "codes.turn_off": "account",
    "codes.sign_in": "anyone",  # its passphrase was right, at this browser
    "counselor.join": "anyone",
    "counselor.sign_in": "anyone",
    "counselor.caseload": "counselor",
    "counselor.policy": "counselor",
    "live.deed": "person",
    "demo.show": "anyone",
    "quick_exit.leave": "anyone",  # also who is signed in no more must get away
    "quick_exit.how": "anyone",
    "safety.help": "anyone",
    "safety.who_could_see": "anyone",
}

# Socket events. Each is asked again for the stream it names.
EVENTS: Mapping[str, Role] = {"enter": "account", "do": "account", "hint": "account", "leave": "account"}

# Reading a stream, and each deed on it, by the kind of stream.
READ: Mapping[str, frozenset[Role]] = {
    "couple": frozenset({"inviter", "invited", "member"}),
    "session": frozenset({"member"}),
    "solo": frozenset({"owner"}),
    "ledger": frozenset({"member"}),
    "counsel": frozenset({"counselor"}),
}
DEEDS: Mapping[tuple[str, str], frozenset[Role]] = {
    ("couple", "accept"): frozenset({"invited"}),
    ("couple", "confirm"): frozenset({"inviter"}),
    ("couple", "decline"): frozenset({"inviter", "invited"}),
    ("couple", "unlink"): frozenset({"member"}),
    **{
        ("session", deed): frozenset({"member"})
        for deed in (
            "ready", "draft", "answer", "pass", "release", "keep", "go_on", "listen", "start", "add_minute", "speak",
            "reflect", "confirm", "reply", "take_pen", "write", "freeze", "weigh", "sign", "reopen", "rest", "back",
            "pause", "resume", "stop", "let_in", "show_out",
        )
    },
    **{
        ("ledger", deed): frozenset({"member"})
        for deed in (
            "begin", "draft", "answer", "release", "pass", "reflect", "confirm", "reply", "review", "withdraw", "undo",
            "take_pen", "write", "freeze", "weigh", "sign", "reopen", "revise", "reword",
        )
    },
    **{
        ("solo", deed): frozenset({"owner"})
        for deed in ("draft", "answer", "pass", "go_on", "pause", "resume", "stop")
    },
}  # fmt: skip


class PolicyError(Exception):
    """Something can be reached that has no row here. The message names it."""


def may_ask(endpoint: str, kind: str) -> bool:
    """Whether a page is there at all for someone who is signed in with that kind of account."""
    return ROUTES.get(endpoint) in ("anyone", "account", kind)


def may_read(kind: str, role: Role | None) -> bool:
    return role in READ.get(kind, frozenset())


def may_do(kind: str, deed: str, role: Role | None) -> bool:
    return role in DEEDS.get((kind, deed), frozenset())


def check(endpoints: Iterable[str], events: Iterable[str]) -> None:
    """Refuses to start an app with a route or a socket event that nobody decided about."""
    missing = sorted({*endpoints} - {*ROUTES}) + sorted({*events} - {*EVENTS})
    if missing:
        raise PolicyError(f"no row in couples/security/policy.py for: {', '.join(missing)}")
