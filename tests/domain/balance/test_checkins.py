"""Check-ins: what is left out is not counted; what could put someone at risk is shown only where they chose so."""

import datetime

import pytest

from couples.domain.balance.checkins import AREAS, CHECK_INS, CLOSED, is_due, key_of, parse, ratings, span_of
from couples.domain.balance.choices import Choices, for_both, is_closed, key_of_fact
from couples.domain.balance.facts import Contribution, Limit, Rating, Start
from couples.domain.days import DAY
from couples.domain.deed import Deed
from couples.domain.pair import Pair, both
from couples.domain.refusal import Refusal

AT = datetime.datetime(2026, 11, 4, tzinfo=datetime.UTC).timestamp()
KEYS = {
    key_of(scale, item): (check_in, scale, item)
    for check_in in CHECK_INS.values()
    for scale in check_in.scales
    for item in scale.items
}


def given(kind, **answers):
    return parse(
        CHECK_INS[kind], Deed("check_in", None, {k.replace("__", ":"): v for k, v in answers.items()})
    )


def test_what_is_left_out_is_not_there():
    assert given("week", week__rested="0", week__free="") == {"week:rested": 0}
    facts = ratings(CHECK_INS["week"], {"week:rested": 0}, "A", AT)
    assert [(fact.item, fact.value) for fact in facts] == [("rested", 0)]


@pytest.mark.parametrize("point", ["5", "-1", "x", "1.0", "٣"])
def test_a_point_that_is_none_is_refused_at_its_item(point):
    refused = given("month", month__say=point, month__needs="2")
    assert isinstance(refused, Refusal) and refused.field == "month:say"


def test_nothing_at_all_is_refused():
    assert isinstance(given("week"), Refusal)


def test_there_are_four_eight_and_six_areas_each_in_plain_words():
    counts = [sum(len(scale.items) for scale in CHECK_INS[kind].scales) for kind in ("week", "month")]
    assert counts == [4, 8]
    assert len(CHECK_INS["map"].scales[0].items) == 6
    for check_in, scale, item in KEYS.values():
        assert len(scale.points) == 5 and len(item.text.split()) <= 10
        assert "should" not in item.text


def test_risky_items_and_the_whole_map_are_closed_until_their_author_opens_them():
    for key in ("month:limits", "month:own", "month:say", *(f"area:{area.name}" for area in AREAS)):
        assert key in CLOSED and not Choices().shows(key)
        assert Choices().show(key, shown=True).shows(key)
    for key in ("week:rested", "month:noticed"):
        assert Choices().shows(key)
        assert not Choices().show(key, shown=False).shows(key)
        assert Choices().show(key, shown=False).show(key, shown=True).shows(key)


def test_what_is_one_persons_counts_for_both_only_where_they_show_it():
    rested = Rating(at=AT, about="w", seat="A", measure="week", item="rested", value=1, most=4)
    limits = Rating(at=AT, about="w", seat="A", measure="month", item="limits", value=0, most=4)
    line = Limit(at=AT, about="l", seat="A", heard=True, kept=0.0)
    began = Start(at=AT, about="s", seat="B", what="exercise")
    found = [Contribution(began), *(Contribution(each, only="A") for each in (rested, limits, line))]
    assert [*for_both(found, both(Choices()))] == [began, rested]
    mine = Choices().show("month:limits", shown=True).show("week:rested", shown=False)
    assert [*for_both(found, Pair(mine, Choices()))] == [began, limits]
    assert [*for_both(found, Pair(Choices(), mine))] == [
        began,
        rested,
    ]  # the other's choice opens nothing of mine
    assert is_closed(key_of_fact(line))


def test_own_answers_and_guesses_of_one_time_are_about_the_same_also_on_two_days():
    map = CHECK_INS["map"]
    mine = ratings(map, {"lean:low": 3}, "A", AT)
    theirs = ratings(map, {"guess:low": 1}, "B", AT + 20 * DAY)
    assert (mine[0].about, mine[0].measure, mine[0].item) == (
        theirs[0].about,
        theirs[0].measure,
        theirs[0].item,
    )
    assert theirs[0].guess and not mine[0].guess


@pytest.mark.parametrize(("kind", "soon", "late"), [("week", 1, 7), ("month", 20, 30), ("map", 50, 92)])
def test_one_is_due_once_in_its_time(kind, soon, late):
    check_in = CHECK_INS[kind]
    assert is_due(check_in, None, AT)
    assert not is_due(check_in, AT, AT + soon * DAY)
    assert is_due(check_in, AT, AT + late * DAY)


def test_a_week_begins_on_monday():
    monday = datetime.datetime(2026, 11, 2, tzinfo=datetime.UTC).timestamp()
    week = CHECK_INS["week"]
    assert span_of(week, monday) == span_of(week, monday + 7 * DAY - 1)
    assert span_of(week, monday - 1) == span_of(week, monday) - 1
