"""What may happen to needs, boundaries and agreements, whoever acts when."""

import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from couples.domain.board import board, without_words_of
from couples.domain.days import in_days
from couples.domain.deed import Deed
from couples.domain.exercise import Step
from couples.domain.item import ITEM_KINDS, waits_for
from couples.domain.ledger import Ledger, decide, replay
from couples.domain.pair import SEATS, Pair, other
from couples.domain.steps import KINDS

NAMES = Pair("Alex", "Sam")
NEED = {"when": "we come home late", "feel": "worn out", "need": "quiet", "ask": "start without me"}
OTHER = {**NEED, "need": "an hour alone"}
LIMIT = {"matters": "my sleep", "line": "no money talk after ten", "will": "I say good night"}
DAY = 86_400.0


def act(ledger, seat, name, step, now=1.0, **fields):
    """The ledger after a deed that must be allowed."""
    events = decide(ledger, Deed(name, step, fields), seat, now)
    assert isinstance(events, list), events
    return replay(ledger, events)


def refused(ledger, seat, name, step, now=1.0, **fields):
    refusal = decide(ledger, Deed(name, step, fields), seat, now)
    assert not isinstance(refusal, list), refusal
    return refusal


def a_need(seat="A", id="need-00001", now=1.0, **more):
    return act(Ledger(), seat, "begin", "new-need", now, item=id, **{**NEED, **more})


def stated(seat="A", now=1.0, **more):
    return act(a_need(seat, now=now, **more), seat, "release", "need-00001", now)


def answered(**reply):
    ledger = act(stated(), "B", "reflect", "need-00001", 20.0, said="You need quiet.")
    ledger = act(ledger, "A", "confirm", "need-00001", 30.0, heard="yes")
    return act(ledger, "B", "reply", "need-00001", 40.0, **(reply or {"reply": "yes"}))


def seen(ledger, seat, now=1.0):
    return board(ledger, seat, NAMES, now)


def told(ledger, seat, now=1.0):
    """All that the other can get, as text."""
    return json.dumps(msgspec.to_builtins(seen(ledger, seat, now), str_keys=True), default=str)


class TestANeed:
    def test_is_its_owners_alone_until_it_is_shared(self):
        assert told(a_need(), "B") == told(Ledger(), "B")
        assert seen(a_need(), "B").version == seen(Ledger(), "B").version
        assert "quiet" in told(stated(), "B")

    def test_goes_from_stated_over_reflected_and_confirmed_to_answered(self):
        ledger = stated()
        for seat, waits, name, fields in (
            ("B", "reflect", "reflect", {"said": "You need quiet."}),
            ("A", "confirm", "confirm", {"heard": "yes"}),
            ("B", "reply", "reply", {"reply": "not_now"}),
        ):
            item = ledger.items["need-00001"]
            assert waits_for(item, seat, 20.0) == waits and not waits_for(item, other(seat), 20.0)
            assert refused(ledger, other(seat), name, item.id, 20.0, **fields).code == "stale"
            ledger = act(ledger, seat, name, item.id, 20.0, **fields)
        assert seen(ledger, "A").open[0].seen["reply"]["reply"] == "not_now"

    def test_a_no_leaves_it_open_and_costs_nothing(self):
        card = seen(answered(reply="not_now"), "A").open[0]
        assert not card.closed and not card.rating

    @pytest.mark.parametrize(
        ("rating", "closed"), [("met", "met"), ("gone", "gone"), ("partly", ""), ("not_yet", "")]
    )
    def test_is_rated_by_its_owner_on_its_day_and_goes_on_until_it_is_met_or_gone(self, rating, closed):
        ledger, day = answered(), 15 * DAY
        assert (
            ledger.items["need-00001"].due(day)
            and waits_for(ledger.items["need-00001"], "A", day) == "review"
        )
        assert refused(ledger, "B", "review", "need-00001", day, rating=rating).code == "stale"
        item = act(ledger, "A", "review", "need-00001", day, rating=rating).items["need-00001"]
        assert item.closed == closed and item.rating == rating
        assert item.review == ("" if closed else in_days(14, day))

    def test_a_later_becomes_the_day_to_look_again(self):
        ledger = answered(reply="later", until=in_days(5, 40.0))
        assert ledger.items["need-00001"].review == in_days(5, 40.0)

    def test_can_be_withdrawn_at_any_time_by_its_owner_alone(self):
        for ledger in (stated(), answered()):
            assert refused(ledger, "B", "withdraw", "need-00001", 50.0).code == "stale"
            assert act(ledger, "A", "withdraw", "need-00001", 50.0).items["need-00001"].closed == "withdrawn"

    def test_one_that_was_not_shared_is_thrown_away_without_a_trace_for_the_other(self):
        dropped = act(a_need(), "A", "withdraw", "need-00001")
        assert dropped.items == {} and told(dropped, "B") == told(Ledger(), "B")

    def test_boxes_that_are_empty_are_refused_in_words(self):
        refusal = refused(
            Ledger(), "A", "begin", "new-need", item="need-00001", when="x", feel="", need="", ask=""
        )
        assert refusal.field == "feel"

    def test_half_written_words_are_kept_and_gone_when_it_is_written(self):
        ledger = act(Ledger(), "A", "draft", "new-need", when="we com")
        assert seen(ledger, "A").drafts["new-need"] == {"when": "we com"}
        assert told(ledger, "B") == told(Ledger(), "B")
        ledger = act(ledger, "A", "begin", "new-need", item="need-00001", **NEED)
        assert seen(ledger, "A").drafts["new-need"] == {}


