"""Each id in each valid request of a couple and their counselor, replaced by each id of another couple and theirs:
no word of the others comes back, and nothing of theirs changes."""

from uuid import uuid4

import pytest

from couples.extensions import db
from couples.live.hub import Connection
from couples.security.policy import DEEDS
from couples.security.throttle import Bucket
from tests.proofs.lives import VALID, filled, life, named, sent

OWNERS = (
    "couple_id",
    "account_id",
    "counselor_id",
    "stream_id",
    "counsel_id",
    "session_id",
    "about",
    "login_id",
)
MOVES = {("login_session", "last_used")}  # by looking at a page, and so by every look


@pytest.fixture
def app(make_app):
    return make_app(sign_in_account="100000 per minute", redeem_account="1000 per hour")


@pytest.fixture
def lives(app, alex, sam, robin, kim, couple, other_couple):
    return life(app, alex, sam, couple, "Noor"), life(app, robin, kim, other_couple, "Cole")


def swaps(own, other):
    """Every valid request with one of its ids replaced by one of the others'."""
    for who, method, path, fields in VALID:
        for name in named(path, fields):
            for id in other.ids.values():
                names = own.told | {name: id}
                yield who, method, filled(path, names), filled(fields, names)


def deeds(other):
    """Every deed that there is, on every stream of the others."""
    for (_kind, deed), name in (
        (each, name) for each in DEEDS for name in ("couple", "session", "running", "ledger")
    ):
        yield other.ids[name], deed


def by_form(app, people, own, other):
    """(how many were tried, words of the others that came back)."""
    tried, leaks = 0, []
    for who, method, path, fields in swaps(own, other):
        answer = sent(app, people[who], method, path, fields)
        tried += 1
        told = answer.get_data() + repr(sorted(answer.headers)).encode()
        assert answer.status_code < 500, (method, path)
        if other.words_in(told):
            leaks.append((who, method, path, *fields))
    return tried, leaks


def by_socket(app, people, other):
    """The same through the desk: entering, each deed, hints and leaving."""
    sockets, tried, leaks = app.extensions["couples"].sockets, 0, []
    for who, person in people.items():
        connection = Connection(str(uuid4()), person.login.id, person.login.account_id, Bucket(100_000, 0.0))
        sockets.hub.add(connection)
        for event in _events(other):
            told = []
            sockets.desk.receive(connection, event, lambda answer, told=told: told.append(repr(answer)))
            tried += 1
            if other.words_in("".join(told).encode()):
                leaks.append((who, *event))
        sockets.hub.remove(connection)
    return tried, leaks


def _events(other):
    for id in other.ids.values():
        yield ["enter", {"stream": id, "seen": 0}]
        yield ["hint", {"stream": id, "what": "writing"}]
        yield ["leave", {"stream": id}]
    for stream, deed in deeds(other):
        yield [
            "do",
            {"stream": stream, "op": str(uuid4()), "deed": deed, "step": other.ids["item"], "fields": {}},
        ]


def theirs(app, other):
    """Every row of every table that belongs to them."""
    ids = {*other.ids.values()} | {person.login.account_id for person in other.people.values()}
    ids |= {person.login.id for person in other.people.values()}
    with app.app_context():
        return sorted(
            (table.name, repr([value for name, value in row.items() if (table.name, name) not in MOVES]))
            for table in db.metadata.sorted_tables
            for row in db.session.execute(table.select()).mappings()
            if any(row.get(column) in ids for column in OWNERS)
        )


def test_no_id_of_others_gets_a_word_of_theirs_or_changes_anything(app, lives):
    tried = 0
    for own, other in (lives, lives[::-1]):
        before = theirs(app, other)
        forms, leaks = by_form(app, own.people, own, other)
        events, more = by_socket(app, own.people, other)
        tried += forms + events
        assert leaks + more == []
        assert theirs(app, other) == before and len(before) > 50
    print(f"requests and events with an id of others {tried}, words of theirs 0, rows of theirs changed 0")
    assert tried >= 2_000


def test_every_one_of_these_requests_is_valid_with_its_own_ids(app, lives):
    own, words = lives[0], set()
    for who, method, path, fields in VALID:
        answer = sent(app, own.people[who], method, filled(path, own.told), filled(fields, own.told))
        assert answer.status_code in (200, 303), (who, method, path, fields.get("deed"), answer.status_code)
        words |= own.words_in(answer.get_data())
    print(f"valid requests {len(VALID)}, words of their own in the answers {len(words)}")
    assert len(words) > 10


def test_whom_an_id_does_let_in_is_found(app, lives):
    """The same look, with the cookies of the others: what comes back then, and what changes, is seen."""
    own, other = lives
    before = theirs(app, other)
    _tried, by_sockets = by_socket(app, own.people, own)
    _tried, by_forms = by_form(app, other.people, own, other)
    assert len(by_forms) > 10 and by_sockets and theirs(app, other) != before
