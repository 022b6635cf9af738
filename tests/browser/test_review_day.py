"""Review day in two browsers: what has its day stands in the step, live, and is closed there."""

import re
import time

import pytest
from playwright.sync_api import expect

from couples.domain.days import in_days
from tests.server import start_remote

NEED = {"when": "it is late", "feel": "worn out", "need": "canary quiet", "ask": "start without me"}
LIMIT = {"matters": "my sleep", "line": "no money talk after ten", "will": "I say good night"}


@pytest.fixture
def review_day(two, pair):
    """Two people at the first step, one of whom has a need to look at today."""
    alex, sam = two
    one, other, _couple = pair
    ledger = re.search(r'data-stream="([^"]+)"', one.get("/ours").text)[1]
    writes, hears = one.socket(), other.socket()
    writes.do(ledger, "begin", "new-need", item="need-00001", by=in_days(0, time.time()), **NEED)
    writes.do(ledger, "release", "need-00001")
    hears.do(ledger, "reflect", "need-00001", said="You need quiet.")
    writes.do(ledger, "confirm", "need-00001", heard="yes")
    hears.do(ledger, "reply", "need-00001", reply="yes")
    writes.do(ledger, "begin", "new-boundary", item="limit-0001", **LIMIT)
    session = start_remote(one, "review-day")
    for person in (writes, hears):
        person.do(session, "ready", ready="yes")
        person.close()
    for person in two:
        person.goes_to(f"/sessions/{session}").is_live()
    return alex, sam


def test_what_has_its_day_is_looked_at_in_the_step_and_is_over_for_both(review_day):
    alex, sam = review_day
    alex.sees("canary quiet")
    expect(sam.page.get_by_text("canary quiet")).to_be_hidden()
    sam.sees("Nothing has its day today.")
    window = sam.context.new_page()
    window.goto("/ours")
    expect(window.get_by_text("Nothing has its day today.")).to_be_hidden()  # there it goes without saying
    window.close()
    # What has another day is on the page of its own, not here.
    expect(alex.page.get_by_text("no money talk after ten")).to_be_hidden()
    expect(alex.page.get_by_role("button", name="Begin an agreement")).to_be_hidden()
    alex.page.get_by_label("Met", exact=True).check()
    alex.taps("Save")
    alex.sees("It is over.")
    alex.taps("Undo")
    alex.sees("canary quiet")
    alex.page.get_by_label("Partly", exact=True).check()
    alex.taps("Save")
    expect(alex.page.get_by_text("partly met")).to_be_visible()


def test_a_push_of_the_session_leaves_alone_what_someone_writes_in_the_ledger(review_day):
    alex, sam = review_day
    alex.page.get_by_label("Not yet", exact=True).check()
    alex.page.locator("[id^=review-] input[type=date]").first.fill("2031-01-01")
    sam.taps("Go on")
    alex.sees("is ahead")
    expect(alex.page.get_by_label("Not yet", exact=True)).to_be_checked()
    expect(alex.page.locator("[id^=review-] input[type=date]").first).to_have_value("2031-01-01")
    alex.taps("Go on")
    expect(alex.page.locator(".ledger")).to_have_count(0)
