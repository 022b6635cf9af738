"""Seat and Pair: which of the two, and a value held once for each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Seat = Literal["A", "B"]
SEATS: tuple[Seat, Seat] = ("A", "B")

T = TypeVar("T")
U = TypeVar("U")


def other(seat: Seat) -> Seat:
    return "B" if seat == "A" else "A"


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """One value for each seat. Used everywhere instead of two fields, so that no rule can favour a seat."""

    a: T
    b: T

    def __getitem__(self, seat: Seat) -> T:
        return self.a if seat == "A" else self.b

    def __iter__(self) -> Iterator[T]:
        yield self.a
        yield self.b

    def put(self, seat: Seat, value: T) -> Pair[T]:
        return Pair(value, self.b) if seat == "A" else Pair(self.a, value)

    def map(self, change: Callable[[T], U]) -> Pair[U]:
        return Pair(change(self.a), change(self.b))

    def swap(self) -> Pair[T]:
        return Pair(self.b, self.a)

    def all(self) -> bool:
        return bool(self.a) and bool(self.b)

    def any(self) -> bool:
        return bool(self.a) or bool(self.b)


def by_seat(make: Callable[[Seat], T]) -> Pair[T]:
    """What is made of each seat."""
    return Pair(make("A"), make("B"))


def both(value: T) -> Pair[T]:
    """The same value for each seat."""
    return Pair(value, value)
