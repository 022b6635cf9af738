"""The wire contract, word for word, between two real sockets."""

from uuid import uuid4

import pytest

from tests.cast import PASSPHRASE
from tests.server import start_remote

GIVEN = {"did": "baked oat bread", "effect": "I could rest", "about_you": "you notice"}


@pytest.fixture
def together(pair):
    """Both in the same session, each on a socket of their own that has entered it."""
    one, two, _ = pair
    session = start_remote(one, "specific-thanks")
    sockets = one.socket(), two.socket()
    for each in sockets:
        assert each.enter(session)["ok"]
    yield session, *sockets
    for each in sockets:
        each.close()


def test_enter_gives_the_element_and_nothing_when_it_is_current(together):
    session, mine, _ = together
    first = mine.enter(session)
    assert first["ok"] is True and f'id="stream-{session}"' in first["html"]
    again = mine.enter(session, first["version"])
    assert again == {"ok": True, "version": first["version"], "html": None}


def test_a_deed_is_acknowledged_and_the_other_gets_their_own_element(together):
    session, mine, theirs = together
    before = theirs.enter(session)["version"]
    answer = mine.do(session, "answer", "thanks", **GIVEN)
    assert answer["ok"] is True and isinstance(answer["version"], int)
    view = theirs.next("view")
    assert view.keys() == {"stream", "since", "version", "part", "html", "say"}
    assert (view["stream"], view["since"], view["part"]) == (session, before, f"stream-{session}")
    assert view["version"] > before
    assert "baked oat bread" not in view["html"]


def test_both_answers_open_for_both_in_one_view(together):
    session, mine, theirs = together
    mine.do(session, "answer", "thanks", **GIVEN)
    assert "you bake" not in mine.next("view")["html"]
    theirs.do(session, "answer", "thanks", **{**GIVEN, "about_you": "you bake"})
    seen = mine.next("view")
    assert "you bake" in seen["html"] and "you notice" in seen["html"]
    assert seen["say"] == "Both answers are here."
    last = theirs.next("view")
    while last["version"] < seen["version"] - 1:
        last = theirs.next("view")
    assert "you notice" in last["html"] or "you notice" in theirs.next("view")["html"]


def test_the_same_op_gives_the_same_answer(together):
    session, mine, _ = together
    op = str(uuid4())
    first = mine.do(session, "answer", "thanks", op=op, **GIVEN)
    assert mine.do(session, "answer", "thanks", op=op, **GIVEN) == first
    assert mine.do(session, "answer", "thanks", op=op, **{**GIVEN, "did": "x"})["code"] == "invalid"


def test_a_refusal_has_a_code_a_sentence_and_a_field(together):
    session, mine, _ = together
    answer = mine.do(session, "answer", "thanks", did="", effect="", about_you="")
    assert (answer["ok"], answer["code"], answer["field"]) == (False, "invalid", "did")
    assert answer["message"].endswith(".")


def test_foreign_and_missing_are_the_same_bytes(server, together, named):
    from tests.server import Remote

    session, *_ = together
    stranger = Remote(server, named("Robin")).socket()
    for call in (
        lambda id: stranger.enter(id),
        lambda id: stranger.do(id, "answer", "thanks", **GIVEN),
        lambda id: stranger.call("hint", {"stream": id, "what": "writing"}),
    ):
        assert call(session) == call("x" * 22)
        assert call(session)["code"] == "denied"
    stranger.close()


def test_presence_is_only_told_while_both_are_there(pair):
    one, two, _ = pair
    session = start_remote(one, "specific-thanks")
    mine, theirs = one.socket(), two.socket()
    mine.enter(session)
    assert mine.next("presence") == {"stream": session, "here": False, "writing": False}
    theirs.enter(session)
    assert mine.next("presence")["here"] is True
    assert theirs.call("hint", {"stream": session, "what": "writing"}) == {"ok": True}
    assert mine.next("presence")["writing"] is True
    theirs.call("leave", {"stream": session})
    assert mine.next("presence") == {"stream": session, "here": False, "writing": False}
    theirs.quiet()
    mine.call("hint", {"stream": session, "what": "writing"})
    assert theirs.quiet() == []


