"""Keep a check-in and what someone chose. Every write goes through the writer."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from sqlalchemy import delete, insert, or_, select

from couples.accounts.actions import new_id
from couples.balance.models import CheckInRow, ChoicesRow
from couples.domain.balance.checkins import CheckInKind
from couples.domain.balance.choices import Choices
from couples.domain.refusal import Refusal
from couples.log.batch import Batch
from couples.log.own import Going
from couples.log.writer import Writer
from couples.pairing.queries import is_linked
from couples.security.keys import Keys
from couples.security.sealing import place, unwrap, wrap

Change = Callable[[Choices], Choices | Refusal]
SIZE = 2_048  # every choice there is, and room


def check_in_place(account_id: str, id: str) -> bytes:
    return place("check_in", "sealed", account_id, id)


def choices_place(couple_id: str, account_id: str) -> bytes:
    return place("balance_choices", "sealed", couple_id, account_id)


def check_in(
    writer: Writer,
    couple_id: str,
    account_id: str,
    kind: CheckInKind,
    answers: Mapping[str, int],
    change: Change = lambda before: before,
) -> bool:
    """Whether the two are still linked: else nothing is kept. What is chosen of it holds from the same moment on."""

    def act(batch: Batch) -> bool:
        if not is_linked(batch.connection, account_id, couple_id):
            return False
        put_check_in(batch, couple_id, account_id, kind, answers, time.time())
        put_choices(batch, couple_id, account_id, change)
        return True

    return writer.run(act)


def choose(writer: Writer, couple_id: str, account_id: str, change: Change) -> Refusal | None:
    """`change` is of what was chosen before. Where it is refused nothing is written."""
    return writer.run(lambda batch: put_choices(batch, couple_id, account_id, change))


def put_check_in(
    batch: Batch, couple_id: str, account_id: str, kind: CheckInKind, answers: Mapping[str, int], at: float
) -> None:
    """`at` in seconds since 1970."""
    id = new_id()
    sealed = wrap(batch.streams.keys, msgspec.json.encode(answers), check_in_place(account_id, id))
    row = {"id": id, "couple_id": couple_id, "account_id": account_id, "kind": kind, "at": at}
    batch.connection.execute(insert(CheckInRow), {**row, "sealed": sealed})


def put_choices(batch: Batch, couple_id: str, account_id: str, change: Change) -> Refusal | None:
    keys, run = batch.streams.keys, batch.connection.execute
    mine = ChoicesRow.couple_id == couple_id, ChoicesRow.account_id == account_id
    before = run(select(ChoicesRow.sealed).where(*mine)).scalar()
    chosen = change(read_choices(keys, couple_id, account_id, before))
    if isinstance(chosen, Refusal):
        return chosen
    run(delete(ChoicesRow).where(*mine))
    row = {"couple_id": couple_id, "account_id": account_id}
    run(insert(ChoicesRow), {**row, "sealed": _sealed(keys, couple_id, account_id, chosen)})
    return None


def read_answers(keys: Keys, row: Any) -> dict[str, int]:
    """The points of a row of check-ins, by key."""
    opened = unwrap(keys, row.sealed, check_in_place(row.account_id, row.id))
    return msgspec.json.decode(opened, type=dict[str, int])


def read_choices(keys: Keys, couple_id: str, account_id: str, sealed: bytes | None) -> Choices:
    if sealed is None:
        return Choices()
    return msgspec.json.decode(unwrap(keys, sealed, choices_place(couple_id, account_id)), type=Choices)


def forget(batch: Batch, going: Going) -> None:
    for table in (CheckInRow, ChoicesRow):
        theirs = or_(table.account_id == going.account_id, table.couple_id.in_(going.left_empty))
        batch.connection.execute(delete(table).where(theirs))


def _sealed(keys: Keys, couple_id: str, account_id: str, chosen: Choices) -> bytes:
    plain = msgspec.json.encode(chosen, order="sorted").ljust(SIZE)
    return wrap(keys, plain, choices_place(couple_id, account_id))