class TestOtherWords:
    def test_are_heard_anew_and_what_was_said_before_stays_in_sight_of_both(self):
        ledger = act(answered(reply="not_now", text="canary no"), "A", "reword", "need-00001", 50.0, **OTHER)
        item = ledger.items["need-00001"]
        assert item.state.written["need"] == "an hour alone" and item.state.reply is None
        assert waits_for(item, "B", 50.0) == "reflect"
        for seat in SEATS:
            assert "quiet" in told(ledger, seat) and "canary no" in told(ledger, seat)

    def test_are_for_its_owner_alone_and_can_be_undone_for_a_moment(self):
        assert refused(answered(), "B", "reword", "need-00001", 50.0, **OTHER).code == "stale"
        reworded = act(answered(), "A", "reword", "need-00001", 50.0, **OTHER)
        undone = act(reworded, "A", "undo", "need-00001", 59.0)
        assert undone.items["need-00001"].state.reply == {"reply": "yes"}
        assert "an hour alone" not in told(undone, "B")

    def test_of_what_was_not_shared_reach_nobody(self):
        ledger = act(a_need(), "A", "answer", "need-00001", 2.0, **OTHER)
        assert ledger.items["need-00001"].state.written["need"] == "an hour alone"
        assert told(ledger, "B") == told(Ledger(), "B")

    def test_leave_no_answer_of_the_other_after_an_unlink(self):
        ledger = act(answered(reply="not_now", text="canary no"), "A", "reword", "need-00001", 50.0, **OTHER)
        left = without_words_of(ledger, "B", 60.0)
        assert "quiet" in told(left, "A") and "canary no" not in told(left, "A")

    def test_are_refused_with_an_empty_box(self):
        limit = act(Ledger(), "A", "begin", "new-boundary", item="limit-0001", **LIMIT)
        limit = act(limit, "A", "release", "limit-0001")
        refusal = refused(limit, "A", "reword", "limit-0001", 9.0, **{**LIMIT, "line": ""})
        assert refusal.field == "line"


@pytest.mark.parametrize(
    ("seat", "name", "sentence"),
    [
        ("A", "release", "The other has seen this"), ("A", "answer", "The other has seen this"),
        ("B", "answer", "not yours to write"), ("B", "reply", "Say back what you heard first"),
        ("A", "reply", "This one is yours"), ("A", "reflect", "This one is yours"),
        ("B", "confirm", "Only who wrote it"),
    ],
)  # fmt: skip
def test_what_may_not_be_done_now_is_refused_with_what_to_do_first(seat, name, sentence):
    refusal = refused(stated(), seat, name, "need-00001", 20.0, reply="yes", heard="yes", said="x", **NEED)
    assert refusal.code == "stale" and sentence in refusal.message


class TestUndo:
    def test_what_was_shared_is_private_again_within_ten_seconds(self):
        ledger = act(stated(), "A", "undo", "need-00001", 11.0)
        assert not ledger.items["need-00001"].shared and "quiet" not in told(ledger, "B")

    def test_is_too_late_afterwards_and_says_what_can_be_done(self):
        refusal = refused(stated(), "A", "undo", "need-00001", 12.0)
        assert refusal.code == "stale" and "take it back" in refusal.message

    def test_is_for_whoever_acted_and_not_after_the_other_did(self):
        assert refused(stated(), "B", "undo", "need-00001").code == "stale"
        ledger = act(stated(), "B", "reflect", "need-00001", 2.0, said="You need quiet.")
        assert refused(ledger, "A", "undo", "need-00001", 3.0).code == "stale"

    def test_an_answer_and_a_withdrawal_can_be_undone(self):
        assert act(answered(), "B", "undo", "need-00001", 45.0).items["need-00001"].state.reply is None
        ledger = act(stated(), "A", "withdraw", "need-00001", 20.0)
        assert not act(ledger, "A", "undo", "need-00001", 25.0).items["need-00001"].closed


