"""choose: each picks or sorts, alone, and may guess what the other does; all of it opens together."""

import pytest

from couples.domain.exercise import Option, Prompt, Step
from couples.domain.steps.choose import Choose
from couples.domain.view import review
from tests.domain.steps.small import all_seen, at_step, each_does, seen, stage_of
from tests.play import act, refused

CARDS = (Option("tea", "Tea"), Option("rest", "Rest"), Option("walk", "A walk"))
TURN = Step("say", "turn", "Say it", say="Talk.", who="first", about="pick")
PILES = (Option("much", "A lot"), Option("little", "A little"))
# how: what a form sends, what is kept of it
GIVEN = {
    "one": ({"pick": "rest"}, {"pick": "rest"}),
    "several": ({"picks": ["walk", "tea"]}, {"picks": ["tea", "walk"]}),
    "piles": ({"tea": "much", "rest": "little", "walk": "much"},) * 2,
    "order": ({"tea": "2", "rest": "3", "walk": "1"}, {"order": ["walk", "tea", "rest"]}),
}
each_how = pytest.mark.parametrize("how", GIVEN)


def a_choice(how="one", options=CARDS, **given):
    piles = PILES if how == "piles" else ()
    return Step("pick", "choose", "Pick", how=how, options=options, piles=piles, **given)


def answered(step, mine, theirs):
    """Each of `mine` and `theirs` is one answer, or two where there is a guess."""
    session = at_step(step)
    for seat, answers in (("A", mine), ("B", theirs)):
        for part, fields in zip(("own", "guess"), answers, strict=False):
            session = act(session, seat, "answer", "pick", part=part, **fields)
    return session


# The four ways, with and without a guess


@each_how
def test_what_each_did_opens_in_one_moment(how):
    given, kept = GIVEN[how]
    session = act(at_step(a_choice(how)), "A", "answer", "pick", **given)
    assert seen(session, "A")["phase"] == "waiting" and seen(session, "A")["mine"] == {"own": kept}
    assert seen(session, "B")["theirs"] == {} and seen(session, "B")["their_cards"] == []
    assert not any(row["theirs"] for row in seen(session, "B")["rows"])
    session = act(session, "B", "answer", "pick", **given)
    assert [seen(session, seat)["theirs"] for seat in "AB"] == [{"own": kept}, {"own": kept}]


@each_how
def test_the_guess_comes_after_the_own_answer_and_opens_with_it(how):
    given, kept = GIVEN[how]
    session = act(at_step(a_choice(how, guess=True)), "A", "answer", "pick", **given)
    assert seen(session, "A")["part"] == "guess" and not seen(session, "B")["they_finished"]
    session = act(session, "A", "answer", "pick", part="guess", **given)
    assert seen(session, "B")["they_finished"] and seen(session, "B")["their_guess"] == []
    assert not any(row["their_guess"] for row in seen(session, "B")["rows"])
    for part in ("own", "guess"):
        session = act(session, "B", "answer", "pick", part=part, **given)
    assert seen(session, "A")["theirs"] == {"own": kept, "guess": kept}


@each_how
def test_before_it_opens_the_other_sees_the_same_whatever_was_answered_or_passed(how):
    fresh = at_step(a_choice(how))
    answer = act(fresh, "A", "answer", "pick", **GIVEN[how][0])
    assert all_seen(answer, "B") == all_seen(act(fresh, "A", "pass", "pick"), "B")


@each_how
def test_an_answer_that_is_kept_back_shows_the_other_nothing(how):
    given, _ = GIVEN[how]
    session = act(act(at_step(a_choice(how)), "A", "answer", "pick", **given), "A", "keep", "pick")
    session = act(session, "B", "answer", "pick", **given)
    assert seen(session, "B")["theirs"] == {} and seen(session, "B")["common"] == []
    assert not any(row["theirs"] for row in seen(session, "B")["rows"])


def test_cards_are_shown_in_words_and_in_the_order_given():
    session = answered(a_choice("order"), [GIVEN["order"][0]], [{"tea": "1", "rest": "2", "walk": "3"}])
    assert seen(session, "A")["my_cards"] == ["A walk", "Tea", "Rest"]
    assert seen(session, "A")["their_cards"] == ["Tea", "Rest", "A walk"]


def test_a_guess_is_shown_beside_what_it_guessed():
    session = answered(
        a_choice(guess=True), [{"pick": "tea"}, {"pick": "rest"}], [{"pick": "walk"}, {"pick": "tea"}]
    )
    mine = seen(session, "A")
    assert (mine["my_cards"], mine["my_guess"]) == (["Tea"], ["Rest"])
    assert (mine["their_cards"], mine["their_guess"]) == (["A walk"], ["Tea"])


# What is not an answer


