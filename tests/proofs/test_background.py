"""What works without anybody asking reads and sends no word of people after one of them ended it.

A new thread of ours fails here until somebody says what it does.
"""

import re
from pathlib import Path
from time import time
from uuid import uuid4

import pytest

import couples
from couples.consent.guests import Guests
from couples.demo.guest import Guest
from couples.domain.days import DAY
from couples.extensions import db
from couples.live.announcer import Announcer
from couples.live.hub import Connection, Hub
from couples.log.batch import Change
from couples.own_data.actions import delete_due, tidy
from couples.reminders import actions as reminders
from couples.security.throttle import Bucket
from couples.upkeep.actions import sweep
from tests.cast import PASSPHRASE, start
from tests.consent.given import no
from tests.own_data.plays import marks
from tests.proofs.lives import life
from tests.reminders.post import Post

# Where a thread of ours begins, and the job below that does what it does.
THREADS = {
    "log/writer.py": "",  # carries out what somebody hands in, each asked of the policy inside its transaction
    "live/sockets.py": "",  # closes one socket
    "live/websocket.py": "",  # the rest of a frame, and the end of a socket
    "server.py": "",  # answers requests
    "reminders/worker.py": "reminders",
    "own_data/sweep.py": "sweep",
    "upkeep/daily.py": "daily",
    "live/clock.py": "clock",
    "live/announcer.py": "announcer",
    "demo/sandbox.py": "demo sweep",
    "demo/guest.py": "guest",
    "factory.py": "guests",  # lets a counselor out after a commit that ends what they may see
}
BEGINS = re.compile(
    r"\bThread\(\s*target=|start_background_task\(|gevent\.spawn|spawn=Pool\(|\bTimer\(|\.also_tell\("
)
# In which tables each may write a row, none of them with words: the others it leaves alone, or only takes from.
WRITES = {
    "sweep": {"counsel", "couple", "event", "invitation", "member", "stream"},  # as by an unlink
    "guests": {"event", "stream"},  # that something moved, and nothing of what
    "reminders": {"job"},
    "clock": {"event", "session", "stream"},  # a gate that closed
}
ENDS = {
    "a no": lambda own: no(own.people["two"], own.told["counsel"]),
    "an unlink": lambda own: own.people["two"].form(own.told["couple"], "unlink"),
    "a deletion": lambda own: own.people["two"].post("/you/data/delete", passphrase=PASSPHRASE, when="now"),
    "a deletion in a week": lambda own: own.people["two"].post(
        "/you/data/delete", passphrase=PASSPHRASE, when="later"
    ),
}


@pytest.fixture
def post():
    running = Post()
    yield running
    running.close()


@pytest.fixture
def app(make_app, post):
    mail = {
        "smtp_host": "localhost",
        "smtp_port": post.port,
        "smtp_tls": "none",
        "mail_from": "a@example.org",
    }
    return make_app(**mail, sign_in_account="100000 per minute", redeem_account="1000 per hour")


class Place:
    """A couple's life with everybody watching all of it, and a record of what each was sent."""

    def __init__(self, app, own):
        self.app, self.own, self.house = app, own, app.extensions["couples"]
        self.gate = start(own.people["one"], "say-one-need")
        self.sent = []
        self.hub = Hub(
            lambda to, event, told: self.sent.append((to.account_id, event, told)), lambda _to: None
        )
        self.accounts = {who: person.login.account_id for who, person in own.people.items()}
        self.watchers = [
            Connection(str(uuid4()), person.login.id, person.login.account_id, Bucket(100_000, 0.0))
            for person in own.people.values()
        ]
        self.streams = [own.told[name] for name in ("couple", "counsel", "session", "running", "ledger")]
        self.streams.append(self.gate)
        couple_id = self.house.writer.live(own.told["couple"]).head.couple_id
        for account in self.accounts.values():
            about = f"review:{couple_id}:{own.told['item']}"
            self.house.writer.run(
                lambda batch, to=account, about=about: reminders.remind(batch, to, about, time())
            )
        chosen = own.people["one"].post(
            "/you/reminders",
            address="xela@example.org",
            passphrase=PASSPHRASE,
            quiet_from="0",
            quiet_to="0",
            timezone="Europe/London",
        )
        assert chosen.status_code == 303, chosen.get_data(as_text=True)

    def settled(self):
        """All rows, once the writer has done what it was given."""
        for _turn in range(5):
            self.house.writer.run(lambda batch: None)
        return rows(self.app)

    def changes(self):
        """As if each of the streams had just changed."""
        lives = [self.house.writer.live(id) for id in self.streams]
        return [Change(live, []) for live in lives if live]

    def watched(self):
        """As if nobody's page had been told yet: all of them still show all of it, at an old version."""
        for connection in self.watchers:
            self.hub.add(connection)
            for id in self.streams:
                self.hub.enter(connection, id, -1)

    def announced(self):
        announcer = Announcer(self.hub, self.house.writer.streams, self.house.seats.reading)
        for change in self.changes():
            announcer._send(change.live, [])

    def lapsed(self):
        for id in self.streams:
            self.house.sockets.clock._lapse(id)

    def swept(self):
        delete_due(self.house, time() + 8 * DAY)
        tidy(self.house)


