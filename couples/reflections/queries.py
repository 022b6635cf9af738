"""Reads of one's own entries, with the key of one's vault in hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from couples.domain.entry import Entry, of_words
from couples.extensions import db
from couples.reflections.actions import entry_place
from couples.reflections.models import EntryRow
from couples.security.sealing import unseal_words

PAGE = 20


@dataclass(frozen=True, slots=True)
class Found:
    id: str
    version: int
    changed: float
    entry: Entry


def one(key: bytes, account_id: str, id: str) -> Found | None:
    return next(_read(key, _mine(account_id).where(EntryRow.id == id)), None)


def page(key: bytes, account_id: str, before: float | None, count: int = PAGE) -> list[Found]:
    """The latest, or those before a time. What it costs does not grow with how many there are."""
    query = _mine(account_id).order_by(EntryRow.changed.desc()).limit(count)
    return list(_read(key, query.where(EntryRow.changed < before) if before else query))


def every(key: bytes, account_id: str) -> Iterator[Found]:
    """All of them, one after the other: for a search, which nobody but the author's own key can do."""
    return _read(key, _mine(account_id).order_by(EntryRow.changed.desc()).execution_options(yield_per=200))


def _mine(account_id: str) -> Select[Any]:
    return select(EntryRow).where(EntryRow.account_id == account_id)


def _read(key: bytes, query: Select[Any]) -> Iterator[Found]:
    for row in db.session.execute(query).scalars():
        words = unseal_words(key, row.sealed, entry_place(row.account_id, row.id, row.version))
        yield Found(row.id, row.version, row.changed, of_words(words))
