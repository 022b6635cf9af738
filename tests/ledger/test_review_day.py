"""Review day takes what has its day from the ledger, and what is looked at there is closed there."""

import re
import time
from uuid import uuid4

from couples.domain.days import in_days
from couples.domain.pair import SEATS, other
from tests.cast import open_session, seats, start, state_of
from tests.ledger.test_ours import LIMIT, NEED, ledger_of

DUE, LATER, HIDDEN = "item-00001", "item-00002", "item-00003"
TODAY = in_days(0, time.time())


def review_day(app, alex, sam, mode="together"):
    """A review day at its first step, with a need of Alex's that has its day. (ledger, session)"""
    ledger = ledger_of(alex)
    for item, words in ((DUE, {**NEED, "by": TODAY}), (LATER, {**NEED, "need": "canaryLater"})):
        alex.do(ledger, "begin", "new-need", item=item, **words)
        alex.do(ledger, "release", item)
    alex.do(ledger, "begin", "new-boundary", item=HIDDEN, **LIMIT)
    for name, doer, fields in (("reflect", sam, {"said": "quiet"}), ("confirm", alex, {"heard": "yes"})):
        doer.do(ledger, name, DUE, **fields)
    sam.do(ledger, "reply", DUE, reply="yes")
    return ledger, open_session(alex, sam, "review-day", mode)


def test_it_shows_each_what_is_theirs_to_look_at(app, alex, sam, couple):
    _ledger, session = review_day(app, alex, sam)
    assert _today(alex.sees(session)) == [DUE]
    assert _today(sam.sees(session)) == []
    assert "canaryMine" not in alex.sees(session) + sam.sees(session)


def test_looking_at_it_there_closes_it_for_both_and_comes_back_to_the_session(app, alex, sam, couple):
    ledger, session = review_day(app, alex, sam)
    action = re.search(rf'action="([^"]+)" id="review-{DUE}"', alex.sees(session))[1]
    page = alex.post(action, deed="review", step=DUE, op=str(uuid4()), rating="met")
    assert page.location == f"/sessions/{session}"
    assert app.extensions["couples"].writer.live(ledger).state.items[DUE].closed == "met"
    assert "It is over." in alex.sees(session) and _today(sam.sees(session)) == []


def test_a_session_of_others_is_no_place_to_come_back_to(app, alex, sam, robin, kim, couple, other_couple):
    ledger, _session = review_day(app, alex, sam)
    theirs = start(robin, "specific-thanks")
    action = f"/streams/{ledger}/deeds?inside={theirs}"
    page = alex.post(action, deed="review", step=DUE, op=str(uuid4()), rating="met")
    assert page.location == "/ours"


def test_the_steps_between_show_no_ledger(app, alex, sam, couple):
    ledger, session = review_day(app, alex, sam)
    people = seats(app, session, alex, sam)
    first = state_of(app, session).first
    people[first].do(session, "answer", "due")
    assert f"stream-{ledger}" not in people[first].sees(session)
    assert f"stream-{ledger}" in people[other(first)].sees(session)


def test_on_one_phone_nobody_is_shown_the_ledger_of_whose_phone_it_is(app, alex, sam, couple):
    """The ledger's forms act for whoever signed in, and its page shows what they keep to themself."""
    ledger, session = review_day(app, alex, sam, "one_phone")
    for person in (alex, sam):
        assert f"stream-{ledger}" not in person.sees(session)
        assert "on a phone of your own" in person.sees(session)
    assert {state_of(app, session).at[seat] for seat in SEATS} == {0}


def _today(fragment):
    return re.findall(r'card--today" id="card-([^"]+)"', str(fragment))
