"""agreement: one pen, each weighs in private, and both sign the same words or nobody does."""

import pytest

from couples.domain.deed import Deed
from couples.domain.exercise import Step
from couples.domain.pair import other
from couples.domain.session import decide
from couples.domain.steps.agreement import Agreement
from couples.domain.view import review
from tests.domain.steps.small import all_seen, at_step, seen, stage_of
from tests.play import act, refused

TEXT = "Tuesdays are free for each of us."
DAY = 86_400.0
either = pytest.mark.parametrize("seat", ["A", "B"])


def at_the_pact():
    return at_step(Step("pact", "agreement", "One small thing", say="Agree on one.", days=14))


def do(session, seat, name, now=1.0, **fields):
    return act(session, seat, name, "pact", now, **fields)


def held(seat="A"):
    return do(at_the_pact(), seat, "take_pen")


def written(session=None, seat="A", text=TEXT, **fields):
    return do(do(session or at_the_pact(), seat, "take_pen"), seat, "write", text=text, **fields)


def frozen():
    return do(written(), "B", "freeze")


def weighed(a="4", b="4"):
    return do(do(frozen(), "A", "weigh", willing=a), "B", "weigh", willing=b)


def signed_by(*seats):
    session = weighed()
    for seat in seats:
        session = do(session, seat, "sign", edition="1")
    return session


def without_own_weight(session, seat):
    return {name: value for name, value in seen(session, seat).items() if name != "willing"}


# The pen


@either
def test_one_holds_the_pen_and_the_other_reads(seat):
    session, them = held(seat), other(seat)
    assert seen(session, seat)["phase"] == "writing" and seen(session, them)["phase"] == "reading"
    assert not seen(session, them)["pen_is_free"]
    for name in ("take_pen", "write"):
        assert "The other is writing" in refused(session, them, name, "pact", text="mine").message
    assert refused(session, them, "freeze", "pact").code == "stale"


def test_nobody_writes_without_the_pen():
    assert refused(at_the_pact(), "A", "write", "pact", text=TEXT).code == "stale"


def test_a_pen_that_rests_a_minute_may_be_taken_and_not_before():
    assert not seen(held(), "B", now=60.9)["pen_is_free"]
    assert refused(held(), "B", "take_pen", "pact", now=60.9).code == "stale"
    assert seen(held(), "B", now=61.0)["pen_is_free"]
    session = do(held(), "B", "take_pen", now=61.0)
    assert seen(session, "B")["phase"] == "writing" and seen(session, "A")["phase"] == "reading"
    assert refused(session, "A", "write", "pact", now=62.0, text=TEXT).code == "stale"


def test_writing_keeps_the_pen_and_the_others_drafts_do_not():
    session = do(held(), "A", "draft", now=50.0, part="text", text="Tue")
    assert refused(session, "B", "take_pen", "pact", now=109.0).code == "stale"
    assert do(session, "B", "take_pen", now=110.0)
    session = do(held(), "B", "draft", now=50.0, part="text", text="Mon")
    assert do(session, "B", "take_pen", now=61.0)


def test_half_written_words_are_their_writers_alone_until_the_pen_is_put_down():
    session = do(held(), "A", "draft", part="text", text="Tuesdays are fr")
    assert stage_of(session, "A").draft["text"] == "Tuesdays are fr"
    assert all_seen(session, "B") == all_seen(held(), "B")
    session = do(session, "A", "write", text=TEXT)
    assert seen(session, "B")["text"] == TEXT and seen(session, "B")["pen_is_free"]
    assert seen(session, "A")["phase"] == "reading"


def test_who_takes_the_pen_again_finds_the_text_as_it_is_now():
    session = do(held(), "A", "draft", part="text", text="Tuesdays are fr")
    session = written(do(session, "A", "write", text=TEXT), "B", "Fridays are free.")
    assert stage_of(do(session, "A", "take_pen"), "A").draft == {}


def test_each_text_is_a_new_edition_and_shows_what_changed():
    session = written(written(), "B", "Fridays are free for each of us.")
    assert seen(session, "A")["edition"] == 2
    assert seen(session, "A")["changes"] == [
        ("gone", "Tuesdays"), ("new", "Fridays"), ("same", "are free for each of us.")
    ]  # fmt: skip
    assert seen(written(), "A")["changes"] == []


def test_an_empty_or_a_long_text_is_refused_at_its_box():
    assert refused(held(), "A", "write", "pact", text=" ").field == "text"
    refusal = refused(held(), "A", "write", "pact", text="x" * 2003)
    assert refusal.field == "text" and refusal.values == {"over": 3}


