"""What is said: the same template to both, names and numbers changed over; each number is one that was worked out."""

import re

from hypothesis import given, settings

from couples.domain.balance import sentences as words
from couples.domain.balance.footing import Area
from couples.domain.balance.rates import Means, Rates
from couples.domain.balance.say import Say
from couples.domain.balance.sentences import number, of_area, percents, sentences, top
from couples.domain.balance.share import Share
from couples.domain.balance.summary import joint, share_of
from couples.domain.balance.view_gap import ViewGap
from couples.domain.pair import SEATS, Pair, both, other
from tests.domain.balance import some
from tests.domain.balance.test_summary import everything, private, showing_all

NAMES = Pair("Ana", "Sam")
OPEN = both(some.OPENED)
BLAME = re.compile(
    r"\b(you|your|dominat\w*|fail\w*|must|should|healthy|unhealthy|toxic|codependent|unbalanced|scores?|winner|worse|"
    r"better|normal|partners? like)\b",
    re.IGNORECASE,
)


def told(strand, seat, names=NAMES):
    return [each.template % each.values for each in sentences(strand, names, seat)]


def templates():
    """Every template there is, of whatever strand and state."""
    for name, value in vars(words).items():
        if not name.isupper() or name == "HOW_MUCH":
            continue
        if isinstance(value, str) and ("%(" in value or "90 days" in value):
            yield value
        elif isinstance(value, dict):
            yield from (
                each for part in value.values() for each in ([part] if isinstance(part, str) else part)
            )


def test_every_template_says_when_and_blames_nobody():
    found = {each for each in templates() if not each.startswith("Not enough yet")}
    print(f"templates {len(found)}")
    assert len(found) >= 20
    assert [each for each in found if "last 90 days" not in each] == []
    assert [each for each in templates() if BLAME.search(each)] == []
    assert [
        each for each in templates() if re.search(r"\b(is|are|has|have) (more|less)\b", each)
    ] == []  # past tense


def test_what_is_not_enough_says_what_would_be_and_no_number_of_what_there_is():
    assert len(words.NOT_ENOUGH) == 9
    assert all("Not enough yet. " in each and "%" not in each for each in words.NOT_ENOUGH.values())


@settings(max_examples=60)
@given(some.contributions(), some.choices, some.choices)
def test_both_get_the_same_template_and_names_and_numbers_change_over(found, one, two):
    """Sam looks at it as Ana would if they changed seats."""
    balance = joint(found, Pair(one, two), some.NOW)
    turned = joint([some.swapped_contribution(each) for each in found], Pair(two, one), some.NOW)
    for strand in balance.strands:
        as_b, as_a = sentences(strand, NAMES, "B"), sentences(turned[strand.name], NAMES.swap(), "A")
        assert [each.template for each in as_b] == [each.template for each in as_a]
        for mine, theirs in zip(as_b, as_a, strict=True):
            assert close(mine.values, theirs.values), (mine, theirs)
        assert [each.template for each in sentences(strand, NAMES, "A")] == [each.template for each in as_b]


def close(one, two):
    """The same but for a half that was rounded the other way."""
    return one.keys() == two.keys() and all(one[key] == two[key] or _near(one[key], two[key]) for key in one)


def _near(one, two):
    try:
        return abs(float(one) - float(two)) <= 1
    except ValueError:
        return False


@settings(max_examples=80)
@given(some.contributions(), some.choices, some.choices)
def test_every_number_in_a_sentence_is_one_that_was_worked_out(found, one, two):
    balance = joint(found, Pair(one, two), some.NOW)
    for strand in balance.strands:
        for seat in SEATS:
            text = told(strand, seat)[0]
            says = strand.says
            share = share_of(says)
            if share is not None:
                _of_a_share(text, share, seat)
            elif isinstance(says, Rates | Means):
                numbers = [float(each) for each in re.findall(r"\d+(?:\.5)?", text.replace("90 days", ""))]
                mine, theirs = says.each[seat], says.each[other(seat)]
                assert sorted(numbers) == sorted([mine.yes, mine.of, theirs.yes, theirs.of])
            elif isinstance(says, ViewGap) and says.each:
                assert str(says.each[seat].pairs) in text and str(says.each[other(seat)].pairs) in text


def _of_a_share(text, share, seat):
    parts = percents(share, seat)
    assert parts.a + parts.b == 100
    assert abs(parts.a - 100 * (share.share if seat == "A" else 1 - share.share)) <= 1
    if share.towards:
        more = percents(share, share.towards).a
        assert NAMES[share.towards] in text and f"{more}%" in text and more > 50
        low, high = map(int, re.search(r"roughly (\d+)–(\d+)%", text).groups())
        assert low <= more <= high
    elif share.state == "even" and share.name != "starting":
        assert f"{parts.a}% {NAMES[seat]}, {parts.b}% {NAMES[other(seat)]}" in text
    elif share.name == "starting":
        mine, theirs = (number(share.each[each]) for each in (seat, other(seat)))
        assert f"{NAMES[seat]} {mine}, {NAMES[other(seat)]} {theirs}" in text


def test_the_worked_example_is_said_as_it_is_written():
    found = some.counted(some.talks((240, 110), (180, 150), (260, 120), (200, 140), (220, 120)))
    [said] = told(joint(found, OPEN, some.NOW)["airtime"], "B")
    assert said == "In the last 90 days, Ana used about 63% of the speaking time (roughly 59–67%)."


def test_a_share_of_work_that_makes_more_than_all_of_it_is_said_without_a_fault():
    found = some.counted([*some.claims([(64, 64)])])
    [said] = told(joint(found, OPEN, some.NOW)["view"], "A")
    assert "made 128% together" in said and "common" in said


def test_what_was_not_told_is_not_said_to_be_none():
    """Say is shown and whether it was right is not."""
    showing = both(some.OPENED.show("say", shown=True))
    said = told(joint(private(everything()), showing, some.NOW)["say"], "A")
    assert isinstance(joint(private(everything()), showing, some.NOW)["say"].says, Say)
    assert len(said) == 1 and "0 of 0" not in said[0]


def test_how_each_leaned_is_one_sentence_for_both():
    balance = joint(private(everything()), showing_all(), some.NOW)
    [area] = balance["footing"].says
    assert isinstance(area, Area)
    said = of_area(area, NAMES, "A")
    assert said.template % said.values == (
        "In the last 90 days, Ana leaned very much on Sam and would have managed with trouble; "
        "Sam leaned a little and would have managed well."
    )


def test_at_most_two_things_stand_on_top():
    assert len(top(joint(private(everything()), showing_all(), some.NOW))) <= 2
    assert top(joint([], OPEN, some.NOW)) == []


def test_no_name_changes_a_sentence_beyond_its_own_place():
    balance = joint(private(everything()), showing_all(), some.NOW)
    for strand in balance.strands:
        for seat in SEATS:
            plain = told(strand, seat)
            odd = told(strand, seat, Pair("100%s", "%(name)s"))
            assert [each.replace("100%s", "Ana").replace("%(name)s", "Sam") for each in odd] == plain
    assert isinstance(balance["airtime"].says, Share)