class TestABoundary:
    def a_limit(self):
        return act(Ledger(), "A", "begin", "new-boundary", item="limit-0001", **LIMIT)

    def test_a_private_one_is_in_no_byte_of_the_other(self):
        ledger = self.a_limit()
        assert told(ledger, "B") == told(Ledger(), "B")
        for name in ("reflect", "reply", "release", "withdraw", "undo", "review", "draft"):
            assert refused(ledger, "B", name, "limit-0001", reply="hear").code == "denied"

    def test_the_other_hears_it_and_can_neither_edit_nor_end_it(self):
        ledger = act(self.a_limit(), "A", "release", "limit-0001")
        ledger = act(ledger, "B", "reflect", "limit-0001", said="You want to sleep.")
        ledger = act(ledger, "A", "confirm", "limit-0001", heard="yes")
        for name in ("answer", "withdraw", "review"):
            assert refused(ledger, "B", name, "limit-0001", 20.0, rating="gone", **LIMIT).code == "stale"
        ledger = act(ledger, "B", "reply", "limit-0001", reply="time")
        assert not ledger.items["limit-0001"].closed

    def test_it_holds_when_the_other_would_rather_not_say(self):
        ledger = act(self.a_limit(), "A", "release", "limit-0001")
        ledger = act(ledger, "B", "pass", "limit-0001")
        item = ledger.items["limit-0001"]
        assert not item.closed and not waits_for(item, "B", 20.0)
        assert act(ledger, "A", "review", "limit-0001", rating="met").items["limit-0001"].rating == "met"

    def test_one_that_holds_goes_on(self):
        ledger = act(self.a_limit(), "A", "release", "limit-0001")
        item = act(ledger, "A", "review", "limit-0001", rating="met").items["limit-0001"]
        assert not item.closed and item.review


class TestAnAgreement:
    def signed(self, text="Tuesdays are free", now=1.0):
        ledger = act(Ledger(), "A", "begin", "new-agreement", now, item="pact-00001")
        return self._sign(ledger, text, now)

    def _sign(self, ledger, text, now):
        ledger = act(ledger, "A", "take_pen", "pact-00001", now)
        ledger = act(ledger, "A", "write", "pact-00001", now, text=text)
        ledger = act(ledger, "B", "freeze", "pact-00001", now)
        for seat in SEATS:
            ledger = act(ledger, seat, "weigh", "pact-00001", now, willing="4")
        for seat in SEATS:
            edition = str(ledger.items["pact-00001"].state.edition)
            ledger = act(ledger, seat, "sign", "pact-00001", now, edition=edition)
        return ledger

    def test_is_there_for_both_from_the_beginning_and_holds_when_both_signed(self):
        item = self.signed().items["pact-00001"]
        assert item.state.agreed and [each.text for each in item.editions] == ["Tuesdays are free"]

    def test_new_words_keep_the_old_until_they_are_signed(self):
        ledger = act(self.signed(), "B", "revise", "pact-00001", 50.0)
        item = ledger.items["pact-00001"]
        assert not item.state.agreed and item.editions[-1].text == "Tuesdays are free"
        back = act(ledger, "B", "pass", "pact-00001", 60.0).items["pact-00001"]
        assert back.state.agreed and not back.closed
        twice = self._sign(ledger, "Fridays are free", 70.0).items["pact-00001"]
        assert [each.text for each in twice.editions] == ["Tuesdays are free", "Fridays are free"]

    @pytest.mark.parametrize("seat", SEATS)
    def test_either_ends_it_alone(self, seat):
        assert act(self.signed(), seat, "withdraw", "pact-00001", 50.0).items["pact-00001"].closed == "ended"

    def test_it_goes_on_when_both_want_to_keep_it(self):
        ledger, day = self.signed(), 15 * DAY
        assert waits_for(ledger.items["pact-00001"], "B", day) == "review"
        ledger = act(ledger, "B", "review", "pact-00001", day)
        assert (
            ledger.items["pact-00001"].due(day)
            and waits_for(ledger.items["pact-00001"], "A", day) == "review"
        )
        ledger = act(ledger, "A", "review", "pact-00001", day, by=in_days(60, day))
        assert ledger.items["pact-00001"].review == in_days(60, day)

    def test_after_an_unlink_both_keep_what_both_signed_and_nothing_else_of_the_other(self):
        ledger = act(self.signed(), "B", "begin", "new-need", item="need-00002", **NEED)
        ledger = act(ledger, "B", "release", "need-00002")
        left = without_words_of(ledger, "B", 2.0)
        assert "Tuesdays are free" in told(left, "A") and "quiet" not in told(left, "A")


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(SEATS),
        st.sampled_from(
            ("begin", "release", "reflect", "confirm", "reply", "review", "withdraw", "take_pen", "write", "freeze",
             "weigh", "sign", "reword", "undo")
        ),
        st.integers(0, 2),
    ),
    max_size=40,
)  # fmt: skip


