"""Counselors: professionals whom the operator invited, and what each of them stated of secrets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, ForeignKey, LargeBinary, String, delete, select
from sqlalchemy.orm import Mapped, mapped_column, scoped_session

from couples.accounts.models import Account
from couples.extensions import Base, db
from couples.language import N_
from couples.log.batch import Batch
from couples.log.own import Going

# "none": what one of a couple tells them, both may hear. "limited": one may tell them a single thing alone.
Secrets = Literal["", "none", "limited"]
SECRETS: Mapping[str, str] = {"": "", "none": N_("No secrets"), "limited": N_("Limited secrets")}


class CounselorRow(Base):
    """A professional whom the operator invited. `secrets` is what they stated, or "" as long as they did not."""

    __tablename__ = "counselor"

    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    secrets: Mapped[str] = mapped_column(String(8), server_default="")
    invited: Mapped[float]


class CounselorInvitation(Base):
    """A code that makes one counselor's account. Only its keyed hash is kept."""

    __tablename__ = "counselor_invitation"

    code: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    made: Mapped[float]
    expires: Mapped[float]
    used: Mapped[float | None]


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


def forget_counselor(batch: Batch, going: Going) -> None:
    batch.connection.execute(delete(CounselorRow).where(CounselorRow.account_id == going.account_id))


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
