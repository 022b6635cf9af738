"""Rows: everything one batch writes, gathered first and inserted table by table in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Connection, Table, and_, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from couples.domain.events import Drafted, Event, Kept
from couples.domain.pair import Seat
from couples.log import codec
from couples.log.models import Accepted, Draft, EventRow, Stream, WordsRow
from couples.log.prepared import Prepared
from couples.log.stream import Head, Key, Live, Place
from couples.security.keys import Keys
from couples.security.sealing import new_key, place, seal, seal_words, unwrap, wrap

STREAM, EVENT, WORDS, DRAFT, ACCEPTED = (
    cast(Table, model.__table__) for model in (Stream, EventRow, WordsRow, Draft, Accepted)
)
_DRAFT_KEY = ("stream_id", "seat", "step", "part")
_AT_PLACE = and_(WORDS.c.stream_id == bindparam("b_stream"), WORDS.c.version == bindparam("b_version"))
_KEY_AT = select(WORDS.c.wrapped, WORDS.c.opened).where(_AT_PLACE)


def _upsert_draft(dialect: str) -> Any:
    make = sqlite.insert if dialect == "sqlite" else postgresql.insert
    statement = make(DRAFT)
    changed = {name: statement.excluded[name] for name in ("sealed", "wrapped")}
    return statement.on_conflict_do_update(index_elements=list(_DRAFT_KEY), set_=changed)


def _insert(table: Table, *left_out: str) -> Prepared:
    names = [column.name for column in table.columns if column.name not in left_out]
    return Prepared(lambda _dialect: insert(table), names)


_ADD_EVENT, _ADD_WORDS, _ADD_ACCEPTED = _insert(EVENT, "id"), _insert(WORDS), _insert(ACCEPTED)
_PUT_DRAFT = Prepared(_upsert_draft, [*_DRAFT_KEY, "sealed", "wrapped"])
_BUMP = Prepared(
    lambda _: update(STREAM).where(STREAM.c.id == bindparam("b_id")).values(version=bindparam("b_version"))
)
_OPEN = Prepared(
    lambda _: (
        update(WORDS).where(_AT_PLACE).values(wrapped=bindparam("b_wrapped"), opened=bindparam("b_opened"))
    )
)
_ERASE = Prepared(lambda _: delete(WORDS).where(_AT_PLACE))
_DROP_DRAFT = Prepared(
    lambda _: delete(DRAFT).where(and_(*(DRAFT.c[name] == bindparam(f"b_{name}") for name in _DRAFT_KEY)))
)


def words_place(stream_id: str, version: int, owner: str) -> bytes:
    """The place that words are bound to: they open nowhere else."""
    return place("words", "sealed", owner, stream_id, str(version))


def key_place(stream_id: str, version: int, owner: str) -> bytes:
    return place("words", "wrapped", owner, stream_id, str(version))


def draft_place(stream_id: str, seat: str, step: str, part: str) -> bytes:
    return place("draft", "sealed", stream_id, seat, step, part)


@dataclass
class Rows:
    """`versions` are the own streams' as this batch leaves them; `known_keys` those of answers given lately."""

    keys: Keys
    known_keys: Mapping[Place, bytes] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    words: list[dict[str, Any]] = field(default_factory=list)
    drafts: dict[tuple[str, ...], dict[str, Any]] = field(default_factory=dict)
    dropped: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)
    opened: list[dict[str, Any]] = field(default_factory=list)
    erased: list[dict[str, Any]] = field(default_factory=list)
    accepted: list[dict[str, Any]] = field(default_factory=list)
    versions: dict[str, int] = field(default_factory=dict)
    answer_keys: dict[Place, bytes] = field(default_factory=dict)

    def append(self, head: Head, version: int, event: Event) -> None:
        """An event of the shared stream, with its words sealed under the couple's key."""
        self._event(head.id, version, None, event)
        if event.words:
            where = words_place(head.id, version, head.couple_id)
            self._words(
                head.id, version, head.id, seal_words(head.key, event.words, where), None, opened=True
            )

    def append_own(self, head: Head, own: str, version: int, event: Event) -> Place:
        """A private event, in its author's own stream, with its words sealed under a key of their own."""
        self._event(own, version, head.id, event)
        if event.words:
            key = self.answer_keys[own, version] = new_key()
            sealed = seal_words(key, event.words, words_place(own, version, head.couple_id))
            wrapped = wrap(self.keys, key, key_place(own, version, head.couple_id))
            self._words(own, version, head.id, sealed, wrapped, opened=False)
        return own, version

    def open(self, head: Head, at: Place, connection: Connection) -> None:
        """From here on the words at this place are under the couple's key."""
        where = key_place(*at, head.couple_id)
        key = self.answer_keys.get(at) or self.known_keys.get(at) or self._key_at(head, at, connection)
        if key is not None:
            wrapped = seal(head.key, key, where)
            told = {"b_stream": at[0], "b_version": at[1], "b_wrapped": wrapped, "b_opened": True}
            self.opened.append(told)

    def erase(self, at: Place) -> None:
        self.erased.append({"b_stream": at[0], "b_version": at[1]})

    def draft(self, head: Head, event: Drafted) -> None:
        assert event.seat is not None and event.step is not None
        row_key = (head.id, event.seat, event.step, event.part)
        key, where = new_key(), draft_place(*row_key)
        self.dropped.pop(row_key, None)
        self.drafts[row_key] = {
            **dict(zip(_DRAFT_KEY, row_key, strict=True)),
            "sealed": seal_words(key, event.words, where),
            "wrapped": wrap(self.keys, key, where),
        }

    def drop_draft(self, head: Head, event: Event, part: str) -> None:
        assert event.seat is not None and event.step is not None
        row_key = (head.id, event.seat, event.step, part)
        self.drafts.pop(row_key, None)
        self.dropped[row_key] = {f"b_{name}": value for name, value in zip(_DRAFT_KEY, row_key, strict=True)}

    def accept(self, stream_id: str, account_id: str, op: str, digest: bytes, version: int) -> None:
        told = {
            "stream_id": stream_id,
            "account_id": account_id,
            "op": op,
            "digest": digest,
            "version": version,
        }
        self.accepted.append(told)

    def flush(self, connection: Connection, versions: Mapping[str, int]) -> None:
        """Write it all. `versions` are the shared streams' new ones. The order satisfies every foreign key."""
        bumps = [{"b_id": id, "b_version": version} for id, version in {**versions, **self.versions}.items()]
        for statement, rows in (
            (_ADD_EVENT, self.events),
            (_ADD_WORDS, self.words),
            (_OPEN, self.opened),
            (_ERASE, self.erased),
            (_DROP_DRAFT, list(self.dropped.values())),
            (_ADD_ACCEPTED, self.accepted),
            (_BUMP, bumps),
            (_PUT_DRAFT, list(self.drafts.values())),
        ):
            if rows:
                statement.run(connection, rows)

    def _event(self, stream_id: str, version: int, about: str | None, event: Event) -> None:
        self.events.append(
            {
                "stream_id": stream_id,
                "version": version,
                "about": about,
                "name": type(event).__name__,
                "at": event.at,
                "body": codec.body(event),
            }
        )

    def _words(
        self, stream_id: str, version: int, about: str, sealed: bytes, wrapped: bytes | None, *, opened: bool
    ) -> None:
        told = {"stream_id": stream_id, "version": version, "about": about}
        self.words.append({**told, "sealed": sealed, "wrapped": wrapped, "opened": opened})

    def _key_at(self, head: Head, at: Place, connection: Connection) -> bytes | None:
        row = connection.execute(_KEY_AT, {"b_stream": at[0], "b_version": at[1]}).first()
        if row is None or row.opened:
            return None
        return unwrap(self.keys, row.wrapped, key_place(*at, head.couple_id))


def key_of(seat: Seat | None, event: Event) -> Key:
    assert isinstance(event, Kept) and seat is not None and event.step is not None
    return seat, event.step, event.part


def places_to_open(live: Live, seat: Seat, step: str, own_suffix: str) -> list[Place]:
    return [
        at
        for (whose, where, part), at in live.kept.items()
        if whose == seat and where == step and not part.endswith(own_suffix)
    ]
