"""What a counselor may see: nothing without both, never more than either gave, and a no needs no reason."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couples.domain.consent import MOST, SCOPES, Answer, Asked, answered, grant, same_words
from couples.domain.days import DAY, end_of, in_days
from couples.domain.deed import Deed
from couples.domain.item import ITEM_KINDS
from couples.domain.pair import SEATS, Pair, both, other
from couples.domain.refusal import STALE, Refusal

NOW = 20_000 * DAY + 3_600.0
TODAY = in_days(0, NOW)
SESSIONS = tuple(f"session {number}" for number in range(6))
PHRASE = "acorn bridge candle dragon"
YES = Answer("yes", heard=True, scope=frozenset(SCOPES), sessions=frozenset(SESSIONS), until=in_days(30, NOW))
ASKED = Asked(PHRASE, frozenset(SESSIONS), proven=True)

scopes = st.frozensets(st.sampled_from(SCOPES))
chosen = st.frozensets(st.sampled_from(SESSIONS))
answers = st.builds(
    Answer,
    said=st.sampled_from(["", "yes", "no"]),
    heard=st.booleans(),
    scope=scopes,
    sessions=chosen,
    left=chosen,
    until=st.sampled_from(["", *(in_days(days, NOW) for days in (-400, -2, -1, 0, 1, 90))]),
)
yeses = st.builds(replace, st.just(YES), scope=scopes, sessions=chosen)


def form(**fields):
    full = {"words": PHRASE, "until": in_days(30, NOW), "scope": [*SCOPES], "sessions": [*SESSIONS]}
    return Deed("yes", None, {name: value for name, value in (full | fields).items() if value is not None})


@given(answers, answers, st.booleans())
def test_nothing_is_open_unless_each_of_the_two_gives_it_now(one, two, linked):
    found = grant(Pair(one, two), NOW, linked=linked)
    each = [
        answer.said == "yes" and answer.heard and answer.until != "" and end_of(answer.until) > NOW
        for answer in (one, two)
    ]
    assert (found is not None) == (linked and all(each))


@given(yeses, yeses)
def test_what_is_open_is_what_both_gave_until_the_earlier_end(one, two):
    one = replace(one, until=in_days(3, NOW))
    found = grant(Pair(one, two), NOW, linked=True)
    assert found.scope == one.scope & two.scope
    assert found.sessions == one.sessions & two.sessions
    assert found.until == end_of(one.until)
    for part in SCOPES:
        assert found.shows(part) == (part in one.scope and part in two.scope)
    for session in SESSIONS:
        assert found.shows_session(session) == (session in one.sessions and session in two.sessions)


@given(answers, answers)
def test_it_is_the_same_from_both_seats(one, two):
    assert grant(Pair(one, two), NOW, linked=True) == grant(Pair(two, one), NOW, linked=True)


@given(st.sampled_from(SEATS), yeses, st.sampled_from(["no", "silence", "past", "not heard", "unlinked"]))
def test_a_no_and_silence_and_an_end_are_one_thing(seat, theirs, why):
    mine = {"no": Answer("no"), "silence": Answer(), "past": replace(YES, until=in_days(-1, NOW)),
            "not heard": replace(YES, heard=False), "unlinked": YES}[why]  # fmt: skip
    assert grant(both(theirs).put(seat, mine), NOW, linked=why != "unlinked") is None


def test_a_yes_to_sessions_alone_is_one():
    found = answered(Answer(), form(scope=[], sessions=[SESSIONS[1]]), ASKED, NOW)
    assert (found.scope, found.sessions) == (frozenset(), frozenset({SESSIONS[1]}))


def test_it_ends_with_the_last_moment_of_the_last_day():
    last = end_of(YES.until)
    assert grant(both(YES), last - 0.001, linked=True) is not None
    assert grant(both(YES), last, linked=True) is None


@given(yeses, yeses, st.sampled_from(SEATS), scopes, chosen)
def test_one_alone_can_take_away_and_never_add(one, two, seat, scope, sessions):
    before = grant(Pair(one, two), NOW, linked=True)
    pair = Pair(one, two)
    after = grant(pair.put(seat, replace(pair[seat], scope=scope, sessions=sessions)), NOW, linked=True)
    assert after.scope <= pair[other(seat)].scope and after.sessions <= pair[other(seat)].sessions
    if scope <= pair[seat].scope:
        assert after.scope <= before.scope


# Answering


def test_a_yes_is_kept_as_it_was_given():
    found = answered(Answer(), form(scope=["need", "balance"], sessions=SESSIONS[0]), ASKED, NOW)
    want = Answer("yes", heard=True, scope=frozenset({"need", "balance"}), sessions=frozenset(SESSIONS[:1]),
                  until=in_days(30, NOW))  # fmt: skip
    assert found == want


@given(answers)
def test_a_no_needs_nothing_and_forgets_what_was_given(before):
    found = answered(before, Deed("no"), Asked("", frozenset()), NOW)
    assert found == Answer("no", heard=before.heard)
    assert grant(both(YES).put("A", found), NOW, linked=True) is None


@pytest.mark.parametrize(
    ("given_", "asked", "field"),
    [
        ({}, replace(ASKED, proven=False), "passphrase"),
        ({"words": "acorn bridge candle"}, ASKED, "words"),
        ({"words": ""}, ASKED, "words"),
        ({"words": ""}, replace(ASKED, phrase=""), "words"),
        ({"until": ""}, ASKED, "until"),
        ({"until": "soon"}, ASKED, "until"),
        ({"until": in_days(-2, NOW)}, ASKED, "until"),
        ({"until": in_days(367, NOW)}, ASKED, "until"),
        ({"scope": [], "sessions": []}, ASKED, "scope"),
        ({"scope": None, "sessions": None}, ASKED, "scope"),
        ({"scope": ["everything"], "sessions": ["foreign"]}, ASKED, "scope"),
    ],
)
def test_a_yes_that_lacks_something_is_refused_at_that_place(given_, asked, field):
    found = answered(Answer(), form(**given_), asked, NOW)
    assert isinstance(found, Refusal) and found.field == field and found.code == "invalid"


def test_the_furthest_day_is_a_year_off():
    assert not isinstance(answered(Answer(), form(until=in_days(366, NOW)), ASKED, NOW), Refusal)
    assert not isinstance(answered(Answer(), form(until=TODAY), ASKED, NOW), Refusal)


@given(st.lists(st.text(max_size=12), max_size=5), st.lists(st.text(max_size=12), max_size=5))
def test_nothing_that_is_not_theirs_to_give_gets_in(scope, sessions):
    found = answered(Answer(), form(scope=[*scope, "need"], sessions=[*sessions, SESSIONS[2]]), ASKED, NOW)
    assert found.scope == (frozenset(scope) & frozenset(SCOPES)) | {"need"}
    assert found.sessions == (frozenset(sessions) & frozenset(SESSIONS)) | {SESSIONS[2]}


def test_the_words_are_asked_for_once():
    heard = answered(Answer(), form(), ASKED, NOW)
    assert answered(heard, form(words=""), ASKED, NOW) == heard
    after_no = answered(heard, Deed("no"), ASKED, NOW)
    assert answered(after_no, form(words=None), ASKED, NOW) == heard


def test_what_is_chosen_anew_takes_the_place_of_what_was():
    found = answered(YES, form(scope=["need"], sessions=[], until=TODAY), ASKED, NOW)
    assert (found.scope, found.sessions, found.until) == (frozenset({"need"}), frozenset(), TODAY)


def test_a_session_that_was_left_out_is_no_longer_when_it_is_chosen():
    before = replace(YES, left=frozenset(SESSIONS[:2]), sessions=frozenset())
    found = answered(before, form(sessions=[SESSIONS[0]]), ASKED, NOW)
    assert (found.sessions, found.left) == (frozenset(SESSIONS[:1]), frozenset(SESSIONS[1:2]))


# One session


def share(session=SESSIONS[0], on="1"):
    return Deed("share", None, {"session": session, "on": on})


def test_one_session_is_shared_and_taken_back_by_itself():
    before = replace(YES, sessions=frozenset({SESSIONS[1]}))
    yes = answered(before, share(), ASKED, NOW)
    assert yes.sessions == frozenset(SESSIONS[:2]) and yes.left == frozenset()
    no = answered(yes, share(on="0"), ASKED, NOW)
    assert no == replace(before, left=frozenset({SESSIONS[0]}))
    assert answered(no, share(), ASKED, NOW) == yes


@pytest.mark.parametrize("said", ["", "no"])
def test_nobody_shares_a_session_before_they_said_yes(said):
    assert answered(replace(YES, said=said), share(), ASKED, NOW) == STALE


def test_a_session_that_is_not_theirs_cannot_be_shared():
    assert answered(YES, share("foreign"), ASKED, NOW) == STALE
    assert answered(YES, share(""), ASKED, NOW) == STALE


def test_an_answer_does_not_grow_without_end():
    full = replace(YES, sessions=frozenset(map(str, range(MOST))))
    assert answered(full, share(), ASKED, NOW) == STALE
    room = replace(YES, sessions=frozenset(map(str, range(MOST - 1))))
    assert len(answered(room, share(), ASKED, NOW).sessions) == MOST


@pytest.mark.parametrize("name", ["", "maybe", "YES", "end"])
def test_what_is_no_answer_changes_nothing(name):
    assert answered(YES, replace(form(), name=name), ASKED, NOW) == STALE


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        (PHRASE, True), (" Acorn,  BRIDGE - candle dragon. ", True), ("acorn bridge candle", False),
        ("acornbridge candle dragon", False), ("bridge acorn candle dragon", False), ("", False),
        (PHRASE + " ember", False),
    ],
)  # fmt: skip
def test_the_four_words_fit_however_they_are_typed(typed, same):
    assert same_words(typed, PHRASE) == same


def test_no_words_are_not_the_same_as_no_words():
    assert not same_words("", "") and not same_words("...", "")


def test_each_kind_of_item_is_a_part_of_its_own():
    assert set(ITEM_KINDS) < set(SCOPES) and len(SCOPES) == 5
