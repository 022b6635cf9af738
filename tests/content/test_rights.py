"""Rights that cannot be agreed away: the words that touch one are found, and everyday words are left alone."""

import re
import time
import tomllib
from pathlib import Path

import pytest

from couples.content.rights import FILE, rights
from couples.domain.refusal import Refusal
from couples.domain.rights import told, touched
from couples.domain.steps import KINDS
from tests.content.test_exercises import GRADE, SPEAKABLE, reading_grade, sentences
from tests.domain.steps.small import small

AREAS = ("contact", "money", "phone", "medical", "work", "faith", "leaving")
PHRASES = tomllib.loads((Path(__file__).parent / "rights_phrases.toml").read_text("utf-8"))
MOST = 0.05
each_right = pytest.mark.parametrize("right", rights(), ids=lambda each: each.area)


def judged(name):
    """(missed, of, false alarms, of) of a set. A phrase counts as found only if its own area is."""
    phrases = PHRASES[name]
    laid = [(area, text) for area in AREAS for text in phrases[area]]
    missed = [text for area, text in laid if area not in touched(text, rights())]
    alarms = [text for text in phrases["harmless"] if touched(text, rights())]
    harmless = len(phrases["harmless"])
    print(f"{name}: missed {len(missed)} of {len(laid)}, false alarms {len(alarms)} of {harmless}")
    return missed, len(laid), alarms, harmless


def test_the_sets_are_large_enough_and_spread_over_the_areas():
    first = PHRASES["first"]
    assert min(len(first[area]) for area in AREAS) >= 10
    assert sum(len(first[area]) for area in AREAS) >= 70 and len(first["harmless"]) >= 70
    for name in ("second", "later"):
        assert sum(map(len, PHRASES[name].values())) >= 40 and set(PHRASES[name]) == {*AREAS, "harmless"}
    texts = [text for phrases in PHRASES.values() for each in phrases.values() for text in each]
    assert len(texts) == len(set(texts))


def test_of_the_first_set_at_most_one_in_twenty_is_judged_wrongly_either_way():
    missed, laid, alarms, harmless = judged("first")
    assert len(missed) <= MOST * laid, missed
    assert len(alarms) <= MOST * harmless, alarms


def test_of_the_second_set_which_nothing_was_tuned_on_as_few_are():
    """It was written before the patterns, by the same hand: so it says less than the next one does."""
    missed, laid, alarms, harmless = judged("second")
    assert len(missed) <= MOST * laid and len(alarms) <= MOST * harmless


def test_of_words_written_after_the_last_tuning_more_than_half_are_found_and_hardly_any_alarm_is_false():
    """The honest measure. Nobody should lean on these patterns: they are one net among several."""
    missed, laid, alarms, harmless = judged("later")
    assert len(missed) < laid / 2 and len(alarms) <= MOST * harmless


def test_there_is_one_right_for_each_area_in_their_order():
    assert tuple(right.area for right in rights()) == AREAS
    assert rights() is rights()
    assert touched("You quit your job and give me your phone code.", rights()) == ("phone", "work")
    assert touched("You quit your job and give me your phone code.", ()) == ()


@each_right
def test_what_people_read_is_short_plain_and_blames_nobody(right):
    assert len(sentences(right.explain)) == 2 and len(sentences(right.note)) == 1
    assert right.note.startswith("You may say no to this,") and "Write instead" in right.explain
    for text in (right.explain, right.note):
        assert reading_grade(text) <= GRADE, reading_grade(text)
        assert all(len(each.split()) <= SPEAKABLE for each in sentences(text))
        assert not re.search(r"[!%]|must|wrong|fault|abus|control", text)


def test_no_explanation_and_no_note_touches_a_right():
    assert [each.area for each in rights() if touched(f"{each.name}. {each.explain}", rights())] == []


def test_every_named_word_is_used_and_every_pattern_finds_something():
    file = tomllib.loads(FILE.read_text("utf-8"))
    patterns = [pattern for each in file["rights"] for pattern in each["patterns"]]
    for name in file["words"]:
        assert any(f"{{{name}}}" in text for text in (*patterns, *file["words"].values())), name
    texts = [text for phrases in PHRASES.values() for area in AREAS for text in phrases[area]]
    plain = [" ".join(text.replace("’", "'").split()) for text in texts]
    idle = [
        (right.area, index)
        for right in rights()
        for index, pattern in enumerate(right.patterns)
        if not any(pattern.search(text) for text in plain)
    ]
    assert idle == []


