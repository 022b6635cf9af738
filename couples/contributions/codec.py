"""Facts as bytes and back, each kind in a list of its own so that one reader takes them all."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from couples.domain.balance.facts import AnyFact, Facts

_DECODER = msgspec.json.Decoder(Facts)


def encode(facts: Iterable[AnyFact]) -> bytes:
    return msgspec.json.encode(Facts.sorted(facts))


def decode(encoded: bytes) -> list[AnyFact]:
    return _DECODER.decode(encoded).all()
