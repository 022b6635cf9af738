"""What is counted is kept by the writer in the same moment, and is what the log says when it is read from nothing."""

import time

from couples.contributions.queries import since
from couples.contributions.rebuild import ALWAYS, rebuild
from couples.domain.balance.facts import Hearing, Limit, Rating, Request, Start, Talk
from couples.extensions import db
from tests.cast import open_session, seats, start, state_of
from tests.ledger.test_ours import ITEM, LIMIT, NEED, ledger_of
from tests.own_data.plays import played


def facts(app, session):
    """Everything that is counted of a couple, as (fact, only)."""
    house = app.extensions["couples"]
    with app.app_context(), db.engine.connect() as connection:
        head = house.writer.live(session).head
        return [(each.fact, each.only) for each in since(connection, head, house.keys, ALWAYS)]


def of(kind, found):
    return [(fact, only) for fact, only in found if isinstance(fact, kind)]


class Clock:
    """The writer's clock, moved by hand."""

    def __init__(self, app):
        self.now = time.time()
        app.extensions["couples"].writer.clock = lambda: self.now


def turns_by_the_clock(app, alex, sam, seconds):
    """A session of slow turns: whoever goes first takes `seconds[0]`, then the other `seconds[1]`, and so on."""
    clock, session = Clock(app), at_the_first_turn(app, alex, sam)
    people, first = seats(app, session, alex, sam), state_of(app, session).first
    order = [first, "B" if first == "A" else "A"]
    for number, taken in enumerate(seconds):
        speaker, listener = people[order[number % 2]], people[order[1 - number % 2]]
        turn = f"turn-{number + 1}"
        listener.do(session, "listen", turn)
        speaker.do(session, "start", turn)
        clock.now += taken / 2
        listener.do(session, "pause", minutes="5")
        clock.now += 300  # a pause takes nothing from anybody
        for person in (listener, speaker):
            person.do(session, "resume")
        clock.now += taken / 2
        speaker.do(session, "speak", turn)
        listener.do(session, "reflect", turn, said="I heard you.")
        speaker.do(session, "confirm", turn, heard="yes")
        for person in (alex, sam):
            person.do(session, "go_on", turn)
    return session, order


def at_the_first_turn(app, alex, sam):
    session = open_session(alex, sam, "slow-turns")
    for deed, step in (("answer", "rules"), ("pass", "topic"), ("go_on", "topic")):
        for person in (alex, sam):
            person.do(session, deed, step)
    assert state_of(app, session).step("A").kind == "turn"
    return session


def test_the_seconds_that_each_used_are_counted_when_the_session_ends(app, alex, sam, couple):
    session, (first, last) = turns_by_the_clock(app, alex, sam, (40, 20, 90, 30))
    assert facts(app, session) == []  # not before it ends
    alex.do(session, "stop")
    [(talk, only)] = of(Talk, facts(app, session))
    assert only is None and not talk.typed
    assert (round(talk.used[first]), round(talk.used[last])) == (130, 50)
    assert [fact.heard for fact, _ in of(Hearing, facts(app, session))] == [True] * 4
    returns = [fact.seat for fact, _ in of(Start, facts(app, session)) if fact.what == "return"]
    assert returns == [last, first, last, first]


def test_turns_that_the_exercise_gives_to_one_only_say_nothing(app, alex, sam, couple):
    session, _ = turns_by_the_clock(app, alex, sam, (40, 20, 90))
    alex.do(session, "stop")
    assert of(Talk, facts(app, session)) == []


def test_who_opened_it_is_counted_once_it_ends_and_nothing_before(app, alex, sam, couple):
    session = start(sam, "specific-thanks")
    assert facts(app, session) == []
    alex.do(session, "stop")
    [(fact, only)] = of(Start, facts(app, session))
    assert (fact.seat, fact.what, only) == (seat_of(app, session, sam), "exercise", None)


def seat_of(app, session, person):
    return app.extensions["couples"].writer.live(session).head.seat_of(person.login.account_id)