JOBS = {
    "sweep": Place.swept,  # first: of whoever leaves in a week it makes an end
    "guests": lambda place: Guests(db_engine(place), place.house.keys, place.house.writer).told(
        place.changes()
    ),
    "reminders": lambda place: place.house.reminders.send_due(),
    "daily": lambda place: sweep(place.house, time()),
    "clock": Place.lapsed,
    "announcer": Place.announced,
    "guest": lambda place: Guest(place.house).saw(place.changes()),
}


def db_engine(place):
    return place.house.writer.run(lambda batch: batch.connection.engine)


def rows(app):
    """The rows of every table, as they lie there."""
    with app.app_context():
        return {
            table.name: {repr(tuple(row)) for row in db.session.execute(table.select())}
            for table in db.metadata.sorted_tables
        }


def with_words():
    return {table.name for table in db.metadata.sorted_tables if "sealed" in table.columns}


def strangers(place, end):
    """(account, of whom they may get no word), after that end."""
    one, two = (place.own.people[who].name for who in ("one", "two"))
    yield place.accounts["noor"], {one, two}
    if end != "a no":
        yield place.accounts["one"], {two}
        yield place.accounts["two"], {one}


def told_to(place, account, names):
    """The words of those names in what was sent to somebody."""
    text = "".join(repr(told) for to, _event, told in place.sent if to == account)
    return set().union(*(marks(name, text) for name in names))


def test_it_is_said_of_every_thread_what_it_does():
    root = Path(couples.__file__).parent
    found = {
        str(path.relative_to(root)) for path in root.rglob("*.py") if BEGINS.search(path.read_text("utf-8"))
    }
    print(f"places where a thread begins {len(found)}, of which jobs {len(set(THREADS.values()) - {''})}")
    assert found == set(THREADS)
    assert set(THREADS.values()) - {""} == {
        *JOBS,
        "demo sweep",
    }  # of that one tests/demo/test_sweep.py says all


@pytest.mark.parametrize("end", ENDS)
def test_no_job_sends_or_writes_a_word_after_an_end(app, alex, sam, couple, post, end):
    place = Place(app, life(app, alex, sam, couple, "Noor"))
    assert ENDS[end](place.own).status_code in (200, 303)
    cells = 0
    for name, job in JOBS.items():
        place.watched()
        before = place.settled()
        job(place)
        after = place.settled()
        cells += len(after) + len(place.streams) * len(place.watchers)
        grown = {table for table, now in after.items() if now - before[table]}
        assert grown <= WRITES.get(name, set()) - with_words(), (name, grown)
        assert not any(marks(r"\w+", repr(after[table] - before[table])) for table in grown), name
        assert all(told_to(place, *stranger) == set() for stranger in strangers(place, end)), name
        assert not marks(r"\w+", repr([mail.content for mail in post.mails])), name
    assert len(post.mails) == (end == "a no")  # the two go on; of what they do no more share nobody hears
    print(f"after {end}: job and resource cells {cells}, mails {len(post.mails)}, words sent or written 0")


def test_before_an_end_there_is_something_to_be_sent(app, alex, sam, couple, post):
    place = Place(app, life(app, alex, sam, couple, "Noor"))
    place.watched()
    JOBS["announcer"](place)
    assert told_to(place, place.accounts["one"], {"Alex"}) and len(place.sent) > 5
    assert place.house.reminders.send_due() == 1 and not marks(r"\w+", repr(post.mails[0].content))