@pytest.mark.parametrize(
    "text",
    [
        "YOU WILL NOT SEE YOUR SISTER ANY MORE",
        "You   will\nnot  see\tyour sister any more",
        "You won’t see your sister any more",
        "You won´t see your sis\u00adter any more",
    ],
)
def test_case_white_space_and_the_shape_of_an_apostrophe_do_not_matter(text):
    assert touched(text, rights()) == ("contact",)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_examples_of_the_kinds_touch_nothing(kind):
    from couples.domain.exercise import Option, Prompt, Step

    step = Step(
        "s", kind.name, "T", say="S", prompts=(Prompt("a", "A"),), options=(Option("a", "A"), Option("b", "B")),
        points=("low", "high"),
    )  # fmt: skip
    assert small(step)
    for part in kind.parts(step):
        given = kind.example(step, part, "A")
        assert [text for text in given.values() if touched(str(text), rights())] == []


def test_the_longest_text_is_judged_before_anyone_notices():
    long = [
        " ".join(PHRASES["first"]["harmless"]),
        "Sam " * 500,
        "not to " * 300,
        "a " * 1_000,
        "you do not " * 200,
    ]
    started = time.perf_counter()
    for text in long:
        touched(text[:2_000], rights())
        told(text[:2_000])
    assert time.perf_counter() - started < 5


# A limit of one's own: only what it lays on the other counts


def laid(text):
    return touched(told(text), rights())


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("You will not see your sister any more", "contact"),
        ("you must give me your phone code", "phone"),
        ("From now on you may not leave the house when we argue", "leaving"),
        ("I want you to quit your job", "work"),
        ("I do not let you see your sister", "contact"),
        ("No more choir for you", "contact"),
        ("Your location stays on", "phone"),
        ("We share all passwords", "phone"),
        ("Nobody leaves the room before we have made up", "leaving"),
        ("I go to bed at ten. You stop taking those pills", "medical"),
        ("When you come home late, you give me your phone code", "phone"),
        ("Give me your phone code", "phone"),
        ("I expect you to convert before the wedding", "faith"),
        ("please stop seeing your ex", "contact"),
        ("you ask me before you spend", "money"),
    ],
)
def test_what_a_limit_lays_on_the_other_counts(text, area):
    assert area in laid(text)


@pytest.mark.parametrize(
    "text",
    [
        "I will not lend you money",
        "I leave the house when you shout",
        "I will not see your sister any more",
        "I do not give you my phone code",
        "I quit my job if I have to",
        "I stop taking those pills when I decide to",
        "I will not leave my church",
        "I never go out without you again",
        "I move out if you do not stop drinking",
        "I do not talk about money after ten",
        "I say good night and we go on the next day",
        "I stay in my room when you shout and I lock the door",
        "I do not share my location, whatever you say",
        "I do not come to your mother's on Sundays",
        "no phone calls after ten",
        "not visiting your parents at Christmas",
        "I will not hand over my pay",
    ],
)
def test_what_a_limit_says_of_oneself_is_ones_own(text):
    assert laid(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "You do not read my messages",
        "You never get my passwords",
        "You do not track my phone",
        "You do not decide about my pills",
        "You may not keep me from seeing my friends",
        "You do not touch my money",
        "You do not stand in the door when I want to leave",
        "You do not come to my doctor with me",
        "You do not talk to my boss",
        "You do not make jokes about my faith",
        "Nobody reads my messages",
        "You do not tell me whom I may see",
        "You do not tell me to quit my job",
        "You do not call me at work",
    ],
)
def test_a_limit_that_guards_ones_own_rights_is_never_refused(text):
    assert laid(text) == ()


def test_a_refusal_is_a_sentence_for_people_and_no_format():
    from couples.domain.rights import refusal_of
    from couples.language import worded

    for right in rights():
        text = PHRASES["first"][right.area][0]
        refusal = refusal_of(text, rights(), "text")
        assert isinstance(refusal, Refusal) and refusal.field == "text"
        assert worded(refusal) in {each.explain for each in rights()}