def test_what_never_opened_says_nothing(app, alex, sam, couple):
    session = start(alex, "slow-turns")
    sam.do(session, "ready", ready="no")
    alex.do(session, "stop")
    assert facts(app, session) == []


def test_ratings_that_only_one_may_see_are_theirs_alone(app, alex, sam, couple):
    session = played(app, alex, sam, "map-of-leaning", "together")
    found = of(Rating, facts(app, session))
    leaning = [only for fact, only in found if fact.measure == "lean"]
    footing = [(fact.seat, only) for fact, only in found if fact.measure == "footing"]
    assert leaning and footing
    assert all(seat == only for seat, only in footing)


def test_a_need_counts_as_started_heard_and_answered_and_a_limit_for_its_owner(app, alex, sam, couple):
    ledger = ledger_of(alex)
    mine = seat_of(app, ledger, alex)
    alex.form(ledger, "begin", "new-need", item=ITEM, **NEED)
    assert facts(app, ledger) == []  # nobody else knows of it
    alex.form(ledger, "release", ITEM)
    sam.do(ledger, "reflect", ITEM, said="You are tired.")
    alex.do(ledger, "confirm", ITEM, heard="yes")
    [(request, _)] = of(Request, facts(app, ledger))
    assert not request.answered and request.at > time.time()  # it is not due yet
    sam.do(ledger, "reply", ITEM, reply="yes")
    alex.do(ledger, "review", ITEM, rating="partly")
    found = facts(app, ledger)
    [(request, _)] = of(Request, found)
    assert (request.seat, request.answered, request.met) == (mine, True, 0.5)
    assert [(fact.seat, fact.what) for fact, _ in of(Start, found)] == [(mine, "need")]
    assert [(fact.seat, fact.heard) for fact, _ in of(Hearing, found)] == [(mine, True)]

    sam.form(ledger, "begin", "new-boundary", item="limit-00001", **LIMIT)
    sam.form(ledger, "release", "limit-00001")
    theirs = seat_of(app, ledger, sam)
    assert [(fact.seat, only) for fact, only in of(Limit, facts(app, ledger))] == [(theirs, theirs)]


def test_what_is_undone_or_taken_out_is_not_counted(app, alex, sam, couple):
    ledger = ledger_of(alex)
    alex.form(ledger, "begin", "new-need", item=ITEM, **NEED)
    alex.form(ledger, "release", ITEM)
    assert facts(app, ledger)
    alex.form(ledger, "undo", ITEM)
    assert facts(app, ledger) == []
    session = played(app, alex, sam, "map-of-leaning", "together")
    before = of(Rating, facts(app, session))
    alex.post(f"/sessions/{session}/remove")
    after = of(Rating, facts(app, session))
    mine = seat_of(app, session, alex)
    assert {fact.seat for fact, _ in before} == {"A", "B"}
    assert mine not in {fact.seat for fact, _ in after} and after


def test_worked_out_from_nothing_it_is_the_same(app, alex, sam, couple):
    house, ledger = app.extensions["couples"], ledger_of(alex)
    for slug in ("weekly-ten", "map-of-leaning", "guess-then-ask"):
        played(app, alex, sam, slug, "together")
    alex.do(turns_by_the_clock(app, alex, sam, (40, 20))[0], "stop")
    alex.do(start(sam, "good-news"), "stop")
    kept = facts(app, ledger)
    done = rebuild(house.writer)
    print(f"facts kept {len(kept)}, of streams {done.streams}, changed {done.changed}")
    assert facts(app, ledger) == kept and len(kept) > 50
    assert (done.couples, done.facts, done.changed) == (1, len(kept), 0)
    assert {type(fact) for fact, _ in kept} >= {Start, Talk, Hearing, Rating, Request}


def test_a_rebuild_says_what_was_not_right(app, alex, sam, couple):
    house = app.extensions["couples"]
    session = start(sam, "specific-thanks")
    alex.do(session, "stop")
    table = db.metadata.tables["contribution"]
    house.writer.run(lambda batch: batch.connection.execute(table.delete()))
    assert rebuild(house.writer).changed == 1
    assert len(facts(app, session)) == 1
