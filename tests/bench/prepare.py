"""Fills a data folder for a bench: couples, signed in, each with many sessions begun, by the product's own actions.

Printed as JSON: for each couple the two tokens and the sessions with who speaks first. Sessions are begun past the rule
of one at a time for each exercise, so that the load never has to wait for a page.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from flask_migrate import upgrade

from couples import content, create_app
from couples.accounts.actions import sign_up
from couples.accounts.logins import id_of
from couples.domain.deed import Deed
from couples.exercises import actions as exercises
from couples.extensions import db
from couples.log.batch import Batch
from couples.pairing import actions as pairing
from couples.pairing import deeds
from couples.pairing.queries import link_of
from couples.settings import Settings


def main(data: Path, couples: int, sessions: int) -> None:
    app = create_app(Settings(data=data, demo=False, argon2_memory_kib=64, argon2_time=1))
    with app.app_context():
        upgrade()
        print(json.dumps([_couple(app.extensions["couples"], number, sessions) for number in range(couples)]))
        app.extensions["couples"].writer.stop()


def _couple(house, number: int, sessions: int) -> dict:
    people = [
        sign_up(house.writer, house.passphrases, f"{name} {number}", "bench") for name in ("Alex", "Sam")
    ]
    tokens = [house.logins.start(person, "Bench") for person in people]
    stream = pairing.invite(house.writer, house.keys, people[0].id, "partners", 24)
    pairing.redeem(house.writer, house.keys, people[1].id, house.writer.live(stream).state.code)
    for token, deed in zip(reversed(tokens), ("accept", "confirm"), strict=True):
        deeds.do(house.logins.find(id_of(token)), stream, Deed(deed))
    db.session.rollback()  # a page's reading ends with its request; here the next couple must be seen
    link = link_of(people[0].id)
    exercise = content.exercises()["specific-thanks"]
    digest, packed = content.pack(exercise)

    def begin(batch: Batch) -> str:
        return exercises._begin(batch, link, exercise, digest, packed, "together", 10)

    return {"tokens": tokens, "sessions": [house.writer.run(begin) for _ in range(sessions)]}


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
