"""A sandbox: Ana and Sam, linked, with an exercise open. One for each visitor, gone after an hour."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass
from functools import partial

from flask import Flask
from sqlalchemy import Connection, delete, select

from couples import content
from couples.accounts import actions as accounts
from couples.accounts.logins import id_of
from couples.accounts.models import Account
from couples.demo import story
from couples.demo.guest import Guest
from couples.domain.deed import Deed
from couples.domain.pair import Pair
from couples.exercises import actions as exercises
from couples.extensions import db
from couples.house import House
from couples.log.batch import Batch
from couples.pairing import actions as pairing
from couples.pairing import deeds
from couples.pairing.models import Couple, Member
from couples.pairing.queries import link_of

NAMES = Pair("Ana", "Sam")
FIRST = "specific-thanks"
SWEEP_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Sandbox:
    """Tokens of the two places of sign-in, and the session that is open."""

    tokens: Pair[str]
    session: str


class Sandboxes:
    def __init__(self, app: Flask) -> None:
        self._app = app
        self._house: House = app.extensions["couples"]
        self._guest = Guest(self._house)
        self._stay = self._house.settings.demo_minutes
        self._house.sockets.also_tell(self._guest.saw)
        threading.Thread(target=self._sweep, name="demo sweep", daemon=True).start()

    def new(self, *, alone: bool) -> Sandbox:
        """A linked couple with an exercise open. With `alone`, Sam answers by himself a moment after Ana."""
        with self._app.app_context():
            people = NAMES.map(self._person)
            self._link(people)
            tokens = people.map(lambda person: self._house.logins.start(person.id, "Demo", self._stay))
            link = link_of(people.a.id)
            assert link is not None
            exercise = content.exercises()[FIRST]
            session = exercises.start(self._house.writer, link, exercise, exercises.Way("together"))
            assert session is not None
            live = self._house.writer.live(session)
            assert live is not None
            story.tell(self._house.writer, live.head, time.time())
            if alone:
                self._guest.plays(link.couple_id, people.b.id)
            return Sandbox(tokens, session)

    def _person(self, name: str) -> Account:
        """Many visitors have an Ana of their own, so what tells names apart is random here."""
        house = self._house
        key = f"{name.casefold()} {secrets.token_hex(8)}"
        return accounts.sign_up(
            house.writer, house.passphrases, house.keys, name, secrets.token_urlsafe(16), key
        )

    def _link(self, people: Pair[Account]) -> None:
        house = self._house
        stream = pairing.invite(house.writer, house.keys, people.a.id, "partners", 1)
        assert stream is not None
        live = house.writer.live(stream)
        assert live is not None
        pairing.redeem(house.writer, house.keys, people.b.id, live.state.code)
        for person, deed in ((people.b, "accept"), (people.a, "confirm")):
            token = house.logins.start(person.id, "Demo")
            login = house.logins.find(id_of(token))
            assert login is not None
            deeds.do(login, stream, Deed(deed))
            house.logins.end([login.id])

    def _sweep(self) -> None:
        while True:
            time.sleep(SWEEP_SECONDS)
            before = time.time() - 60 * self._house.settings.demo_minutes
            self._house.writer.run(partial(_erase, before=before))


def _erase(batch: Batch, before: float) -> None:
    """Everything of the couples made before then, and of the people in them."""
    couples = list(batch.connection.execute(select(Couple.id).where(Couple.created < before)).scalars())
    if not couples:
        return
    people = list(
        batch.connection.execute(select(Member.account_id).where(Member.couple_id.in_(couples))).scalars()
    )
    gone = {"couple": couples, "account": people, "stream": _streams(batch.connection, couples, people)}
    # Every table that points at what goes, those first that nothing points at: so that a new one is forgotten nowhere.
    for table in reversed(db.metadata.sorted_tables):
        for key in table.foreign_keys:
            if ids := gone.get(key.column.table.name):
                batch.connection.execute(delete(table).where(key.parent.in_(ids)))
        if ids := gone.get(table.name):
            batch.connection.execute(delete(table).where(table.c.id.in_(ids)))
    for couple in couples:
        batch.refresh_couple(couple)


def _streams(connection: Connection, couples: list[str], people: list[str]) -> list[str]:
    stream = db.metadata.tables["stream"]
    mine = stream.c.couple_id.in_(couples) | stream.c.account_id.in_(people)
    return list(connection.execute(select(stream.c.id).where(mine)).scalars())
