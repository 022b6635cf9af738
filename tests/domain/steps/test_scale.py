"""scale: both rate, and may guess; nothing shows until both are done."""

import pytest

from couples.domain.exercise import Option, Prompt, Step
from couples.domain.steps.scale import Scale
from couples.domain.view import review
from tests.domain.steps.small import all_seen, at_step, each_does, seen, stage_of
from tests.play import a_session, act, refused

ITEMS = ("tired", "stressed", "connected", "appreciated", "free")


def points(*given):
    return dict(zip(ITEMS, map(str, given), strict=True))


def rated(
    mine=(4, 0, 2, 2, 1), my_guess=(0, 0, 2, 2, 1), theirs=(0, 0, 2, 2, 1), their_guess=(1, 0, 2, 2, 1)
):
    session = a_session("guess-then-ask")
    for seat, own, guess in (("A", mine, my_guess), ("B", theirs, their_guess)):
        session = act(session, seat, "answer", "week", part="own", **points(*own))
        session = act(session, seat, "answer", "week", part="guess", **points(*guess))
    return session


def test_the_guess_comes_after_the_own_rating():
    session = a_session("guess-then-ask")
    assert stage_of(session, "A").seen["part"] == "own"
    session = act(session, "A", "answer", "week", part="own", **points(1, 1, 1, 1, 1))
    assert stage_of(session, "A").seen["part"] == "guess"
    assert not stage_of(session, "B").seen["they_finished"]


def test_rows_show_each_side_its_own_first():
    session = rated()
    row = stage_of(session, "A").seen["rows"][0]
    assert (row["mine"], row["theirs"], row["my_guess"], row["their_guess"], row["apart"]) == (4, 0, 0, 1, 4)
    mirrored = stage_of(session, "B").seen["rows"][0]
    assert (mirrored["mine"], mirrored["theirs"], mirrored["apart"]) == (0, 4, 4)


def test_the_speaker_is_reminded_of_what_the_other_guessed_worst():
    session = act(act(rated(), "A", "go_on", "week"), "B", "go_on", "week")
    assert stage_of(session, "A").carried == stage_of(session, "B").carried == "I feel tired"


def test_where_all_guesses_are_right_nothing_is_named():
    same = (1, 1, 1, 1, 1)
    session = rated(same, same, same, same)
    session = act(act(session, "A", "go_on", "week"), "B", "go_on", "week")
    assert stage_of(session, "A").carried == ""


def test_a_passed_rating_leaves_gaps_and_no_distance():
    session = act(a_session("guess-then-ask"), "A", "pass", "week")
    session = act(session, "B", "answer", "week", part="own", **points(1, 1, 1, 1, 1))
    session = act(session, "B", "answer", "week", part="guess", **points(1, 1, 1, 1, 1))
    row = stage_of(session, "B").seen["rows"][0]
    assert (row["mine"], row["theirs"], row["apart"]) == (1, None, None)


def test_a_missing_or_foreign_point_is_named():
    refusal = refused(
        a_session("guess-then-ask"), "A", "answer", "week", **{**points(1, 1, 1, 1, 1), "free": ""}
    )
    assert refusal.field == "free" and "room for myself" in refusal.message % refusal.values
    for odd in ("5", "-1", "1.0", "٣", "9" * 5000):
        assert (
            refused(a_session("guess-then-ask"), "A", "answer", "week", **points(odd, 1, 1, 1, 1)).field
            == "tired"
        )


# Low answers: below the point named by `floor`

SAFE = (Option("safe", "I feel safe"), Option("calm", "I feel calm"))
LOW, FINE = {"safe": "1", "calm": "3"}, {"safe": "2", "calm": "3"}
each_below = pytest.mark.parametrize("below", ["close", "help", "close_and_help"])
each_order = pytest.mark.parametrize(("one", "two"), [(LOW, FINE), (FINE, LOW), (LOW, LOW)])


def a_scale(**given):
    given = {"options": SAFE, "points": ("no", "hardly", "partly", "mostly", "yes"), **given}
    return Step("rate", "scale", "Rate", **given)


def with_floor(below, reveal="both_done"):
    after = Step("next", "read", "Next", lines=("Read.",))
    return at_step(a_scale(floor=2, below=below, reveal=reveal), after)


@each_below
@each_order
@pytest.mark.parametrize("reveal", ["both_done", "never"])
def test_nothing_closes_before_both_have_answered(below, reveal, one, two):
    session = act(with_floor(below, reveal), "A", "answer", "rate", **one)
    assert not session.over
    session = act(session, "B", "answer", "rate", **two)
    assert session.over == session.lapsed == ("close" in below)


@each_below
def test_at_the_floor_nothing_closes_and_nobody_is_shown_help(below):
    session = each_does(with_floor(below), "answer", "rate", FINE, FINE)
    assert not session.over and not any(seen(session, seat)["help"] for seat in "AB")
    assert each_does(with_floor(below), "pass", "rate").over is False


@each_below
def test_a_low_answer_shows_help_to_who_gave_it_and_only_where_the_step_says_so(below):
    session = act(with_floor(below), "A", "answer", "rate", **LOW)
    assert seen(session, "A")["help"] == ("help" in below)
    assert not seen(session, "B")["help"]
    assert all_seen(session, "B") == all_seen(act(with_floor(below), "A", "answer", "rate", **FINE), "B")


