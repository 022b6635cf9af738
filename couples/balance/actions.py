"""Keep a check-in and what someone chose. Every write goes through the writer."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

import msgspec
from sqlalchemy import delete, insert, or_, select

from couples.accounts.actions import new_id
from couples.balance.models import CheckInRow, ChoicesRow
from couples.domain.balance.checkins import CheckInKind
from couples.domain.balance.choices import Choices
from couples.log.batch import Batch
from couples.log.own import Going
from couples.log.writer import Writer
from couples.pairing.queries import is_linked
from couples.security.keys import Keys
from couples.security.sealing import place, unwrap, wrap

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
    at: float | None = None,
) -> bool:
    """Whether the two are still linked: else nothing is kept. `at` in seconds since 1970, or now."""
    id, at = new_id(), time.time() if at is None else at
    row = {"id": id, "couple_id": couple_id, "account_id": account_id, "kind": kind, "at": at}

    def act(batch: Batch) -> bool:
        if not is_linked(batch.connection, account_id, couple_id):
            return False
        sealed = wrap(batch.streams.keys, msgspec.json.encode(answers), check_in_place(account_id, id))
        batch.connection.execute(insert(CheckInRow), {**row, "sealed": sealed})
        return True

    return writer.run(act)


def choose(writer: Writer, couple_id: str, account_id: str, change: Callable[[Choices], Choices]) -> Choices:
    """`change` is of what was chosen before, in one transaction."""
    mine = ChoicesRow.couple_id == couple_id, ChoicesRow.account_id == account_id

    def act(batch: Batch) -> Choices:
        keys, run = batch.streams.keys, batch.connection.execute
        sealed = run(select(ChoicesRow.sealed).where(*mine)).scalar()
        chosen = change(read_choices(keys, couple_id, account_id, sealed))
        run(delete(ChoicesRow).where(*mine))
        told = {"couple_id": couple_id, "account_id": account_id}
        run(insert(ChoicesRow), {**told, "sealed": _sealed(keys, couple_id, account_id, chosen)})
        return chosen

    return writer.run(act)


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