def test_something_that_is_not_offered_is_refused():
    assert refused(at_step(a_choice()), "A", "answer", "pick", pick="money").field == "pick"
    assert refused(at_step(a_choice()), "A", "answer", "pick").field == "pick"
    step = at_step(a_choice("several"))
    assert refused(step, "A", "answer", "pick", picks=["money"]).field == "picks"


def test_several_are_as_few_and_as_many_as_the_step_says():
    session = at_step(a_choice("several", least=2, most=2))
    few = refused(session, "A", "answer", "pick", picks="tea")
    many = refused(session, "A", "answer", "pick", picks=["tea", "rest", "walk"])
    assert few.message % few.values == "Choose at least 2, or choose to pass."
    assert many.field == "picks" and many.values == {"count": 2}
    session = act(session, "A", "answer", "pick", picks=["tea", "tea", "walk"])
    assert seen(session, "A")["my_cards"] == ["Tea", "A walk"]


def test_where_no_most_is_said_all_can_be_picked():
    session = act(at_step(a_choice("several")), "A", "answer", "pick", picks=["tea", "rest", "walk"])
    assert len(seen(session, "A")["my_cards"]) == 3
    session = act(at_step(a_choice("several")), "A", "answer", "pick", picks="rest")
    assert seen(session, "A")["my_cards"] == ["Rest"]


def test_every_card_goes_on_a_pile_that_there_is():
    for odd in ({}, {"walk": ""}, {"walk": "tea"}):
        refusal = refused(at_step(a_choice("piles")), "A", "answer", "pick", tea="much", rest="much", **odd)
        assert refusal.field == "walk" and "A walk" in refusal.message % refusal.values


@pytest.mark.parametrize(
    "places", [(1, 1, 2), (1, 1, 3), (0, 1, 2), (2, 3, 4), (1, 2), ("٣", 1, 2), ("03", 1, 2)], ids=str
)
def test_each_place_goes_to_one_card(places):
    given = dict(zip(("tea", "rest", "walk"), map(str, places), strict=False))
    refusal = refused(at_step(a_choice("order")), "A", "answer", "pick", **given)
    assert refusal.field == "order" and "one card" in refusal.message


# What they have in common


def test_common_is_what_both_picked():
    same = answered(a_choice(), [{"pick": "tea"}], [{"pick": "tea"}])
    other = answered(a_choice(), [{"pick": "tea"}], [{"pick": "rest"}])
    assert seen(same, "A")["common"] == ["Tea"] and seen(other, "A")["common"] == []
    several = answered(a_choice("several"), [{"picks": ["tea", "walk"]}], [{"picks": ["walk", "rest"]}])
    assert seen(several, "A")["common"] == seen(several, "B")["common"] == ["A walk"]


def test_common_in_an_order_is_what_has_the_same_place():
    session = answered(
        a_choice("order"), [{"tea": "1", "rest": "2", "walk": "3"}], [{"tea": "3", "rest": "2", "walk": "1"}]
    )
    assert seen(session, "A")["common"] == ["Rest"]


def test_rows_show_each_side_its_own_pile_first_and_where_they_differ():
    session = answered(
        a_choice("piles", guess=True),
        [{"tea": "much", "rest": "much", "walk": "much"}, {"tea": "much", "rest": "much", "walk": "much"}],
        [
            {"tea": "much", "rest": "little", "walk": "much"},
            {"tea": "little", "rest": "much", "walk": "much"},
        ],
    )
    rows = seen(session, "A")["rows"]
    assert [row["text"] for row in rows] == ["Tea", "Rest", "A walk"]
    assert [row["differ"] for row in rows] == [False, True, False]
    assert rows[0] == {
        "text": "Tea", "mine": "A lot", "theirs": "A lot", "my_guess": "A lot", "their_guess": "A little",
        "mine_who": "", "theirs_who": "", "differ": False,
    }  # fmt: skip
    mirrored = seen(session, "B")["rows"][1]
    assert (mirrored["mine"], mirrored["theirs"], mirrored["my_guess"]) == ("A little", "A lot", "A lot")


def test_mirrored_piles_are_told_as_the_one_who_looks_would_say_it():
    piles = (Option("me", "Me"), Option("you", "You"), Option("both", "Both"))
    step = Step("pick", "choose", "Pick", how="piles", options=CARDS, piles=piles, mirrored=("me", "you"))
    mine, theirs = ({"tea": "me", "rest": "me", "walk": "both"}, {"tea": "you", "rest": "me", "walk": "both"})
    session = answered(step, [mine], [theirs])
    assert [(row["mine"], row["theirs"]) for row in seen(session, "A")["rows"]] == [
        ("Me", "Me"), ("Me", "You"), ("Both", "Both")
    ]  # fmt: skip
    assert [(row["mine"], row["theirs"]) for row in seen(session, "B")["rows"]] == [
        ("You", "You"), ("Me", "You"), ("Both", "Both")
    ]  # fmt: skip
    assert [row["differ"] for row in seen(session, "B")["rows"]] == [False, True, False]
    assert [(row["mine_who"], row["theirs_who"]) for row in seen(session, "B")["rows"]] == [
        ("other", "other"), ("self", "other"), ("", "")
    ]  # fmt: skip


