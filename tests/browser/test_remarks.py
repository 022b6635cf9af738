"""A counselor writes while the two change what they share: words that are typed stay, until nothing is shared."""

import pytest
from playwright.sync_api import expect

from couples.extensions import db
from tests.browser.person import Person as AtBrowser
from tests.cast import counselor, open_session
from tests.consent.given import opened
from tests.homework.test_homework import WHY, gives
from tests.server import Server

WORDS = "You both waited for each other"


class Known:
    """Someone of the cast, as a browser of theirs is known to the server."""

    def __init__(self, person):
        self.name, self.cookie = person.name, f"place={person.token}"


@pytest.fixture
def world(app, alex, sam, couple, chromium, tmp_path):
    """(the counselor's browser, Alex's, the counsel, two sessions, of which one is shared)."""
    one = open_session(alex, sam, "specific-thanks")
    alex.do(one, "stop")
    two = open_session(alex, sam, "specific-thanks")
    alex.do(two, "stop")
    noor = counselor(app, "Noor")
    id = opened(app, noor, alex, sam, sessions=[one])
    gives(noor, id)
    app.extensions["couples"].writer.stop()
    with app.app_context():
        db.engine.dispose()
    server = Server(tmp_path / "data")
    people = [AtBrowser(chromium, server, "", Known(person)) for person in (noor, alex, sam)]
    yield (*people, id, one, two)
    for person in people:
        assert person.complaints == []
        person.context.close()
    server.stop()


def test_typed_words_stay_when_more_is_shared_and_go_when_it_ends(world):
    noor, alex, sam, id, one, two = world
    noor.goes_to(f"/counsel/{id}/sessions/{one}").is_live()
    noor.opens("Write about the whole session")
    noor.page.locator("#text").fill(WORDS)
    noor.page.locator("#me-").check()
    noor.page.evaluate("document.querySelector('#case').dataset.before = ''")
    for person in (alex, sam):
        person.goes_to(f"/sessions/{two}/review").taps("Yes, share it")
        person.sees("Take my yes back")
    expect(noor.page.locator("#case[data-before]")).to_have_count(0)  # it was taken anew
    expect(noor.page.locator("#text")).to_have_value(WORDS)
    expect(noor.page.locator("#me-")).to_be_checked()
    noor.page.locator("#both-").check()
    noor.page.locator("#remarks").get_by_role("button", name="Keep it").click()
    noor.sees("For both of them")
    sam.goes_to(f"/sessions/{one}/review").sees(WORDS)
    noor.is_live()
    alex.goes_to(f"/with/{id}").taps("End it now")
    expect(noor.page.get_by_text(WORDS)).to_have_count(0)
    sam.goes_to(f"/sessions/{one}/review").sees(WORDS)


def test_practice_begins_from_home_and_is_put_away_by_one_alone(world):
    _noor, alex, sam, _id, _one, _two = world
    sam.goes_to("/home").sees(WHY)
    alex.goes_to("/home").sees("Practice from Noor")
    alex.page.get_by_role("link", name="Read about it").click()
    alex.taps("Put it away")
    alex.sees_heading("With a counselor")
    sam.goes_to("/home")
    expect(sam.page.get_by_text(WHY)).to_have_count(0)