def test_the_day_to_look_at_it_again_is_at_most_30_days_off():
    assert seen(held(), "A", now=9 * DAY)["review"] == "1970-01-24"
    assert seen(do(held(), "A", "write", text=TEXT), "B")["review"] == "1970-01-15"
    session = do(held(), "A", "write", now=9 * DAY, text=TEXT, review="1970-02-09")
    assert seen(session, "B")["review"] == "1970-02-09"
    # One day more is left for those whose date is a day ahead of the server's.
    for odd in ("1970-02-11", "1970-01-08", "soon"):
        assert refused(held(), "A", "write", "pact", now=9 * DAY, text=TEXT, review=odd).field == "review"


# Freezing and weighing


@either
def test_either_freezes_the_words_and_then_nobody_writes(seat):
    session = do(written(), seat, "freeze")
    assert [seen(session, each)["phase"] for each in "AB"] == ["weighing", "weighing"]
    for name in ("take_pen", "write", "freeze"):
        assert refused(session, seat, name, "pact", text="other").code == "stale"


def test_there_must_be_words_to_freeze_and_nobody_at_them():
    assert refused(at_the_pact(), "A", "freeze", "pact").code == "stale"
    assert refused(do(written(), "A", "take_pen"), "A", "freeze", "pact").code == "stale"


def test_words_whose_pen_has_rested_a_minute_can_be_frozen():
    session = do(written(), "A", "take_pen")
    assert seen(session, "B", now=70.0)["pen_is_free"]
    session = do(session, "B", "freeze", now=70.0)
    assert seen(session, "A")["phase"] == seen(session, "B")["phase"] == "weighing"
    assert refused(session, "A", "write", "pact", now=71.0, text="late").code == "stale"
    assert seen(do(session, "A", "reopen", now=71.0), "A")["phase"] == "reading"


@pytest.mark.parametrize("now", [1.0, 70.0, 9 * DAY])
def test_before_both_have_weighed_the_other_sees_the_same_for_any_weight_and_for_none(now):
    none = frozen()
    each = [do(none, "A", "weigh", willing=weight) for weight in "01234"]
    each.append(do(each[0], "A", "weigh", willing="4"))
    assert {all_seen(session, "B", now) for session in each} == {all_seen(none, "B", now)}
    assert seen(each[0], "A")["phase"] == "waiting" and seen(each[0], "A")["willing"] == 0


@pytest.mark.parametrize("name", ["sign", "weigh", "freeze", "write"])
def test_before_both_have_weighed_the_other_is_told_the_same_whatever_they_try(name):
    told = {
        repr(
            decide(do(frozen(), "A", "weigh", willing=weight), Deed(name, "pact", {"edition": "1"}), "B", 2.0)
        )
        for weight in "04"
    }
    assert len(told) == 1


def test_a_weight_goes_to_its_owners_stream_alone():
    first = decide(frozen(), Deed("weigh", "pact", {"willing": "0"}), "A", 2.0)
    assert [event.private for event in first] == [True]
    last = decide(do(frozen(), "A", "weigh", willing="0"), Deed("weigh", "pact", {"willing": "4"}), "B", 2.0)
    assert [(event.private, bool(event.words)) for event in last] == [(True, True), (False, False)]


def test_an_odd_weight_is_refused():
    for odd in ("", "5", "-1", "٣", "1.0"):
        assert refused(frozen(), "A", "weigh", "pact", willing=odd).field == "willing"


@pytest.mark.parametrize(("a", "b"), [("0", "4"), ("4", "0"), ("2", "3"), ("0", "0")])
def test_where_one_is_not_freely_willing_both_see_the_same_and_nobody_signs(a, b):
    session = weighed(a, b)
    assert [seen(session, seat)["phase"] for seat in "AB"] == ["not_now", "not_now"]
    assert without_own_weight(session, "A") == without_own_weight(session, "B")
    assert without_own_weight(session, "A") == without_own_weight(weighed("4", "0"), "A")
    assert {refused(session, seat, "sign", "pact", edition="1").message for seat in "AB"} == {
        refused(frozen(), "A", "sign", "pact", edition="1").message
    }
    assert refused(session, "A", "weigh", "pact", willing="4").code == "stale"


def test_who_is_not_willing_never_learns_whether_the_other_was():
    seen_by_b = {all_seen(weighed(a=weight, b="0"), "B") for weight in "01234"}
    assert len(seen_by_b) == 1


