"""Who an account of a counselor belongs to: the name, since when, and what they stated of secrets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, select
from sqlalchemy.orm import scoped_session

from couples.accounts.models import Account, CounselorRow
from couples.extensions import db

# "none": what one of a couple tells them, both may hear. "limited": one may tell them a single thing alone.
Secrets = Literal["", "none", "limited"]


@dataclass(frozen=True, slots=True)
class Counselor:
    """`secrets` is "" as long as they stated nothing; until then nobody can be linked with them."""

    account_id: str
    name: str
    invited: float
    since: float
    secrets: Secrets


def counselor_of(account_id: str) -> Counselor | None:
    """For pages. None for whoever is no counselor."""
    return _read(db.session, account_id)


def counselor_in(connection: Connection, account_id: str) -> Counselor | None:
    """The same within a transaction of the writer."""
    return _read(connection, account_id)


def _read(rows: Connection | scoped_session[Any], account_id: str) -> Counselor | None:
    found = rows.execute(_COUNSELORS.where(CounselorRow.account_id == account_id)).first()
    return Counselor(**found._mapping) if found else None


_COUNSELORS = select(
    CounselorRow.account_id,
    Account.name,
    CounselorRow.invited,
    Account.created.label("since"),
    CounselorRow.secrets,
).join(Account, Account.id == CounselorRow.account_id)
