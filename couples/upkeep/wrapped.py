"""All that is sealed under the server's own key, in one list: so that it can be opened, counted and sealed anew.

What is not in this list would be lost when an old key is destroyed. tests/upkeep/test_rotate.py looks for it in
every column of every table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, func

from couples.accounts.models import Account
from couples.accounts.pace import pace_place
from couples.balance.actions import check_in_place, choices_place
from couples.balance.models import CheckInRow, ChoicesRow
from couples.consent.models import AnswerRow, CounselRow, EntryRow
from couples.consent.queries import answer_place, entry_place, phrase_place
from couples.contributions.actions import contribution_place
from couples.contributions.models import ContributionRow
from couples.log.models import Draft
from couples.log.rows import STREAM, WORDS, draft_place, key_place
from couples.pairing.models import Couple
from couples.pairing.queries import couple_key_place
from couples.passkeys.actions import name_place
from couples.passkeys.codes.actions import seed_place
from couples.passkeys.codes.models import SecondStepRow
from couples.passkeys.models import PasskeyRow
from couples.remarks.actions import note_place
from couples.remarks.models import NoteRow
from couples.reminders.actions import address_place
from couples.reminders.models import ReminderChoice
from couples.security.keys import Keys
from couples.security.sealing import SealBroken, unwrap, wrap
from couples.upkeep.sealed import Sealed, column, there

WRAPPED = (
    Sealed(column(Couple, "key"), lambda row: couple_key_place(row.id)),
    Sealed(
        WORDS.c.wrapped,
        lambda row: key_place(row.stream_id, row.version, row.owner),
        # Of a session that one person does alone, that person is the owner.
        extra=[func.coalesce(STREAM.c.couple_id, STREAM.c.account_id).label("owner")],
        source=WORDS.join(STREAM, STREAM.c.id == WORDS.c.about),
        only=WORDS.c.opened.is_(False),  # open ones are under the couple's key
    ),
    Sealed(column(Draft, "wrapped"), lambda row: draft_place(row.stream_id, row.seat, row.step, row.part)),
    Sealed(
        column(ContributionRow, "sealed"),
        lambda row: contribution_place(row.couple_id, row.about, row.seat),
        only=column(ContributionRow, "seat") != "",  # those of both are under the couple's key
    ),
    Sealed(
        column(CheckInRow, "sealed"),
        lambda row: check_in_place(row.account_id, row.id),
        extra=[column(CheckInRow, "account_id")],
    ),
    Sealed(column(ChoicesRow, "sealed"), lambda row: choices_place(row.couple_id, row.account_id)),
    Sealed(column(CounselRow, "phrase"), lambda row: phrase_place(row.id)),
    Sealed(column(AnswerRow, "sealed"), lambda row: answer_place(row.counsel_id, row.account_id)),
    Sealed(
        column(EntryRow, "sealed"),
        lambda row: entry_place(row.account_id, row.id),
        extra=[column(EntryRow, "account_id")],
    ),
    Sealed(
        column(NoteRow, "sealed"),
        lambda row: note_place(row.counselor_id, row.id),
        extra=[column(NoteRow, "counselor_id")],
    ),
    Sealed(column(Account, "pace"), lambda row: pace_place(row.id)),
    Sealed(column(ReminderChoice, "email"), lambda row: address_place(row.account_id)),
    Sealed(column(SecondStepRow, "seed"), lambda row: seed_place(row.account_id)),
    Sealed(
        column(PasskeyRow, "name"),
        lambda row: name_place(row.account_id, row.id),
        extra=[column(PasskeyRow, "account_id")],
    ),
)


@dataclass(frozen=True)
class Opened:
    """How many opened, of how many."""

    count: int = 0
    of: int = 0

    def __add__(self, other: Opened) -> Opened:
        return Opened(self.count + other.count, self.of + other.of)

    def __str__(self) -> str:
        return f"{self.count:,} of {self.of:,}"

    @property
    def all(self) -> bool:
        return self.count == self.of


def opened(connection: Connection, keys: Keys) -> Opened:
    total = Opened()
    for each in _there(connection):
        for rows in each.rows(connection):
            total += Opened(sum(_opens(keys, row, each) for row in rows), len(rows))
    return total


def epochs(connection: Connection) -> Counter[str]:
    """How many are sealed under the key of each epoch."""
    found: Counter[str] = Counter()
    for each in _there(connection):
        for rows in each.rows(connection):
            found.update(row.sealed[:8].decode("ascii", errors="replace").strip() for row in rows)
    return found


def wrap_anew(connection: Connection, keys: Keys) -> int:
    """Everything under the present epoch's key. Returns how many were changed. Raises SealBroken."""
    changed = 0
    for each in _there(connection):
        for rows in each.rows(connection):
            old = [row for row in rows if row.sealed[:8].decode().strip() != keys.epoch]
            if old:
                each.put(connection, [(row, _again(keys, row, each)) for row in old])
            changed += len(old)
    return changed


def without(keys: Keys, epochs: set[str]) -> Keys:
    return replace(keys, server={name: key for name, key in keys.server.items() if name not in epochs})


def _again(keys: Keys, row: Any, each: Sealed) -> bytes:
    where = each.where(row)
    return wrap(keys, unwrap(keys, row.sealed, where), where)


def _opens(keys: Keys, row: Any, each: Sealed) -> bool:
    try:
        unwrap(keys, row.sealed, each.where(row))
    except SealBroken:
        return False
    return True


def _there(connection: Connection) -> Iterator[Sealed]:
    return there(connection, WRAPPED)
