"""What the two give a counselor, as people give it: through the pages."""

import re

from couples.consent.models import CounselRow
from couples.consent.queries import spoken
from couples.domain.consent import SCOPES
from couples.domain.days import in_days
from couples.extensions import db
from tests.cast import PASSPHRASE

NOTHING = ()


def code_of(app, noor):
    """A new code of a counselor for a couple, through their page: (id, code, four words)."""
    assert noor.post("/counsel/codes").status_code == 303
    with app.app_context():
        query = db.select(CounselRow).where(CounselRow.counselor_id == noor.login.account_id)
        row = db.session.execute(query.order_by(CounselRow.made.desc())).scalars().first()
        given = spoken(app.extensions["couples"].keys, row.id, row.phrase)
        return row.id, given.code, given.phrase


def brought(app, noor, person):
    """A couple came with a counselor's code: (id, four words). Nothing is shared by that."""
    id, code, words = code_of(app, noor)
    answer = person.post("/with/bring", code=code)
    assert answer.status_code == 303 and answer.location.endswith(f"/with/{id}"), answer.get_data(
        as_text=True
    )
    return id, words


def yes(person, id, words="", scope=SCOPES, sessions=NOTHING, days=30, **fields):
    given = {"said": "yes", "words": words, "scope": [*scope], "sessions": [*sessions],
             "until": in_days(days, person.house.writer.clock()), "passphrase": PASSPHRASE}  # fmt: skip
    return person.post(f"/with/{id}/answer", **(given | fields))


def no(person, id):
    return person.post(f"/with/{id}/answer", said="no")


def share(person, id, session, on="1"):
    return person.post(f"/with/{id}/share", session=session, on=on)


def opened(app, noor, alex, sam, scope=SCOPES, sessions=NOTHING, days=30):
    """A counselor to whom both have given the same."""
    id, words = brought(app, noor, alex)
    for person in (alex, sam):
        answer = yes(person, id, words, scope, sessions, days)
        assert answer.status_code == 303, answer.get_data(as_text=True)
    return id


def text(answer):
    """What of a page is not only there once: without what differs from place to place."""
    return re.sub(r'content="[^"]{20,}"|value="[^"]{40,}"', "", answer.get_data(as_text=True))