def test_only_piles_have_rows():
    for how in ("one", "several", "order"):
        assert seen(answered(a_choice(how), [GIVEN[how][0]], [GIVEN[how][0]]), "A")["rows"] == []


# What a later step is reminded of


def reminded(step, mine, theirs):
    """What the first speaker is reminded of after this choice; no `theirs` is a pass."""
    session = act(at_step(step, TURN), "A", "answer", "pick", **mine)
    session = act(session, "B", "answer", "pick", **theirs) if theirs else act(session, "B", "pass", "pick")
    return stage_of(each_does(session, "go_on", "pick"), "A").carried


def test_the_speaker_is_reminded_of_what_they_picked_and_rather_of_what_both_did():
    assert reminded(a_choice(), {"pick": "rest"}, {"pick": "tea"}) == "Rest"
    assert reminded(a_choice("several"), {"picks": ["tea", "walk"]}, {"picks": ["walk", "rest"]}) == "A walk"
    assert reminded(a_choice("order"), {"tea": "2", "rest": "3", "walk": "1"}, {}) == "A walk"
    assert reminded(a_choice("several"), {"picks": ["tea", "walk"]}, {}) == "Tea"


def test_what_the_speaker_kept_back_is_not_named():
    session = act(act(at_step(a_choice(), TURN), "A", "answer", "pick", pick="rest"), "A", "keep", "pick")
    session = each_does(act(session, "B", "answer", "pick", pick="rest"), "go_on", "pick")
    assert [stage_of(session, seat).carried for seat in "AB"] == ["", ""]


def test_what_the_listener_kept_back_does_not_show_in_what_is_named():
    named = set()
    for theirs in ("tea", "rest", "walk"):
        session = act(at_step(a_choice("several"), TURN), "B", "answer", "pick", picks=theirs)
        session = act(session, "B", "keep", "pick")
        session = act(session, "A", "answer", "pick", picks=["tea", "rest", "walk"])
        named.add(stage_of(each_does(session, "go_on", "pick"), "A").carried)
    assert named == {"Tea"}


# Cards that people made


def of_earlier_picks(how="order", **given):
    first = Step("first", "choose", "First", how="several", options=(*CARDS, Option("sun", "The sun")))
    session = at_step(first, a_choice(how, options=(), cards="first", **given))
    session = each_does(session, "answer", "first", {"picks": ["tea", "walk"]}, {"picks": ["walk", "rest"]})
    return each_does(session, "go_on", "first")


def of_written_words(how="order", filled=("one", "two", "three"), **given):
    boxes = tuple(Prompt(name, "Ask", optional=True) for name in ("one", "two", "three"))
    first = Step("first", "private", "First", prompts=boxes, reveal="never")
    session = at_step(first, a_choice(how, options=(), cards="first", reveal="never", **given))
    return act(session, "A", "answer", "first", **{name: f"My {name}" for name in filled})


def test_each_is_asked_about_the_cards_they_picked_before():
    session = of_earlier_picks()
    assert [card.text for card in seen(session, "A")["asked"].options] == ["Tea", "A walk"]
    assert [card.text for card in seen(session, "B")["asked"].options] == ["Rest", "A walk"]
    assert refused(of_earlier_picks("one"), "A", "answer", "pick", pick="rest").field == "pick"
    assert refused(session, "A", "answer", "pick", tea="1", rest="2").field == "order"


def test_cards_that_both_made_open_in_words():
    session = each_does(
        of_earlier_picks(), "answer", "pick", {"tea": "2", "walk": "1"}, {"walk": "1", "rest": "2"}
    )
    assert seen(session, "A")["their_cards"] == ["A walk", "Rest"]
    assert seen(session, "A")["common"] == ["A walk"]


def test_cards_that_only_the_other_made_are_in_the_rows_too():
    session = each_does(
        of_earlier_picks("piles"),
        "answer",
        "pick",
        {"tea": "much", "walk": "much"},
        {"walk": "much", "rest": "little"},
    )
    rows = {row["text"]: (row["mine"], row["theirs"]) for row in seen(session, "A")["rows"]}
    assert rows == {"Tea": ("A lot", ""), "Rest": ("", "A little"), "A walk": ("A lot", "A lot")}


