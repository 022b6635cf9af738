"""Keep an entry, throw it away. Every write goes through the writer."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import delete, insert, select, update

from couples.domain.entry import Entry
from couples.log.batch import Batch
from couples.log.own import Going
from couples.log.writer import Writer
from couples.reflections.models import EntryRow
from couples.security.sealing import place, seal_words


@dataclass(frozen=True, slots=True)
class Kept:
    """On disk. `stale`: it was changed elsewhere meanwhile, and nothing was written."""

    version: int
    at: float
    state: Literal["kept", "stale"] = "kept"


def entry_place(account_id: str, id: str, version: int) -> bytes:
    return place("entry", "sealed", account_id, id, str(version))


def keep(writer: Writer, key: bytes, account_id: str, id: str, entry: Entry, seen: int) -> Kept:
    """Write version `seen` + 1 of an entry; `seen` 0 is a new one. Another's id is as one that is changed elsewhere."""
    now, version = time.time(), seen + 1
    sealed = seal_words(key, entry.words(), entry_place(account_id, id, version))
    row = {"version": version, "changed": now, "sealed": sealed}

    def act(batch: Batch) -> bool:
        if seen == 0:
            if batch.connection.execute(select(EntryRow.id).where(EntryRow.id == id)).first() is not None:
                return False
            batch.connection.execute(insert(EntryRow), {"id": id, "account_id": account_id, **row})
            return True
        mine = (EntryRow.id == id, EntryRow.account_id == account_id, EntryRow.version == seen)
        return batch.connection.execute(update(EntryRow).where(*mine).values(**row)).rowcount == 1

    return Kept(version, now) if writer.run(act) else Kept(seen, now, "stale")


def throw_away(writer: Writer, account_id: str, id: str) -> bool:
    """Whether there was one of theirs."""
    mine = delete(EntryRow).where(EntryRow.id == id, EntryRow.account_id == account_id)
    return writer.run(lambda batch: batch.connection.execute(mine).rowcount == 1)


def forget(batch: Batch, going: Going) -> None:
    batch.connection.execute(delete(EntryRow).where(EntryRow.account_id == going.account_id))
