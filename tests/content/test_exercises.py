"""Every exercise file loads, is in plain words, and tells its author what is wrong."""

import re

import pyphen
import pytest

from couples import content
from couples.content import ContentError, load, pack, unpack

GRADE = 6.0
SPEAKABLE = 20
SYLLABLES = pyphen.Pyphen(lang="en_US")
exercises = pytest.mark.parametrize("exercise", content.exercises().values(), ids=lambda each: each.slug)


def texts(exercise):
    """Every text that people read while doing it, except the name of its source."""
    yield from (exercise.line, exercise.why, exercise.shared, *exercise.not_now)
    for step in exercise.steps:
        yield from (step.say, step.talk, *step.lines, *step.tips)
        yield from (prompt.ask for prompt in step.prompts)


def prompts(exercise):
    for step in exercise.steps:
        yield from (step.say, step.talk, *step.lines, *step.tips, *(prompt.ask for prompt in step.prompts))


def sentences(text):
    return [part for part in re.split(r"(?<=[.?:])\s+", text) if part.strip()]


def reading_grade(text):
    """Flesch and Kincaid's grade: 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    words = re.findall(r"[A-Za-z']+", text)
    syllables = sum(len(SYLLABLES.inserted(word).split("-")) for word in words)
    return 0.39 * len(words) / max(1, len(sentences(text))) + 11.8 * syllables / len(words) - 15.59


@exercises
def test_it_reads_at_grade_six_or_below(exercise):
    assert reading_grade(" ".join(filter(None, texts(exercise)))) <= GRADE


@exercises
def test_every_prompt_can_be_spoken_in_one_breath(exercise):
    long = [each for text in prompts(exercise) for each in sentences(text) if len(each.split()) > SPEAKABLE]
    assert long == []


@exercises
def test_a_sessions_copy_is_the_exercise(exercise):
    digest, packed = pack(exercise)
    assert unpack(packed) == exercise and pack(unpack(packed))[0] == digest


@exercises
def test_it_ends_with_a_checkout_and_says_what_is_shared(exercise):
    assert exercise.steps[-1].kind == "checkout"
    assert exercise.shared and exercise.source and exercise.not_now
    assert exercise.after in ("", *content.exercises())


def test_a_charged_exercise_offers_a_warm_one_afterwards():
    assert content.exercises()["slow-turns"].after == "specific-thanks"


GOOD = """
title = "T"
line = "L"
why = "W"
tier = 1
minutes = 5
grade = "D"
source = "S"
shared = "Nothing"
not_now = []
[[steps]]
id = "one"
kind = "read"
title = "R"
lines = ["Read."]
"""


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("tier = 1", "tier = 9"), "tier is 1, 2 or 3"),
        (('kind = "read"', 'kind = "song"'), 'there is no kind "song"'),
        (('lines = ["Read."]', ""), "needs lines"),
        (('title = "R"', 'titel = "R"'), 'there is no "titel" in step one'),
        (('title = "T"', ""), "missing required field `title`"),
        (("minutes = 5", 'minutes = "five"'), "minutes"),
        (('lines = ["Read."]', 'lines = ["Read."]\nabout = "two"'), "not an earlier step"),
        (
            ("[[steps]]", '[[steps]]\nid = "one"\nkind = "read"\ntitle = "A"\nlines = ["B"]\n[[steps]]'),
            "same id",
        ),
        (("tier = 1", "tier ="), "not valid TOML"),
    ],
)
def test_a_mistake_is_named_in_a_sentence(tmp_path, change, complaint):
    path = tmp_path / "mine.toml"
    path.write_text(GOOD)
    assert load(path).slug == "mine"
    path.write_text(GOOD.replace(*change, 1))
    with pytest.raises(ContentError, match=re.escape(complaint)) as caught:
        load(path)
    assert str(caught.value).startswith("mine.toml: ")
