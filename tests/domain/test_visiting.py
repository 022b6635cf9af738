"""A counselor sits in while both would have it so, and not one moment longer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couples.domain.deed import Deed
from couples.domain.events import LetIn, ShownOut, Stopped, Visited
from couples.domain.pair import SEATS, Pair, other
from couples.domain.refusal import DENIED, STALE, Refusal
from couples.domain.visiting import OPEN, Visit, asked, evolved, guests

COUNSELS = ("one", "two")


def let_in(counsel="one", open_now=OPEN):
    return Deed("let_in", None, {"counsel": counsel, "open": open_now})


OUT = Deed("show_out")
deeds = st.tuples(st.sampled_from(SEATS), st.builds(let_in, st.sampled_from(COUNSELS)) | st.just(OUT))


def after(visit, told):
    for seat, deed in told:
        events = asked(visit, deed, seat, 0.0)
        for event in () if isinstance(events, Refusal) else events:
            visit = evolved(visit, event)
    return visit


@given(st.lists(deeds, max_size=12))
def test_nobody_sits_in_whom_not_both_let_in(told):
    visit, wanted = Visit(), {"A": "", "B": ""}
    for seat, deed in told:
        before, visit = visit, after(visit, [(seat, deed)])
        if deed is OUT:
            assert visit.here == "" and visit.wanted[seat] == ""
            wanted = {"A": "", "B": ""} if before.here else {**wanted, seat: ""}
        elif not before.here:
            wanted[seat] = deed.text("counsel")
        assert visit.here == "" or set(wanted.values()) == {visit.here}


@pytest.mark.parametrize("seat", SEATS)
def test_what_one_alone_would_is_an_event_of_their_own_stream(seat):
    [event] = asked(Visit(), let_in(), seat, 1.0)
    assert event == LetIn(at=1.0, seat=seat, words={"counsel": "one"}) and event.private
    assert after(Visit(), [(seat, let_in())]) == Visit(Pair("", "").put(seat, "one"))


@pytest.mark.parametrize("seat", SEATS)
def test_when_both_would_the_counselor_sits_in(seat):
    visit = after(Visit(), [(seat, let_in())])
    [mine, both] = asked(visit, let_in(), other(seat), 2.0)
    assert isinstance(mine, LetIn) and both == Visited(at=2.0, counsel="one")
    assert after(visit, [(other(seat), let_in())]).here == "one"


def test_two_who_would_let_in_two_let_in_nobody():
    assert after(Visit(), [("A", let_in("one")), ("B", let_in("two"))]).here == ""


@pytest.mark.parametrize("seat", SEATS)
def test_either_sends_them_out_and_it_is_not_kept_who(seat):
    visit = after(Visit(), [("A", let_in()), ("B", let_in())])
    assert asked(visit, OUT, seat, 3.0) == [ShownOut(at=3.0, counsel="one")]
    assert after(visit, [(seat, OUT)]) == Visit()
    assert asked(Visit(), OUT, seat, 3.0) == STALE


def test_a_wish_is_taken_back_in_private():
    visit = after(Visit(), [("A", let_in())])
    [event] = asked(visit, OUT, "A", 4.0)
    assert isinstance(event, LetIn) and after(visit, [("A", OUT)]) == Visit()
    assert asked(visit, OUT, "B", 4.0) == STALE


@pytest.mark.parametrize("deed", [let_in(open_now=""), let_in(""), let_in(open_now="yes")])
def test_nobody_comes_to_whom_nothing_is_open(deed):
    assert asked(Visit(), deed, "A", 0.0) == DENIED


def test_nobody_comes_beside_another():
    visit = after(Visit(), [("A", let_in()), ("B", let_in())])
    assert asked(visit, let_in("two"), "A", 0.0) == STALE


def test_pages_move_of_who_sits_in_and_of_who_has_just_gone():
    here = Visit(here="one")
    assert guests(here, [Stopped(at=0.0)]) == {"one"}
    assert guests(Visit(), [ShownOut(at=0.0, counsel="one")]) == {"one"}
    assert guests(Visit(), [Stopped(at=0.0)]) == set()


def test_another_event_has_no_rule():
    with pytest.raises(ValueError, match="Stopped"):
        evolved(Visit(), Stopped(at=0.0))
