"""Every exercise file loads, is in plain words, and tells its author what is wrong."""

import re

import pyphen
import pytest

from couples import content
from couples.content import pack, unpack
from couples.domain.steps import KINDS
from tests.browser.walk import LOOKED_AT

GRADE = 6.0
SPEAKABLE = 20
SYLLABLES = pyphen.Pyphen(lang="en_US")
exercises = pytest.mark.parametrize("exercise", content.exercises().values(), ids=lambda each: each.slug)


def texts(exercise):
    """Every text that people read while doing it, except the name of its source."""
    yield from (exercise.line, exercise.why, exercise.shared, *exercise.not_now)
    yield from prompts(exercise)


def prompts(exercise):
    for step in (*exercise.steps, *exercise.alone):
        yield from (step.say, step.talk, *step.lines, *step.tips, *step.listen)
        yield from (prompt.ask for prompt in step.prompts)
        yield from (option.text for option in (*step.options, *step.piles))


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
    for steps in filter(None, (exercise.steps, exercise.alone)):
        assert steps[-1].kind == "checkout"
    assert exercise.shared and exercise.source and exercise.not_now
    assert exercise.after in ("", *content.exercises())
    assert any("afraid" in each for each in exercise.not_now)


@exercises
def test_a_deep_one_offers_a_warm_one_afterwards(exercise):
    assert exercise.tier < 3 or exercise.after == "specific-thanks"


def test_the_library_is_whole():
    """E01 to E32, each once, with every kind of step and every way to choose in use."""
    found = content.exercises().values()
    assert sorted(each.code for each in found) == [f"E{number:02}" for number in range(1, 33)]
    steps = [step for each in found for step in (*each.steps, *each.alone)]
    assert {step.kind for step in steps} == set(KINDS) and len(KINDS) == 10
    assert {step.how for step in steps if step.kind == "choose"} == {"one", "several", "piles", "order"}
    assert any(step.kind == "choose" and step.guess for step in steps)


def test_what_the_browser_tests_look_at_has_every_kind_of_step_in_every_way_it_is_asked():
    def ways(slugs):
        steps = [step for slug in slugs for step in content.exercises()[slug].steps]
        return {(step.kind, step.how, step.guess, step.reveal, step.who == "both") for step in steps}

    assert ways(LOOKED_AT) == ways(content.exercises())
