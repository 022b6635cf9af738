"""The only door between the seats: what one viewer may see."""

import dataclasses
import json

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from couples.domain.pair import SEATS, other
from couples.domain.view import review, said, session_view, without_words_of
from tests.play import NAMES, WAYS, a_session, act, begun, is_open_to, played

ways = st.sampled_from(WAYS)
choices = st.randoms(use_true_random=True)
_ALL = (
    "answer",
    "pass",
    "release",
    "keep",
    "draft",
    "listen",
    "start",
    "speak",
    "reflect",
    "confirm",
    "reply",
    "take_pen",
    "write",
    "freeze",
    "weigh",
    "sign",
    "go_on",
)


def canary(seat, text):
    return f"canary-{seat} {text}"


def bytes_of(value):
    return json.dumps(msgspec.to_builtins(value), default=_plain)


def _plain(value):
    return dataclasses.asdict(value) if dataclasses.is_dataclass(value) else str(value)


@given(ways, choices, st.sampled_from(SEATS))
def test_nothing_unrevealed_is_in_any_view_at_any_time(way, chance, first):
    session = begun(way, first)
    for session, *_ in played(session, chance.choice, names=_ALL, marked=canary):
        for seat in SEATS:
            seen = bytes_of(session_view(session, seat, NAMES, 1.0))
            if f"canary-{other(seat)}" in seen:
                assert is_open_to(session, seat), (session.step(seat), seen)


def test_what_is_held_or_passed_looks_the_same_to_the_other():
    session = _both_but_alex()
    passed = act(session, "A", "pass", "thanks")
    held = act(
        act(session, "A", "draft", "thanks", did="x"),
        "A",
        "answer",
        "thanks",
        did="x",
        effect="y",
        about_you="z",
    )
    assert session_view(held, "B", NAMES, 1.0).stage.seen["theirs"]
    kept = act(
        act(a_session(), "A", "answer", "thanks", did="x", effect="y", about_you="z"), "A", "keep", "thanks"
    )
    kept = act(kept, "B", "answer", "thanks", did="1", effect="2", about_you="3")
    seen = [session_view(each, "B", NAMES, 1.0).stage.seen["theirs"] for each in (passed, kept)]
    assert seen == [{}, {}]


def test_before_the_reveal_the_other_sees_the_same_for_any_answer():
    short = act(a_session(), "A", "answer", "thanks", did="x", effect="y", about_you="z")
    long = act(a_session(), "A", "answer", "thanks", did="x" * 2000, effect="y", about_you="z")
    passed = act(a_session(), "A", "pass", "thanks")
    seen = {bytes_of(session_view(each, "B", NAMES, 1.0)) for each in (short, long, passed)}
    assert len(seen) == 1


def test_changing_an_answer_is_not_seen_by_the_other():
    once = act(a_session(), "A", "answer", "thanks", did="x", effect="y", about_you="z")
    twice = act(once, "A", "answer", "thanks", did="another", effect="y", about_you="z")
    assert bytes_of(session_view(once, "B", NAMES, 1.0)) == bytes_of(session_view(twice, "B", NAMES, 1.0))


def test_the_gate_shows_the_same_whether_the_other_said_yes_no_or_nothing():
    gate = a_session("slow-turns", ready_by=600.0)
    yes, no = (act(gate, "A", "ready", ready=word) for word in ("yes", "no"))
    assert len({bytes_of(session_view(each, "B", NAMES, 1.0)) for each in (gate, yes, no)}) == 1
    late = {bytes_of(session_view(each, "B", NAMES, 700.0)) for each in (gate, yes, no)}
    assert len(late) == 1 and "not_open" in late.pop()


def test_how_heard_one_felt_and_what_one_parks_stay_ones_own_for_ever():
    session = a_session()
    for session, *_ in played(session, lambda able: able[0], marked=canary):
        pass
    stages = review(session, "B", 1.0, linked=True)
    assert "heard" not in bytes_of([each.seen["theirs"] for each in stages])


@given(ways, choices)
def test_after_an_unlink_no_word_of_the_other_is_left_in_a_review(way, chance):
    session = begun(way)
    unsigned = [name for name in _ALL if name != "sign"]  # what both signed stays with both
    for session, *_ in played(session, chance.choice, names=unsigned, marked=canary):
        pass
    for seat in SEATS:
        left = bytes_of(review(session, seat, 1.0, linked=False))
        assert f"canary-{other(seat)}" not in left


def test_taking_out_words_leaves_the_own():
    session = act(a_session(), "A", "answer", "thanks", did="mine", effect="y", about_you="z")
    assert "mine" in bytes_of(without_words_of(session, "B", 1.0).states[0].words["A"])


def test_a_screen_reader_hears_of_the_others_deeds_and_not_of_ones_own():
    session = a_session()
    for _, seat, deed, events in played(session, lambda able: able[0]):
        if deed.name == "answer" and len(events) == 2:
            assert said(events, seat) is None
            assert said(events, other(seat)) == "%(name)s is ready."
            return


def _both_but_alex():
    return act(a_session(), "B", "answer", "thanks", did="1", effect="2", about_you="3")
