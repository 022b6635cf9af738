"""Someone keeps deeper exercises closed, and nobody can tell: not by a byte, a number or a row."""

import re

import pytest

from couples.domain.pair import SEATS
from tests.cast import open_session, start, state_of
from tests.sqlite import connect

DEEP = "say-one-need"


def holds(person, word="closed"):
    assert person.post("/you/pace", pace=word).status_code == 303


def plain(fragment):
    """Without what differs between any two sessions: ids, op ids and times."""
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{6,20}", "OP", str(fragment))
    text = re.sub(r'data-now="[\d.]+"', "", text)
    text = re.sub(r"(stream-|streams/|sessions/|data-stream=\")[\w-]{22}", r"\1ID", text)
    text = re.sub(r'content="\w{32}"|name="csrf" value="\w+"', "TOKEN", text)
    text = re.sub(r'aria-labelledby="for-you".*?</section>', "A PROMPT OF ONE'S OWN", text, flags=re.DOTALL)
    return text.replace("robin", "alex").replace("kim", "sam").replace("Robin", "Alex").replace("Kim", "Sam")


def test_it_is_open_at_first_and_stays_as_chosen(alex):
    page = alex.get("/you/pace").get_data(as_text=True)
    assert re.search(r'value="open" checked', page)
    holds(alex)
    assert re.search(r'value="closed" checked', alex.get("/you/pace").get_data(as_text=True))
    holds(alex, "open")
    assert re.search(r'value="open" checked', alex.get("/you/pace").get_data(as_text=True))


def test_a_yes_of_theirs_opens_nothing_whoever_taps_first(app, alex, sam, couple):
    holds(alex)
    for one, two in ((alex, sam), (sam, alex)):
        session = open_session(one, two, DEEP)
        assert not state_of(app, session).opened
        one.form(session, "stop")


def test_nobody_can_say_it_in_a_deed_of_their_own(app, alex, sam, couple):
    session = start(alex, DEEP)
    alex.do(session, "ready", ready="yes", held="1")
    sam.do(session, "ready", ready="yes")
    assert state_of(app, session).opened


@pytest.mark.parametrize("taps", [True, False])
def test_the_other_sees_just_what_they_see_when_nobody_has_tapped(
    alex, sam, robin, kim, couple, other_couple, taps
):
    """Of two couples, one where a yes is held and one where there is no yes."""
    holds(alex)
    worlds = []
    for one, two, stream in ((alex, sam, couple), (robin, kim, other_couple)):
        session = start(two, DEEP)
        if taps:
            two.do(session, "ready", ready="yes")
        before = two.sees(session)
        if one is alex:
            one.do(session, "ready", ready="yes")
        assert plain(two.sees(session)) == plain(before)
        shown = [two.sees(session), two.sees(stream), two.get("/history").text, two.get("/home").text]
        worlds.append([plain(each) for each in shown])
    assert worlds[0] == worlds[1]


def test_their_own_screen_shows_a_yes_like_any_other(app, alex, sam, couple):
    def seen(word):
        holds(alex, word)
        session = start(alex, DEEP)
        alex.do(session, "ready", ready="yes")
        shown = plain(alex.sees(session))
        alex.form(session, "stop")
        return shown

    assert "You said yes" in seen("closed")
    assert seen("closed") == seen("open")


def test_no_row_looks_different(app, alex, sam, couple):
    """The same columns, the same sizes, and nothing of it in plain: neither with the account nor with the tap."""
    data = app.extensions["couples"].settings.data / "couples.db"
    sizes = []
    for word in ("closed", "open"):
        holds(alex, word)
        session = start(alex, DEEP)
        alex.do(session, "ready", ready="yes")
        database = connect(data)
        row = database.execute(
            "SELECT event.name, event.body, length(words.sealed), length(words.wrapped), words.opened FROM event"
            " JOIN words ON words.stream_id = event.stream_id AND words.version = event.version WHERE event.about = ?",
            (session,),
        ).fetchall()
        pace = database.execute("SELECT length(pace) FROM account ORDER BY 1").fetchall()
        sizes.append((row, pace))
        assert not any(state_of(app, session).held[seat] for seat in SEATS) or word == "closed"
        alex.form(session, "stop")
    assert sizes[0] == sizes[1] and sizes[0][0]


def test_it_holds_after_a_restart(app, alex, sam, couple):
    holds(alex)
    session = start(alex, DEEP)
    alex.do(session, "ready", ready="yes")
    house = app.extensions["couples"]
    house.writer.streams.drop(session)
    house.pace.forget(alex.login.account_id)
    sam.do(session, "ready", ready="yes")
    assert not state_of(app, session).opened
