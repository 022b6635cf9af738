"""Streams in memory: the states that the writer decides against and that pages show."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping

from sqlalchemy import Connection, select

from couples.log import store
from couples.log.rows import STREAM
from couples.log.store import HeadLoader
from couples.log.stream import Head, Live, Place, StreamKind
from couples.security.keys import Keys

KEYS = 5_000


class Streams:
    """The least recently used go first when there are more than `most`. Only the writer puts or drops."""

    def __init__(self, kinds: Mapping[str, StreamKind], heads: HeadLoader, keys: Keys, most: int) -> None:
        self.kinds = kinds
        self.keys = keys
        self._heads = heads
        self._most = most
        self._live: OrderedDict[str, Live] = OrderedDict()
        self._own: dict[str, int] = {}
        # Of answers given lately, so that opening one costs no read. Their words are in the states anyway.
        self.answer_keys: dict[Place, bytes] = {}

    def get(self, stream_id: str) -> Live | None:
        live = self._live.get(stream_id)
        if live is not None:
            self._live.move_to_end(stream_id)
        return live

    def head(self, connection: Connection, stream_id: str) -> Head | None:
        """Whose it is, as the database says."""
        return self._heads(connection, stream_id)

    def load(self, connection: Connection, stream_id: str) -> Live | None:
        return store.load(connection, stream_id, self._heads, self.kinds, self.keys)

    def put(self, live: Live) -> None:
        self._live[live.head.id] = live
        self._live.move_to_end(live.head.id)
        while len(self._live) > self._most:
            self._live.popitem(last=False)

    def drop(self, stream_id: str) -> None:
        self._live.pop(stream_id, None)

    def of_couple(self, couple_id: str) -> list[str]:
        return [id for id, live in self._live.items() if live.head.couple_id == couple_id]

    def own_version(self, connection: Connection, own: str) -> int:
        if own not in self._own:
            query = select(STREAM.c.version).where(STREAM.c.id == own)
            self._own[own] = connection.execute(query).scalar_one()
        return self._own[own]

    def put_own(self, versions: Mapping[str, int]) -> None:
        self._own.update(versions)

    def put_keys(self, keys: Mapping[Place, bytes]) -> None:
        self.answer_keys.update(keys)
        while len(self.answer_keys) > KEYS:
            del self.answer_keys[next(iter(self.answer_keys))]

    def forget_own(self, own: str) -> None:
        """An own stream that is not there any more."""
        self._own.pop(own, None)
        for place in [each for each in self.answer_keys if each[0] == own]:
            del self.answer_keys[place]

    def drop_own(self, owns: Mapping[str, int]) -> None:
        for own in owns:
            self._own.pop(own, None)
