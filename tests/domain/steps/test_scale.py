"""scale: both rate, and may guess; nothing shows until both are done."""

from couples.domain.exercise import Option, Step
from couples.domain.steps.scale import Scale
from couples.domain.view import session_view
from tests.play import NAMES, a_session, act, refused

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


def stage_of(session, seat):
    return session_view(session, seat, NAMES, 1.0).stage


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


def test_an_author_hears_what_a_scale_needs():
    bare = Step("s", "scale", "T")
    assert len(Scale().complaints(bare)) == 2
    odd = Step("s", "scale", "T", options=(Option("a", "A"),), points=("x", "y"), guess=True, reveal="never")
    assert "both_done" in Scale().complaints(odd)[0]
