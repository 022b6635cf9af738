"""Each name of a column of each table as one more field of each form: nothing of it is kept, and nobody becomes more,
gets more or owns more by it."""

import re
from dataclasses import replace
from uuid import uuid4

import pytest

from couples.counselor.actions import invite
from couples.domain.pair import Pair
from couples.extensions import db
from tests.cast import PASSPHRASE, Person, counselor
from tests.consent.given import code_of
from tests.homework.test_own_exercises import GOOD
from tests.ports import free_port
from tests.proofs.lives import VALID, filled, life, sent
from tests.proofs.test_ids import theirs

TEXT, NUMBER = "injected7x", "123456789"
AT_ONCE = 50  # a deed takes 60 fields; all others are sent all at once
# Those that say what somebody is or owns come first: what can be done only once is done with these.
FIRST = {
    "kind", "secrets", "couple_id", "account_id", "counselor_id", "counsel_id", "session_id", "stream_id", "login_id",
    "opened", "closed", "until", "linked", "ended", "brought", "leaving", "created", "expires", "used", "seat", "id",
}  # fmt: skip
OF_DEEDS = {"op", "deed", "step", "part"}  # what a deed on a stream is asked to say of itself
OWNERS = {"couple_id", "account_id", "counselor_id"}
NEW = "four wooden spoons and a whistle"
# Every form that names no id, by whom; "anyone" is a browser that nobody has signed in at.
OTHERS = (
    ("one", "/exercises/slow-turns/favourite", {"keep": "yes"}),
    ("one", "/exercises/specific-thanks/start", {"mode": "apart"}),
    ("one", "/check-in/week", {"week:rested": "0", "show:week:rested": "1"}),
    ("one", "/balance/choose", {"deed": "join", "on": "1", "about": ""}),
    ("one", "/prompts/mine", {"wanted": "alone"}),
    ("one", "/prompts/open", {"passphrase": PASSPHRASE}),
    ("one", "/with/bring", {"code": "{brings}"}),
    ("one", "/you/notices/seen", {}),
    ("one", "/you/pace", {"pace": "closed"}),
    ("one", "/you/reminders", {
        "address": "xela@example.org", "passphrase": PASSPHRASE, "quiet_from": "21", "quiet_to": "8",
        "timezone": "Europe/London", "on": "y",
    }),
    *(
        ("one", f"/you/reminders/{path}", {}) for path in ("calendar", "test", "off")
    ),
    ("one", "/you/security/codes/begin", {"passphrase": PASSPHRASE}),
    ("one", "/you/security/codes/confirm", {"seed": "x", "code": "123456"}),
    ("one", "/you/security/codes/off", {"passphrase": PASSPHRASE}),
    ("one", "/you/security/keys", {"passphrase": PASSPHRASE}),
    *(
        ("one", f"/you/security/passkeys/{path}", {"passphrase": PASSPHRASE, "name": "mine"})
        for path in ("begin", "add", "lock", "{place}/begin", "{place}/rename", "{place}/remove")
    ),
    *(("one", f"/you/vault/passkey{path}", {}) for path in ("", "/begin")),
    ("noor", "/counsel/codes", {}),
    ("noor", "/counsel/exercises", {"text": GOOD}),
    ("noor", "/counsel/policy", {"secrets": "limited"}),
    ("jo", "/pair/redeem", {"code": "{links}"}),
    ("jo", "/pair/invite", {"relation": "friends"}),
    ("anyone", "/join", {"name": "Zed", "passphrase": NEW}),
    ("anyone", "/counsel/join", {"name": "Zoe", "passphrase": NEW, "code": "{invitation}"}),
    ("anyone", "/sign-in", {"name": "Alex", "passphrase": PASSPHRASE}),
    ("anyone", "/counsel/sign-in", {"name": "Noor", "passphrase": PASSPHRASE}),
    *(("anyone", f"{door}/sign-in/code", {"code": "123456"}) for door in ("", "/counsel")),
    *(("anyone", f"/sign-in/passkey{path}", {}) for path in ("", "/begin")),
    ("anyone", "/recover", {"name": "Alex", "key": "x", "new": NEW}),
    *(("one", path, {}) for path in ("/prompts/lock",)),
)  # fmt: skip
LAST = (
    ("one", "/you/security/passphrase", {"passphrase": PASSPHRASE, "new": NEW}),
    ("one", "/pair/end", {}),
    ("two", "/you/places/end-others", {}),
    ("two", "/you/data/export", {"passphrase": PASSPHRASE}),
    ("two", "/you/data/delete", {"passphrase": PASSPHRASE, "when": "later"}),
    ("two", "/you/data/stay", {"passphrase": PASSPHRASE}),
    ("noor", "/sign-out", {}),
    ("one", "/leave", {}),
)


@pytest.fixture
def app(make_app):
    return make_app(
        sign_in_account="100000 per minute",
        redeem_account="1000 per hour",
        smtp_host="localhost",
        smtp_port=free_port(),  # nobody listens there
        mail_from="a@example.org",
    )


@pytest.fixture
def lives(app, alex, sam, robin, kim, jo, couple, other_couple):
    own = life(app, alex, sam, couple, "Noor")
    own.people["jo"] = jo
    own.told["invitation"] = invite(jo.house.writer, jo.house.keys)
    own.told["brings"] = code_of(app, counselor(app, "Bell"))[1]
    lee = Person(app, "Lee")
    lee.post("/pair/invite", relation="partners")
    stream = re.search(r'data-stream="([^"]+)"', lee.get("/pair").get_data(as_text=True))[1]
    own.told["links"] = jo.house.writer.live(stream).state.code
    return own, life(app, robin, kim, other_couple, "Cole")


