"""Places of sign-in, kept in memory so that each socket event can ask whether its own is still good.

A place ends by sign-out, by being revoked, by lying idle and by age. Ending goes through the writer, and drops
the memory in the same breath.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass, replace

from sqlalchemy import Engine, delete, insert, select, update

from couples.accounts import notices
from couples.accounts.models import Account, LoginSession
from couples.domain.days import DAY
from couples.log.batch import Batch
from couples.log.writer import Writer
from couples.settings import Settings

ROUND = 300.0  # "last used" is stored to five minutes: enough for its owner, little for anyone else


@dataclass(frozen=True, slots=True)
class Login:
    """One place of sign-in and whose it is. `id` is what sockets and Flask-Login carry; it opens nothing."""

    id: str
    label: str
    account_id: str
    name: str
    started: float
    last_used: float
    device: str
    idle_minutes: int
    kind: str = "person"  # or "counselor"

    # What Flask-Login asks of a user.
    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        return self.id


def id_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class Logins:
    def __init__(self, settings: Settings, reader: Engine, writer: Writer) -> None:
        self._reader = reader
        self._idle = settings.idle_minutes
        self._absolute = settings.absolute_days * DAY
        self._most = settings.login_sessions
        self._writer = writer
        self._known: dict[str, Login] = {}
        self._used: dict[str, float] = {}  # to the second, and in memory only

    def get(self, login_id: str) -> Login | None:
        """From memory; None when it has ended. Sockets ask here at every event."""
        login = self._known.get(login_id)
        return login if login is not None and self._good(login) else None

    def find(self, login_id: str) -> Login | None:
        """From memory, else from the database (a page or a handshake asks)."""
        if login_id not in self._known:
            login = self._read(login_id)
            if login is None:
                return None
            self._known[login_id] = login
        return self.get(login_id)

    def start(
        self, account_id: str, device: str, idle_minutes: int | None = None, *, knows: bool = False
    ) -> str:
        """A new place of sign-in. Returns its token, which is kept nowhere. Whoever `knows` of changes is not told."""
        token, now = secrets.token_urlsafe(32), time.time()
        row = {
            "id": id_of(token),
            "account_id": account_id,
            "label": secrets.token_urlsafe(12),
            "started": now,
            "last_used": now,
            "device": device,
            "idle_minutes": self._idle if idle_minutes is None else idle_minutes,
        }

        def act(batch: Batch) -> None:
            batch.connection.execute(insert(LoginSession), row)
            if not knows:
                notices.pass_on(batch, account_id, id_of(token))

        self._writer.run(act)
        self._end_oldest(account_id)
        return token

    def used(self, login: Login) -> None:
        """A sign of life. It goes to the disk at most once in five minutes, and nobody waits for that."""
        now = time.time()
        self._used[login.id] = now
        if now - login.last_used < 2 * ROUND:
            return
        rounded = now - now % ROUND
        self._known[login.id] = replace(login, last_used=rounded)
        statement = update(LoginSession).where(LoginSession.id == login.id).values(last_used=rounded)
        self._writer.soon(lambda batch: batch.connection.execute(statement))

    def end(self, login_ids: list[str]) -> None:
        def act(batch: Batch) -> None:
            batch.connection.execute(delete(LoginSession).where(LoginSession.id.in_(login_ids)))
            for login_id in login_ids:
                self._known.pop(login_id, None)
                self._used.pop(login_id, None)

        self._writer.run(act)

    def every(self, account_id: str) -> list[str]:
        """The ids of all places of someone, also of those that have ended by themselves; of memory and disk."""
        query = select(LoginSession.id).where(LoginSession.account_id == account_id)
        with self._reader.connect() as connection:
            stored = connection.execute(query).scalars().all()
        return [*{*stored, *(id for id, login in [*self._known.items()] if login.account_id == account_id)}]

    def of(self, account_id: str) -> list[Login]:
        """Every place where someone is signed in, the last used first."""
        query = _LOGINS.where(LoginSession.account_id == account_id).order_by(LoginSession.last_used.desc())
        with self._reader.connect() as connection:
            found = [Login(**row) for row in connection.execute(query).mappings()]
        return [login for login in found if self._good(login)]

    def _read(self, login_id: str) -> Login | None:
        with self._reader.connect() as connection:
            row = connection.execute(_LOGINS.where(LoginSession.id == login_id)).mappings().first()
        return Login(**row) if row else None

    def _end_oldest(self, account_id: str) -> None:
        if len(logins := self.of(account_id)) > self._most:
            self.end([login.id for login in logins[self._most :]])

    def _good(self, login: Login) -> bool:
        """What is stored was rounded down, so after a restart it may have been used that much later."""
        now, used = time.time(), self._used.get(login.id, login.last_used + ROUND)
        return now - used < login.idle_minutes * 60 and now - login.started < self._absolute


_LOGINS = select(
    LoginSession.id,
    LoginSession.label,
    LoginSession.account_id,
    Account.name,
    LoginSession.started,
    LoginSession.last_used,
    LoginSession.device,
    LoginSession.idle_minutes,
    Account.kind,
).join(Account, Account.id == LoginSession.account_id)