@given(DEEDS)
def test_what_holds_for_one_seat_holds_for_the_other(deeds):
    """The same story with the two changed about shows each of them what the other was shown."""
    ledgers = [_played(deeds, turned) for turned in (False, True)]
    for seat in SEATS:
        assert told(ledgers[0], seat, 99.0) == _renamed(told(ledgers[1], other(seat), 99.0))


def _played(deeds, turned):
    ledger = Ledger()
    for now, (seat, name, number) in enumerate(deeds):
        doer, kind = other(seat) if turned else seat, ITEM_KINDS[number]
        step = f"new-{kind}" if name == "begin" else f"item-{kind}"
        given = KINDS[kind].example(_blank_step(kind), "answer", "A")
        fields = {**given, "rating": "partly", "item": f"item-{kind}"}
        events = decide(ledger, Deed(name, step, fields), doer, float(now))
        if isinstance(events, list):
            ledger = replay(ledger, events)
    return ledger


def _blank_step(kind):
    return Step("s", kind, "", say="s")


def _renamed(text):
    return text.replace("Alex", "#").replace("Sam", "Alex").replace("#", "Sam")


class LedgerMachine(RuleBasedStateMachine):
    """Both do anything they can think of, at any time, until one of them unlinks."""

    def __init__(self):
        super().__init__()
        self.ledger, self.events, self.now, self.count, self.linked = Ledger(), [], 1.0, 0, True

    @rule(seat=st.sampled_from(SEATS), kind=st.sampled_from(ITEM_KINDS))
    @precondition(lambda self: self.linked and self.count < 6)
    def begin(self, seat, kind):
        self.count += 1
        given = {"need": NEED, "boundary": LIMIT, "agreement": {}}[kind]
        marked = {name: f"canary{seat} {text}" for name, text in given.items()}
        self._do(seat, Deed("begin", f"new-{kind}", {**marked, "item": f"item-{self.count:05}"}))

    @rule(
        seat=st.sampled_from(SEATS),
        number=st.integers(1, 6),
        name=st.sampled_from(
            ("release", "pass", "reflect", "confirm", "reply", "review", "withdraw", "undo", "take_pen", "write",
             "freeze", "weigh", "sign", "reopen", "revise", "reword", "draft")
        ),
        seconds=st.sampled_from((0.0, 5.0, 61.0, 20 * DAY)),
    )  # fmt: skip
    @precondition(lambda self: self.linked)
    def act(self, seat, number, name, seconds):
        self.now += seconds
        item = self.ledger.items.get(f"item-{number:05}")
        if item is None:
            return
        given = KINDS[item.kind].example(item.step, "answer", seat)
        fields = {key: f"canary{seat} {value}" if " " in value else value for key, value in given.items()}
        edition = str(getattr(item.state, "edition", ""))
        self._do(seat, Deed(name, item.id, {**fields, "rating": "partly", "edition": edition, "by": ""}))

    @rule(seat=st.sampled_from(SEATS))
    @precondition(lambda self: self.count > 3)
    def unlink(self, seat):
        self.linked = False

    def _do(self, seat, deed):
        before, them = self.ledger, other(seat)
        events = decide(self.ledger, deed, seat, self.now)
        if not isinstance(events, list):
            return
        self.events += events
        self.ledger = replay(self.ledger, events)
        if all(event.private for event in events):
            assert told(self.ledger, them, self.now) == told(before, them, self.now)

    @invariant()
    def nobody_is_shown_what_is_not_shared(self):
        for seat in SEATS:
            them, text = other(seat), told(self.ledger, seat, self.now)
            shared = any(item.shared for item in self.ledger.items.values())
            assert shared or f"canary{them}" not in text
            hidden = [item for item in self.ledger.items.values() if not item.seen_by(seat)]
            assert not any(item.id in text for item in hidden)

    @invariant()
    def a_fold_of_the_events_is_the_state(self):
        assert replay(Ledger(), self.events) == self.ledger

    @invariant()
    def after_an_unlink_no_word_of_the_other_is_left_but_what_both_signed(self):
        if self.linked:
            return
        for seat in SEATS:
            left = without_words_of(self.ledger, other(seat), self.now)
            for card in (
                *board(left, seat, NAMES, self.now).open,
                *board(left, seat, NAMES, self.now).closed,
            ):
                if card.kind != "agreement":
                    assert f"canary{other(seat)}" not in str(card.seen)


TestTheLedger = LedgerMachine.TestCase
TestTheLedger.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