def test_words_written_before_become_cards_for_their_writer_alone():
    session = of_written_words(filled=("one", "three"))
    assert [card.text for card in seen(session, "A")["asked"].options] == ["My one", "My three"]
    assert "My one" not in all_seen(session, "B")
    session = act(session, "A", "answer", "pick", one="2", three="1")
    assert session.at["A"] == 2
    assert review(session, "A", 1.0, linked=True)[1].seen["my_cards"] == ["My three", "My one"]
    assert "My one" not in all_seen(session, "B")


def test_words_written_before_are_sorted_into_piles():
    session = of_written_words("piles", filled=("one", "two"), below="help", low=("much",))
    session = act(session, "A", "answer", "pick", one="much", two="little")
    rows = seen(session, "A")["rows"]
    assert [(row["text"], row["mine"]) for row in rows] == [("My one", "A lot"), ("My two", "A little")]


@pytest.mark.parametrize("how", ["several", "piles", "order"])
def test_who_made_no_cards_goes_on_with_nothing(how):
    session = of_written_words(how, filled=())
    assert act(session, "A", "answer", "pick").at["A"] == 2
    assert act(session, "A", "pass", "pick").at["A"] == 2


def test_who_made_no_card_cannot_pick_one_and_passes():
    session = of_written_words("one", filled=())
    assert "choose to pass" in refused(session, "A", "answer", "pick").message
    assert act(session, "A", "pass", "pick").at["A"] == 2


# Low answers

LOW = {
    "one": ("rest", {"pick": "rest"}, {"pick": "tea"}),
    "several": ("rest", {"picks": ["tea", "rest"]}, {"picks": ["tea", "walk"]}),
    "piles": ("little", GIVEN["piles"][0], {"tea": "much", "rest": "much", "walk": "much"}),
}


@pytest.mark.parametrize("how", LOW)
@pytest.mark.parametrize("who", ["A", "B"])
def test_a_low_card_or_pile_closes_it_for_both_when_both_have_answered(how, who):
    name, low, fine = LOW[how]
    step = a_choice(how, low=(name,))
    first, second = (low, fine) if who == "A" else (fine, low)
    session = act(at_step(step), "A", "answer", "pick", **first)
    assert not session.over
    session = act(session, "B", "answer", "pick", **second)
    assert session.over and session.lapsed and not session.states[0].released.any()
    assert not each_does(at_step(step), "answer", "pick", fine, fine).over


@pytest.mark.parametrize("how", LOW)
def test_a_low_card_or_pile_shows_help_to_who_chose_it_and_closes_nothing(how):
    name, low, fine = LOW[how]
    session = each_does(at_step(a_choice(how, low=(name,), below="help")), "answer", "pick", low, fine)
    assert not session.over
    assert seen(session, "A")["help"] and not seen(session, "B")["help"]


def test_a_low_guess_is_no_low_answer():
    fine, low = {"pick": "tea"}, {"pick": "rest"}
    session = answered(a_choice(guess=True, low=("rest",)), [fine, low], [fine, fine])
    assert not session.over and seen(session, "A")["phase"] == "open" and not seen(session, "A")["help"]


# What an author hears


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"options": CARDS[:1]}, "at least two options"),
        ({"how": "piles"}, "two to five piles"),
        ({"piles": PILES}, 'Piles need how = "piles"'),
        ({"how": "order", "options": CARDS[:2]}, "Three to 8 cards"),
        ({"how": "order", "options": CARDS * 3}, "Three to 8 cards"),
        ({"how": "several", "least": 3, "most": 2}, "least and most"),
        ({"how": "several", "least": 4}, "least and most"),
        ({"guess": True, "reveal": "never"}, "both_done"),
        ({"how": "piles", "piles": PILES, "mirrored": ("much",)}, "two of the piles"),
        ({"how": "piles", "piles": PILES, "mirrored": ("much", "money")}, "two of the piles"),
        ({"how": "piles", "piles": PILES, "mirrored": ("much", "little"), "guess": True}, "without a guess"),
        ({"low": ("money",)}, 'low names "money"'),
    ],
)
def test_an_author_hears_what_is_wrong(given, told):
    (complaint,) = Choose().complaints(Step("s", "choose", "T", **{"options": CARDS, **given}))
    assert told in complaint


def test_an_author_hears_nothing_of_a_choice_that_is_well():
    for how in GIVEN:
        assert Choose().complaints(a_choice(how)) == []
    assert Choose().complaints(a_choice("piles", low=("little",))) == []
    assert Choose().complaints(Step("s", "choose", "T", how="order", cards="first")) == []


@pytest.mark.parametrize(("how", "name"), [("piles", "rest"), ("order", "rest")])
def test_an_author_hears_when_low_names_what_nobody_chooses(how, name):
    assert Choose().complaints(a_choice(how, low=(name,)))
