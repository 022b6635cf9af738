"""What one app holds beside Flask's own things: one object of each, made by `create_app` and found by `house()`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from flask import current_app

if TYPE_CHECKING:
    from couples.accounts.logins import Logins
    from couples.accounts.models import Account
    from couples.content import Library
    from couples.content.help import Directory
    from couples.content.prompts import Deck
    from couples.live.sockets import Sockets
    from couples.log.batch import Batch
    from couples.log.forgotten import Forgotten
    from couples.log.own import Part
    from couples.log.writer import Writer
    from couples.pairing.pace import Pace
    from couples.pairing.phones import Phones
    from couples.pairing.seats import Seats
    from couples.passkeys.pending import Pending
    from couples.reminders.worker import Worker
    from couples.security.keys import Keys
    from couples.security.passphrase import Passphrases
    from couples.security.throttle import Throttle
    from couples.settings import Settings
    from couples.static_files import StaticFiles
    from couples.vault.open_vaults import OpenVaults


@dataclass
class House:
    settings: Settings
    library: Library
    help: Directory
    keys: Keys
    writer: Writer
    logins: Logins
    phones: Phones
    pace: Pace
    seats: Seats
    throttle: Throttle
    passphrases: Passphrases
    vaults: OpenVaults
    forgotten: Forgotten
    deck: Deck
    static: StaticFiles
    sockets: Sockets
    parts: tuple[Part, ...]
    reminders: Worker
    pending: Pending
    second_step: Callable[[Account, str, str], Any | None]  # asks for a code, of whoever chose so
    taken_back: tuple[Callable[[Batch, str], object], ...]  # what else goes with an account taken back

    def end_logins(self, login_ids: list[str]) -> None:
        """End places of sign-in, lock their vaults and cut their sockets, in this order: an event in between is
        refused."""
        self.logins.end(login_ids)
        for login_id in login_ids:
            self.vaults.lock(login_id)
        self.sockets.hub.sign_out(set(login_ids))


def house() -> House:
    return cast(House, current_app.extensions["couples"])