@each_order
def test_what_closes_shows_both_the_same_and_opens_nothing(one, two):
    session = each_does(with_floor("close_and_help"), "answer", "rate", one, two)
    assert all_seen(session, "A").replace("Alex", "Sam") == all_seen(session, "B").replace("Alex", "Sam")
    assert "not_open" in all_seen(session, "A")
    for seat in "AB":
        left = review(session, seat, 1.0, linked=True)[0].seen
        assert left["theirs"] == {} and left["rows"] == []


def test_an_answer_that_is_changed_counts_as_it_is_when_both_have_answered():
    raised = act(act(with_floor("close"), "A", "answer", "rate", **LOW), "A", "answer", "rate", **FINE)
    assert not act(raised, "B", "answer", "rate", **FINE).over
    lowered = act(act(with_floor("close"), "A", "answer", "rate", **FINE), "A", "answer", "rate", **LOW)
    assert act(lowered, "B", "pass", "rate").lapsed


def test_a_low_guess_is_no_low_answer():
    session = at_step(a_scale(floor=2, guess=True))
    for seat in "AB":
        for part, fields in (("own", FINE), ("guess", LOW)):
            session = act(session, seat, "answer", "rate", part=part, **fields)
    assert not session.over and seen(session, "A")["phase"] == "open"


@pytest.mark.parametrize("below", ["help", "close_and_help"])
def test_a_private_low_answer_shows_help_to_its_author_who_goes_on_when_they_want(below):
    session = act(with_floor(below, "never"), "A", "answer", "rate", **LOW)
    assert seen(session, "A")["help"] and stage_of(session, "A").may_go_on
    assert not seen(session, "B")["help"] and seen(session, "B")["theirs"] == {}
    assert act(session, "A", "go_on", "rate").at["A"] == 1


@each_below
def test_a_private_low_answer_looks_to_the_other_like_any_answer(below):
    low, fine = (act(with_floor(below, "never"), "A", "answer", "rate", **given) for given in (LOW, FINE))
    assert all_seen(low, "B") == all_seen(fine, "B")
    assert not seen(fine, "A")["help"] and act(fine, "A", "go_on", "rate").at["A"] == 1


# Shares of a whole


def test_shares_are_added_up_in_percent_of_the_whole():
    session = each_does(
        at_step(a_scale(shares=True)),
        "answer",
        "rate",
        {"safe": "3", "calm": "1"},
        {"safe": "2", "calm": "0"},
    )
    assert [row["sum"] for row in seen(session, "A")["rows"]] == [125, 25]
    assert seen(session, "A")["rows"][0]["sum"] == seen(session, "B")["rows"][0]["sum"]


def test_there_is_no_sum_of_one_share_nor_of_points_that_are_no_shares():
    passed = act(act(at_step(a_scale(shares=True)), "A", "pass", "rate"), "B", "answer", "rate", **FINE)
    assert [row["sum"] for row in seen(passed, "B")["rows"]] == [None, None]
    rated = each_does(at_step(a_scale()), "answer", "rate", FINE, FINE)
    assert [row["sum"] for row in seen(rated, "A")["rows"]] == [None, None]


# Cards that people made


def of_earlier_picks():
    five = tuple(Option(name, name.title()) for name in ("rest", "fun", "order"))
    first = Step("first", "choose", "First", how="several", options=five)
    session = at_step(first, a_scale(options=(), cards="first"))
    session = each_does(session, "answer", "first", {"picks": ["rest", "fun"]}, {"picks": ["fun"]})
    return each_does(session, "go_on", "first")


def of_written_words(**given):
    boxes = tuple(Prompt(name, "Ask", optional=True) for name in ("one", "two"))
    first = Step("first", "private", "First", prompts=boxes, reveal="never")
    return at_step(first, a_scale(options=(), cards="first", reveal="never", **given))


def test_each_rates_the_cards_they_picked_and_both_see_whose_they_are():
    session = of_earlier_picks()
    assert refused(session, "A", "answer", "rate", rest="1").field == "fun"
    session = act(session, "A", "answer", "rate", rest="1", fun="2", order="4")
    session = act(session, "B", "answer", "rate", fun="4")
    rows = {row["text"]: (row["mine"], row["theirs"], row["apart"]) for row in seen(session, "A")["rows"]}
    assert rows == {"Rest": (1, None, None), "Fun": (2, 4, 2)}
    assert [row["theirs"] for row in seen(session, "B")["rows"]] == [1, 2]


def test_words_written_before_are_rated_by_their_writer_alone():
    session = act(of_written_words(floor=1, below="help"), "A", "answer", "first", one="Who cooks")
    session = act(session, "A", "answer", "rate", one="0")
    assert [(row["text"], row["mine"]) for row in seen(session, "A")["rows"]] == [("Who cooks", 0)]
    assert "Who cooks" not in all_seen(session, "B")
    session = act(act(session, "B", "answer", "first"), "B", "answer", "rate")
    assert stage_of(session, "B").may_go_on and not seen(session, "B")["help"]
    assert seen(session, "B")["rows"] == [] and "Who cooks" not in all_seen(session, "B")


def test_an_author_hears_what_cards_and_floors_cannot_be():
    assert "cannot be guessed" in Scale().complaints(a_scale(options=(), cards="first", guess=True))[0]
    assert "floor" in Scale().complaints(a_scale(floor=5))[0]
    assert Scale().complaints(a_scale(options=(), cards="first", floor=4, shares=True)) == []


def test_an_author_hears_what_a_scale_needs():
    bare = Step("s", "scale", "T")
    assert len(Scale().complaints(bare)) == 2
    odd = Step("s", "scale", "T", options=(Option("a", "A"),), points=("x", "y"), guess=True, reveal="never")
    assert "both_done" in Scale().complaints(odd)[0]
