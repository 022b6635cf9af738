"""Facts as bytes and back, each kind in a list of its own so that one reader takes them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from couples.domain.balance.facts import AnyFact, Hearing, Limit, Rating, Request, Start, Talk


@dataclass(slots=True)
class Body:
    talks: list[Talk] = field(default_factory=list)
    starts: list[Start] = field(default_factory=list)
    hearings: list[Hearing] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)


LISTS: dict[type[AnyFact], str] = {
    Talk: "talks",
    Start: "starts",
    Hearing: "hearings",
    Request: "requests",
    Limit: "limits",
    Rating: "ratings",
}
_DECODER = msgspec.json.Decoder(Body)


def encode(facts: Iterable[AnyFact]) -> bytes:
    body = Body()
    for fact in facts:
        getattr(body, LISTS[type(fact)]).append(fact)
    return msgspec.json.encode(body)


def decode(encoded: bytes) -> list[AnyFact]:
    body = _DECODER.decode(encoded)
    return [fact for name in LISTS.values() for fact in getattr(body, name)]
