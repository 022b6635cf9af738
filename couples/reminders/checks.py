"""Whether a reminder still has its reason, asked in the moment before it is sent, by the kind of what it is about."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from couples.pairing.queries import is_linked

# (connection, account, about) -> still wanted?
Check = Callable[[Connection, str, str], bool]


def has_account(_connection: Connection, _account_id: str, _about: str) -> bool:
    """For kinds that nobody registered a check for: a job's row cannot outlive its account."""
    return True


def of_link(connection: Connection, account_id: str, about: str) -> bool:
    """For things that two share. `about` reads `kind:couple id:…`: the link has to be there still."""
    return is_linked(connection, account_id, about.split(":")[1])
