"""From an invitation to a link and to its end."""

import pytest

from couples.domain.couple import (
    Invited,
    Redeemed,
    SessionBegan,
    SessionEnded,
    begin,
    couple_view,
    decide,
    evolve,
    replay,
    said,
)
from couples.domain.deed import Deed
from couples.domain.events import Finished
from couples.domain.pair import Pair

NAMES = Pair("Alex", "Sam")
DAY = 86_400.0


def invited():
    return begin(Invited(at=0.0, seat="A", relation="friends", expires=DAY, words={"code": "K7Q4MT9X2P"}))


def redeemed():
    return evolve(invited(), Redeemed(at=1.0, seat="B"))


def act(couple, seat, name, now=2.0):
    events = decide(couple, Deed(name), seat, now)
    assert isinstance(events, list), events
    return replay(couple, events)


def refused(couple, seat, name, now=2.0):
    return not isinstance(decide(couple, Deed(name), seat, now), list)


def linked():
    return act(act(redeemed(), "B", "accept"), "A", "confirm")


def phase(couple, seat, now=2.0):
    return couple_view(couple, seat, NAMES, now).phase


def test_linking_takes_both():
    assert (phase(invited(), "A"), phase(redeemed(), "A"), phase(redeemed(), "B")) == (
        "code",
        "looking",
        "asked",
    )
    accepted = act(redeemed(), "B", "accept")
    assert (phase(accepted, "A"), phase(accepted, "B")) == ("confirm", "waiting")
    assert phase(linked(), "A") == phase(linked(), "B") == "linked"


def test_the_inviter_cannot_confirm_before_the_other_accepts_nor_accept_for_them():
    assert refused(redeemed(), "A", "confirm")
    assert refused(redeemed(), "A", "accept")
    assert refused(act(redeemed(), "B", "accept"), "B", "confirm")


def test_the_inviter_learns_no_name_before_the_other_accepts():
    assert couple_view(redeemed(), "A", NAMES, 2.0).them == ""
    assert couple_view(redeemed(), "B", NAMES, 2.0).them == "Alex"
    assert couple_view(act(redeemed(), "B", "accept"), "A", NAMES, 2.0).them == "Sam"


def test_only_the_inviter_sees_the_code_and_only_while_it_opens_something():
    assert couple_view(invited(), "A", NAMES, 2.0).code == "K7Q4MT9X2P"
    assert couple_view(redeemed(), "A", NAMES, 2.0).code == ""
    assert couple_view(redeemed(), "B", NAMES, 2.0).code == ""
    assert couple_view(invited(), "A", NAMES, DAY).code == ""


def test_a_no_from_either_side_looks_the_same():
    by_alex, by_sam = act(redeemed(), "A", "decline"), act(redeemed(), "B", "decline")
    assert by_alex == by_sam
    assert phase(by_alex, "A") == "closed"


def test_nothing_links_after_a_day():
    assert refused(redeemed(), "B", "accept", now=DAY)
    assert refused(act(redeemed(), "B", "accept"), "A", "confirm", now=DAY)
    assert phase(redeemed(), "B", now=DAY) == "expired"


@pytest.mark.parametrize("seat", ["A", "B"])
def test_one_person_unlinks_alone_and_the_end_does_not_say_who(seat):
    ended = act(linked(), seat, "unlink")
    assert ended == act(linked(), "A", "unlink")
    assert phase(ended, "A") == phase(ended, "B") == "ended"
    assert refused(ended, "A", "unlink")


def test_there_is_nothing_to_unlink_before_a_link():
    assert refused(redeemed(), "B", "unlink")


def test_running_sessions_are_listed_until_they_end():
    couple = evolve(linked(), SessionBegan(at=3.0, seat="A", session="s1", slug="x", title="X"))
    assert [each.session for each in couple_view(couple, "B", NAMES, 3.0).running] == ["s1"]
    assert evolve(couple, SessionEnded(at=4.0, session="s1")).running == ()


def test_what_a_screen_reader_says():
    events = decide(act(redeemed(), "B", "accept"), Deed("confirm"), "A", 2.0)
    assert said(events, "B") == "You are linked."
    assert said([SessionBegan(at=3.0, seat="A", session="s", slug="x", title="X")], "A") is None


def test_an_event_that_no_rule_knows_is_an_error():
    with pytest.raises(ValueError, match="no rule"):
        evolve(invited(), Finished(at=1.0))