class Anyone:
    def __init__(self, app):
        self._app = app

    @property
    def client(self):
        return self._app.test_client()


def forms():
    """(who, path, fields) of every form; those that take something away come last."""
    valid = [(who, path, fields) for who, method, path, fields in VALID if method == "POST"]
    return [*OTHERS, *valid, *LAST]


def columns():
    """The names of all columns of all tables."""
    names = {column.name for table in db.metadata.sorted_tables for column in table.columns}
    assert names >= FIRST
    return sorted(names, key=lambda name: (name not in FIRST, name))


def posted(app, own, value):
    """Sends every form with every column's name as one more field. (fields tried, forms, how many were accepted)."""
    tried = sent_forms = accepted = 0
    people = own.people | {"anyone": Anyone(app)}
    for who, path, fields in forms():
        known = {*fields, *(OF_DEEDS if path.endswith("/deeds") else ())}
        extra = [name for name in columns() if name not in known]
        statuses, most = [], AT_ONCE if path.endswith("/deeds") else len(extra)
        for start in range(0, len(extra), most):
            more = {name: value(name) for name in extra[start : start + most]}
            given = filled(fields, own.told)
            answer = sent(app, people[who], "POST", filled(path, own.told), {**more, **given})
            assert answer.status_code < 500 or answer.status_code == 503, (
                path,
                answer.status_code,
            )  # no mail server
            statuses.append(answer.status_code)
        tried, sent_forms = tried + len(extra), sent_forms + 1
        accepted += statuses[0] in (200, 303)
    return tried, sent_forms, accepted


def kept(app, value, number=None):
    """Where in any table, or in what is sealed there of streams in memory, the value lies: (table, column)."""
    found = set()
    with app.app_context():
        for table in db.metadata.sorted_tables:
            for row in db.session.execute(table.select()).mappings():
                found |= {(table.name, name) for name, held in row.items() if _is(held, value, number)}
            db.session.rollback()
    return found


def _is(held, value, number):
    if isinstance(held, (int, float)):
        return number is not None and held == number
    told = held if isinstance(held, bytes) else str(held).encode()
    return value.encode() in told


def opened(app):
    """All that the streams hold once it is unsealed, but for what one has half written, which is for that one alone
    and taken as it comes: an answer is then made of what the step asks for, and of nothing else."""
    streams = db.metadata.tables["stream"]
    with app.app_context():
        ids = db.session.execute(db.select(streams.c.id)).scalars().all()
    writer = app.extensions["couples"].writer
    states = [live.state for live in map(writer.live, ids) if live]
    return "".join(repr(_without_drafts(state)) for state in states)


def _without_drafts(state):
    return replace(state, drafts=Pair({}, {})) if hasattr(state, "drafts") else state


def test_every_form_is_looked_at(app, lives):
    own, at = lives[0], app.url_map.bind("localhost")
    looked = {at.match(filled(path, own.told), "POST")[0] for _who, path, _fields in forms()}
    assert looked == {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in rule.methods}


@pytest.mark.parametrize(("value", "number"), [(TEXT, None), (NUMBER, int(NUMBER))])
def test_nothing_of_an_unknown_field_is_kept(app, lives, value, number):
    tried, sent_forms, accepted = posted(app, lives[0], lambda _name: value)
    print(
        f"unknown fields {tried} in {sent_forms} forms, of which accepted for the rest {accepted}; columns that "
        f"keep one: 0"
    )
    assert kept(app, value, number) == set() and value not in opened(app)
    assert tried > 4_000 and accepted > 55


def test_what_is_kept_is_found(app, lives):
    """The same look after two forms that do know the field: a name lies open, a limit is sealed."""
    own = lives[0]
    Anyone(app).client.post(
        "/join", data={"name": TEXT, "passphrase": NEW}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    own.people["one"].do(
        own.told["ledger"], "begin", "new-boundary", item="limit-0001", matters=TEXT, line=TEXT, will=TEXT
    )
    assert ("account", "name") in kept(app, TEXT) and TEXT in opened(app)


def test_nobody_owns_or_becomes_more_by_one(app, lives):
    own, other = lives
    before, was = theirs(app, other), standing(app)
    others = {"couple_id": other.told["couple"], "account_id": other.people["one"].login.account_id,
              "counselor_id": other.people["noor"].login.account_id, "stream_id": other.told["running"],
              "counsel_id": other.told["counsel"], "session_id": other.told["session"], "kind": "counselor",
              "secrets": "none", "id": str(uuid4())[:22], "seat": "B"}  # fmt: skip
    tried, _forms, accepted = posted(app, own, lambda name: others.get(name, "1"))
    after = standing(app)
    # What had no owner, as a code that nobody had used, may get one; that it is none of the others is seen in theirs.
    changed = {
        key
        for key in after.keys() & was.keys()
        for old, now in zip(was[key], after[key], strict=True)
        if old is not None and now != old
    }
    assert changed == set() and theirs(app, other) == before
    new = {told[0] for key, told in after.items() if key[0] == "account" and key not in was}
    print(f"unknown fields {tried}, accepted forms {accepted}, rows of others changed 0, kinds changed 0")
    assert new == {"person", "counselor"}  # who joined at each of the two doors


def standing(app):
    """What nobody gives themself: the kind of every account, what a counselor keeps, and whose each row is."""
    owners = {"account": ("kind",), "counselor": ("secrets",)}
    with app.app_context():
        return {
            (table.name, *[row[key.name] for key in table.primary_key]): tuple(
                row[name]
                for name in (
                    *owners.get(table.name, ()),
                    *(sorted(OWNERS & {*row})),
                )
            )
            for table in db.metadata.sorted_tables
            for row in db.session.execute(table.select()).mappings()
        }
