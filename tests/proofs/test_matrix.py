"""Who reaches what: every page about something of two people, by everybody, for their own, another's, and none.

A page that is new here fails until somebody says whose it is.
"""

import re

import pytest

from couples.extensions import db
from couples.homework.models import HomeworkRow
from tests.cast import Person, counselor, link, open_session
from tests.consent.given import brought, no, opened
from tests.homework.test_homework import gives
from tests.own_data.plays import played
from tests.reflections.test_share import shared
from tests.reflections.test_write import ID

NONE = "Z" * 22
COUPLE, CASE = {"alex", "sam"}, {"noor"}
# By endpoint: what stands in the address, and who may read it. Of a POST it says who may not be refused as a stranger.
WORLD = {
    "consent.counsel": ({"id": "counsel"}, COUPLE),
    "consent.answer": ({"id": "counsel"}, COUPLE),
    "consent.share": ({"id": "counsel"}, COUPLE),
    "consent.alone": ({"id": "counsel", "entry": "entry"}, {"alex"}),
    "consent.take_back": ({"id": "counsel", "entry": "entry"}, {"alex"}),
    "counsel.couple": ({"id": "counsel"}, CASE),
    "counsel.alone": ({"id": "counsel", "entry": "entry"}, CASE),
    "counsel.session": ({"id": "counsel", "session": "session"}, CASE),
    "counsel.now": ({"id": "counsel", "session": "running"}, CASE),
    "counsel.leave": ({"id": "counsel", "session": "running"}, CASE),
    "counsel.ours": ({"id": "counsel", "kind": "=need"}, CASE),
    "reading.balance": ({"id": "counsel"}, CASE),
    "reading.brief": ({"id": "counsel"}, CASE),
    "reading.scales": ({"id": "counsel"}, CASE),
    "reading.report": ({"id": "counsel"}, CASE),
    "reading.document": ({"id": "counsel"}, CASE),
    "writing.given": ({"id": "counsel"}, CASE),
    "writing.give": ({"id": "counsel"}, CASE),
    "writing.take_back": ({"id": "counsel", "homework_id": "homework"}, CASE),
    "writing.remark": ({"id": "counsel", "session": "session"}, CASE),
    "writing.unsay": ({"id": "counsel", "session": "session", "remark": "=nothing"}, CASE),
    "homework.practice": ({"id": "homework"}, COUPLE),
    "homework.put_away": ({"id": "homework"}, COUPLE),
    "homework.start": ({"id": "homework"}, COUPLE),
    "exercises.session": ({"id": "running"}, COUPLE),
    "exercises.review": ({"id": "session"}, COUPLE),
    "exercises.remove": ({"id": "session"}, COUPLE),
    "exercises.phone": ({"id": "running"}, COUPLE),
    "exercises.hand_over": ({"id": "running"}, COUPLE),
    "live.deed": ({"id": "running"}, COUPLE),
    "ledger.kept": ({"id": "ledger"}, COUPLE),
    "ledger.calendar": ({"id": "ledger", "item": "item"}, COUPLE),
    "letters.letter": ({"id": "letter"}, COUPLE),
    "letters.take_back": ({"id": "letter"}, {"alex"}),
    "pairing.code_image": ({"stream_id": "invitation"}, {"jo"}),
}
ASKED = {"reading.document": "?part=need"}  # of which parts; of none there is no paper
# One's own account and the library: what stands in the address is of nobody else.
OWN = {
    "accounts.revoke", "balance.check_in", "catalogue.favour", "catalogue.path", "catalogue.show", "codes.sign_in",
    "exercises.start", "passkeys.begin_lock", "passkeys.one", "passkeys.remove", "passkeys.rename",
    "reflections.delete", "reflections.entry", "reflections.preview", "reflections.save", "reflections.share",
    "reflections.show", "reflections.write", "reminders.feed", "writing.drop",
}  # fmt: skip


