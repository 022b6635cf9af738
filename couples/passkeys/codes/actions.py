"""Turning codes on and off, and accepting one. Every write goes through the writer."""

from __future__ import annotations

import time

from sqlalchemy import delete, insert, select, update

from couples.accounts import notices
from couples.accounts.logins import Login
from couples.log.batch import Batch
from couples.log.writer import Writer
from couples.passkeys.codes.models import SecondStepRow
from couples.passkeys.codes.seed import accepted_step
from couples.security.keys import Keys
from couples.security.sealing import place, unwrap, wrap


def turn_on(writer: Writer, keys: Keys, login: Login, seed: str, code: str) -> bool:
    """Whether the first code was right. It works this once."""
    step, account_id = accepted_step(seed, code, time.time(), 0), login.account_id
    if step is None:
        return False
    row = {
        "account_id": account_id,
        "seed": wrap(keys, seed.encode(), seed_place(account_id)),
        "last_step": step,
        "made": time.time(),
    }

    def act(batch: Batch) -> None:
        forget(batch, account_id)
        batch.connection.execute(insert(SecondStepRow), row)
        notices.tell(batch, account_id, "code_on", but=login.id)

    writer.run(act)
    return True


def accept(writer: Writer, keys: Keys, account_id: str, code: str) -> bool:
    """Whether that is a code of theirs, of now and not used before. From then on it is used."""

    def act(batch: Batch) -> bool:
        mine = SecondStepRow.account_id == account_id
        row = batch.connection.execute(
            select(SecondStepRow.seed, SecondStepRow.last_step).where(mine)
        ).first()
        if row is None:
            return False
        seed = unwrap(keys, row.seed, seed_place(account_id)).decode()
        step = accepted_step(seed, code, time.time(), row.last_step)
        if step is not None:
            batch.connection.execute(update(SecondStepRow).where(mine).values(last_step=step))
        return step is not None

    return writer.run(act)


def turn_off(writer: Writer, login: Login) -> None:
    def act(batch: Batch) -> None:
        forget(batch, login.account_id)
        notices.tell(batch, login.account_id, "code_off", but=login.id)

    writer.run(act)


def forget(batch: Batch, account_id: str) -> None:
    """From now on nobody asks this person for a code."""
    batch.connection.execute(delete(SecondStepRow).where(SecondStepRow.account_id == account_id))


def seed_place(account_id: str) -> bytes:
    """Where a seed belongs, for whoever seals it anew."""
    return place("second_step", "seed", account_id)
