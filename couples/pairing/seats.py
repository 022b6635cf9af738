"""Which seat someone acts for on a stream, and whether they may: asked for every page, socket event and deed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from couples.domain.pair import Seat
from couples.domain.refusal import Refusal
from couples.log.stream import Head
from couples.pairing.phones import Phones
from couples.pairing.queries import role_in
from couples.security import policy

SIGNED_OUT = Refusal("denied", "You were signed out to keep this private. Sign in and you will be back here.")


class Who(Protocol):
    """A place of sign-in: an id, and whose it is."""

    @property
    def id(self) -> str: ...

    @property
    def account_id(self) -> str: ...


class Seats:
    """`signed_in(login_id)` says whether a place of sign-in still holds; `granted(stream_id)`, whether what a
    counselor's stream stands for is open now."""

    def __init__(
        self, phones: Phones, signed_in: Callable[[str], bool], granted: Callable[[str], bool]
    ) -> None:
        self._phones = phones
        self._signed_in = signed_in
        self._granted = granted

    def reading(self, who: Who, head: Head) -> Seat | None:
        """The seat someone sees the stream from. None when it is not there for them, or the phone is covered."""
        if not policy.may_read(head.kind, role_in(head, who.account_id)):
            return None
        if head.kind == "counsel" and not self._granted(head.id):
            return None
        return self._seat(who.id, who.account_id, head)

    def acting(self, who: Who, deed: str) -> Callable[[Head], Seat | Refusal | None]:
        """For the writer, which asks inside its transaction: still signed in, still theirs, and allowed to do this."""
        login_id, account_id = (
            who.id,
            who.account_id,
        )  # read here: the writer has no request to read them from

        def seat_for(head: Head) -> Seat | Refusal | None:
            if not self._signed_in(login_id):
                return SIGNED_OUT
            if not policy.may_do(head.kind, deed, role_in(head, account_id)):
                return None
            return self._seat(login_id, account_id, head)

        return seat_for

    def _seat(self, login_id: str, account_id: str, head: Head) -> Seat | None:
        held = self._phones.held(login_id, head.id) if head.kind == "session" else None
        if held is None:
            return head.seat_of(account_id)
        return None if held.covered else held.seat