@pytest.fixture
def world(app, alex, sam, robin, kim, jo, other_couple):
    """(everybody by name, everything by name). Lee was linked with Alex once; Bell was brought in and got no yes."""
    lee = Person(app, "Lee")
    before = link(alex, lee)
    lee.form(before, "unlink")
    link(alex, sam)
    noor, bell, cole = (counselor(app, name) for name in ("Noor", "Bell", "Cole"))
    opened(app, cole, robin, kim)
    brought(app, bell, sam)
    session = played(app, alex, sam, "say-one-need")
    counsel = opened(app, noor, alex, sam, sessions=[session])
    letter = shared(alex).rsplit("/", 1)[1]
    entry = alex.post(f"/prompts/mine/{ID}/show", counsel=counsel).location.rsplit("/", 1)[1]
    gives(noor, counsel)
    running = open_session(alex, sam, "specific-thanks")
    for person in (alex, sam):
        person.form(running, "let_in", counsel=counsel)
    jo.post("/pair/invite", relation="friends")
    ended = Person(app, "Max")
    ended.client, gone = app.test_client(), ended.client
    gone.post("/sign-out", headers={"Sec-Fetch-Site": "same-origin"})
    people = {"alex": alex, "sam": sam, "robin": robin, "jo": jo, "lee": lee, "noor": noor, "bell": bell, "cole": cole,
              "signed out": ended}  # fmt: skip
    ours = alex.get("/ours").get_data(as_text=True)
    with app.app_context():
        homework = db.session.execute(db.select(HomeworkRow.id)).scalar_one()
    return people, {
        "counsel": counsel, "session": session, "running": running, "letter": letter, "entry": entry,
        "homework": homework, "ledger": re.search(r'data-stream="([^"]+)"', ours)[1],
        "item": re.search(r'id="card-([^"]+)"', ours)[1],
        "invitation": re.search(r'data-stream="([^"]+)"', jo.get("/pair").get_data(as_text=True))[1],
    }  # fmt: skip


def rules(app):
    return [rule for rule in app.url_map.iter_rules() if rule.arguments]


def address(app, rule, things, missing=False):
    values = {
        name: thing[1:] if thing[0] == "=" else NONE if missing else things[thing]
        for name, thing in WORLD[rule.endpoint][0].items()
    }
    return app.url_map.bind("localhost").build(rule.endpoint, values, method=next(iter(methods(rule))))


def methods(rule):
    return sorted(rule.methods & {"GET", "POST"})


def asks(person, method, path):
    return person.client.open(path, method=method, headers={"Sec-Fetch-Site": "same-origin"})


def told(answer):
    return answer.status_code, sorted(answer.headers.items()), answer.get_data()


def test_it_is_said_of_every_page_whose_it_is(app):
    assert {rule.endpoint for rule in rules(app)} == set(WORLD) | OWN


def test_whoever_is_not_meant_gets_the_bytes_of_what_is_not_there(app, world):
    people, things = world
    cells = 0
    for rule in rules(app):
        for method in methods(rule) if rule.endpoint in WORLD else ():
            here, nothing = address(app, rule, things), address(app, rule, things, missing=True)
            for name, person in people.items():
                if name in WORLD[rule.endpoint][1]:
                    continue
                answer, cells = asks(person, method, here), cells + 1
                if name == "signed out":
                    assert answer.status_code == 302 and "/sign-in" in answer.location, (method, here)
                else:
                    assert answer.status_code in (404, 422), (name, method, here)
                    assert told(answer) == told(asks(person, method, nothing)), (name, method, here)
    print(f"cells of strangers {cells}, unexpected allows 0, differences from what is not there 0")
    assert cells > 250


def test_whoever_is_meant_gets_in(app, world):
    people, things = world
    cells = 0
    for rule in rules(app):
        if rule.endpoint in WORLD and "GET" in rule.methods:
            for name in WORLD[rule.endpoint][1]:
                path = address(app, rule, things) + ASKED.get(rule.endpoint, "")
                assert asks(people[name], "GET", path).status_code == 200, (name, path)
                cells += 1
    print(f"cells of those who are meant {cells}, unexpected denies 0")


def test_after_an_end_the_counselor_is_a_stranger_to_all_of_it(app, world):
    people, things = world
    no(people["sam"], things["counsel"])
    cells = 0
    for rule in rules(app):
        if rule.endpoint in WORLD and WORLD[rule.endpoint][1] == CASE:
            for method in methods(rule):
                here, nothing = address(app, rule, things), address(app, rule, things, missing=True)
                answer = asks(people["noor"], method, here)
                assert answer.status_code == 404 and told(answer) == told(
                    asks(people["noor"], method, nothing)
                ), here
                cells += 1
    print(f"cells of a counselor after an end {cells}, unexpected allows 0")
    assert cells > 15