def test_from_mostly_willing_on_it_is_a_yes():
    for pair in (("3", "3"), ("4", "3")):
        assert seen(weighed(*pair), "A")["phase"] == "signing"
    assert without_own_weight(weighed("3", "4"), "B") == without_own_weight(weighed("4", "4"), "B")


# Signing


def test_both_sign_or_nobody_has():
    session = signed_by("A")
    assert seen(session, "B")["they_signed"] and not seen(session, "B")["agreed"]
    assert not any(stage_of(session, seat).may_go_on for seat in "AB")
    assert refused(session, "A", "sign", "pact", edition="1").code == "stale"
    session = signed_by("A", "B")
    assert seen(session, "A")["agreed"] and all(stage_of(session, seat).may_go_on for seat in "AB")
    for name in ("reopen", "pass", "take_pen", "weigh"):
        assert refused(session, "A", name, "pact", willing="0").code == "stale"


def test_nothing_is_signed_before_both_have_weighed():
    for session in (written(), frozen(), do(frozen(), "A", "weigh", willing="4")):
        assert refused(session, "A", "sign", "pact", edition="1").code == "stale"


def test_only_the_edition_that_one_has_read_can_be_signed():
    session = do(written(do(weighed(), "B", "reopen"), "B", "Fridays are free."), "B", "freeze")
    session = do(do(session, "A", "weigh", willing="4"), "B", "weigh", willing="4")
    for old in ("1", "", "3"):
        assert "The words changed" in refused(session, "A", "sign", "pact", edition=old).message
    assert seen(do(session, "A", "sign", edition="2"), "A")["signed"]


@either
def test_opening_the_words_again_clears_both_signatures_and_what_was_weighed(seat):
    for session in (
        signed_by("A"),
        signed_by("B"),
        weighed("0", "4"),
        do(frozen(), "A", "weigh", willing="4"),
    ):
        session = do(session, seat, "reopen")
        assert [seen(session, each)["phase"] for each in "AB"] == ["reading", "reading"]
        assert {seen(session, each)[name] for each in "AB" for name in ("signed", "willing")} == {None}
        assert seen(session, seat)["text"] == TEXT
        again = do(session, "A", "freeze")
        assert [seen(again, each)["phase"] for each in "AB"] == ["weighing", "weighing"]
        assert refused(again, seat, "sign", "pact", edition="1").code == "stale"


def test_only_frozen_words_can_be_opened_again():
    assert refused(written(), "A", "reopen", "pact").code == "stale"


# Leaving


@either
@pytest.mark.parametrize(
    "session",
    [at_the_pact(), held(), written(), frozen(), do(frozen(), "A", "weigh", willing="0"), weighed("0", "4"),
     weighed(), signed_by("A")],
    ids=["fresh", "held", "written", "frozen", "one-weighed", "not-now", "signing", "one-signed"],
)  # fmt: skip
def test_passing_at_any_moment_ends_it_for_both(session, seat):
    session = do(session, seat, "pass")
    assert all(seen(session, each)["phase"] == "open" for each in "AB")
    assert all(stage_of(session, each).may_go_on and not seen(session, each)["agreed"] for each in "AB")
    for name in ("take_pen", "write", "freeze", "weigh", "sign", "reopen", "pass"):
        assert refused(session, "A", name, "pact", text="x", willing="4", edition="1").code == "stale"


@either
def test_after_an_unlink_what_both_signed_stays_and_what_was_not_signed_goes(seat):
    assert TEXT in repr(review(signed_by("A", "B"), seat, 1.0, linked=False))
    changed = written(written(text="Mondays are free."), "B", TEXT)
    for session in (written(), changed, weighed(), signed_by("A"), signed_by("B")):
        left = repr(review(session, seat, 1.0, linked=False))
        assert "Tuesdays" not in left and "Mondays" not in left
        assert TEXT in repr(review(session, seat, 1.0, linked=True))


def test_after_an_unlink_nothing_unsigned_says_how_willing_anyone_was():
    for seat in "AB":
        left = {repr(review(weighed(*each), seat, 1.0, linked=False)) for each in ("40", "04", "44")}
        assert len(left) == 1


def test_an_author_hears_what_an_agreement_needs():
    assert len(Agreement().complaints(Step("s", "agreement", "T", days=31))) == 2
    assert Agreement().complaints(Step("s", "agreement", "T", say="S", days=0))
    assert not Agreement().complaints(Step("s", "agreement", "T", say="S", days=30))