@pytest.mark.parametrize("how", ["leave", "close", "cut", "sign out"])
def test_every_way_of_leaving_looks_the_same_to_the_other(pair, how):
    one, two, _ = pair
    session = start_remote(one, "specific-thanks")
    mine, theirs = one.socket(), two.socket()
    mine.enter(session)
    theirs.enter(session)
    mine.quiet()
    if how == "leave":
        theirs.call("leave", {"stream": session})
    elif how == "close":
        theirs.close()
    elif how == "cut":
        theirs.wire.sock.close()
    else:
        two.post("/sign-out")
    assert mine.quiet(1.0) == [("presence", {"stream": session, "here": False, "writing": False})]
    mine.close()


def test_two_tabs_of_one_person_end_equal(pair):
    one, _two, _ = pair
    session = start_remote(one, "specific-thanks")
    tabs = one.socket(), one.socket()
    for tab in tabs:
        tab.enter(session)
    tabs[0].do(session, "answer", "thanks", **GIVEN)
    seen = [tab.next("view") for tab in tabs]
    assert seen[0] == seen[1] and "baked oat bread" in seen[1]["html"]
    tabs[1].do(session, "answer", "thanks", **{**GIVEN, "did": "boiled a soup"})
    seen = [tab.next("view") for tab in tabs]
    assert seen[0] == seen[1] and "boiled a soup" in seen[0]["html"]


def test_the_others_stream_of_bytes_says_nothing_of_how_long_an_answer_is(server, named):
    """Two worlds: five letters and two thousand. What the other gets is as long, to the byte."""
    from tests.server import Remote, link_remote

    lengths = []
    for words in ("short", "x" * 2000):
        one, two = Remote(server, named("Alex")), Remote(server, named("Sam"))
        link_remote(one, two)
        session = start_remote(one, "specific-thanks")
        mine, theirs = one.socket(), two.socket()
        mine.enter(session)
        theirs.enter(session)
        theirs.quiet()
        theirs.raw.clear()
        mine.do(session, "draft", "thanks", did=words)
        mine.do(session, "answer", "thanks", did=words, effect="e", about_you="a")
        mine.do(session, "answer", "thanks", did=words + "y"[: 2000 - len(words)], effect="e", about_you="a")
        theirs.quiet()
        lengths.append([len(frame) for frame in theirs.raw if frame.startswith("42")])
    assert lengths[0] == lengths[1] and len(lengths[0]) == 1


def test_unlinking_makes_every_live_page_of_both_gone(pair):
    one, two, stream = pair
    session = start_remote(one, "specific-thanks")
    mine, theirs = one.socket(), two.socket()
    for each in (mine, theirs):
        each.enter(session)
        each.enter(stream)
    assert one.post("/pair/end").status == 303
    for each in (mine, theirs):
        gone = {payload["stream"] for name, payload in each.quiet(1.0) if name == "gone"}
        assert gone == {session, stream}
        assert each.enter(session)["code"] == each.do(session, "stop")["code"] == "denied"


def test_a_deed_by_form_is_seen_on_the_socket(together, pair):
    session, _mine, theirs = together
    one = pair[0]
    told = {"deed": "answer", "step": "thanks", "op": str(uuid4()), "part": "answer", **GIVEN}
    assert one.post(f"/streams/{session}/deeds", **told).status == 303
    assert theirs.next("view")["version"]


def test_handing_over_a_shared_phone_blanks_its_other_tabs_and_not_the_others_phone(pair):
    one, two, _ = pair
    session = start_remote(one, "specific-thanks", "one_phone")
    assert one.post(f"/sessions/{session}/phone", passphrase=PASSPHRASE).status == 303
    tab, theirs = one.socket(), two.socket()
    for each in (tab, theirs):
        each.enter(session)
    one.post(f"/sessions/{session}/hand-over")
    assert tab.next("gone") == {"stream": session}
    assert not [name for name, _ in theirs.quiet() if name == "gone"]
    assert tab.do(session, "answer", "thanks", **GIVEN)["code"] == "denied"
