"""The prompts for one person alone: enough of each, in plain and safe words; mistakes in an operator's own are told."""

import re
from collections import Counter

import pytest
from click.testing import CliRunner

from couples import content
from couples.commands import cli
from couples.content import ContentError
from couples.content.prompts import FILE, THEMES, Deck, SoloPrompt, deck, read
from couples.settings import ROOT
from tests.content.test_exercises import SPEAKABLE, reading_grade, sentences

GRADE = 5.0
# Whole words that a prompt does without, each group with what it would do.
FORBIDDEN = {
    "takes a partner for granted": "partner husband wife spouse boyfriend girlfriend fiance marriage married couple",
    "takes others for granted": "family mother father mom dad parent parents sister brother child's children kids son "
    "daughter boss colleague colleagues job career",
    "takes a gender for granted": "he him his she her hers man men woman women boy girl guys",
    "takes a faith for granted": "god pray prayer church mosque temple faith bless blessed sin soul holy",
    "takes money for granted": "money pay buy cost costs cash salary income bank rich poor spend",
    "takes health for granted": "healthy ill sick illness disease doctor pill pills therapy walk run see hear jog gym",
    "is a clinical word": "anxiety anxious depressed depression trauma trigger triggers panic disorder symptom "
    "codependent codependency attachment toxic narcissist",
    "asks for proof or a confession": "proof prove evidence confess confession admit secret secrets lie lied password",
    "blames": "fault faults blame guilt guilty wrong fail failed should must ought",
    "asks to forgive": "forgive forgave forgiven forgiveness sorry apologize apology",
    "asks to stay or to leave": "stay leave leaving divorce separate",
    "sends to a person": "tell them|tell him|tell her|tell your|confront|talk to them|say it to|show them",
}
# "see" and "stay" where they ask for no eyes and no home.
HARMLESS = ("see you soon", "see more of", "stay undone")
CLOSE = re.compile(r"\b(someone|anyone|the one) (close|closest)\b|\bclose to you\b", re.I)
GOOD = """moods = ["calm", "low"]

[[prompts]]
slug = "my-garden"
theme = "care"
ask = "What grew?"
starter = "It was …"
minutes = 3
exercise = "own-care-plan"

[[prompts]]
slug = "my-bench"
theme = "limits"
ask = "Who sits there?"
minutes = 5
"""
each_prompt = pytest.mark.parametrize("prompt", deck().prompts, ids=lambda each: each.slug)


@pytest.fixture
def own(tmp_path):
    """Write an operator's own file."""

    def write(text):
        (tmp_path / "prompts.toml").write_text(text)
        return tmp_path / "prompts.toml"

    return write


def forbidden(text):
    """(what it would do, the word) of each word that a prompt does without."""
    for phrase in HARMLESS:
        text = re.sub(rf"\b{phrase}\b", "", text, flags=re.I)
    for why, words in FORBIDDEN.items():
        choices = words if "|" in words else "|".join(words.split())
        yield from ((why, found) for found in re.findall(rf"\b(?:{choices})\b", text, re.I))


def test_every_theme_has_at_least_nine_and_all_together_sixty_six():
    counts = Counter(each.theme for each in deck().prompts)
    assert list(counts) == list(THEMES) and len(THEMES) == 7
    assert min(counts.values()) >= 9 and counts.total() >= 66


def test_slugs_and_questions_are_there_once_and_the_deck_finds_each():
    prompts = deck().prompts
    assert len({each.slug for each in prompts}) == len({each.ask for each in prompts}) == len(prompts)
    assert all(deck().get(each.slug) is each for each in prompts)
    assert deck().get("no-such-prompt") is None and deck() is deck()


def test_moods_are_plain_single_words_from_pleasant_to_hard():
    moods = deck().moods
    assert 18 <= len(moods) <= 24 and len(set(moods)) == len(moods)
    assert all(re.fullmatch("[a-z]{3,8}", each) and not [*forbidden(each)] for each in moods)
    assert moods.index("glad") < moods.index("mixed") < moods.index("tired") < moods.index("afraid")


@each_prompt
def test_it_reads_at_grade_five_or_below_and_in_one_breath(prompt):
    assert reading_grade(prompt.ask) <= GRADE
    assert [each for each in sentences(prompt.ask) if len(each.split()) > SPEAKABLE] == []
    assert len(re.findall(r"[.?…](?= [A-Z]|$)", prompt.ask)) in (1, 2, 3)


@each_prompt
def test_it_is_safe_whoever_reads_it(prompt):
    assert [*forbidden(f"{prompt.ask} {prompt.starter}")] == []
    assert prompt.theme == "leaning" or not CLOSE.search(prompt.ask)


@each_prompt
def test_its_first_line_can_be_written_on(prompt):
    assert prompt.starter == "" or re.fullmatch(r"[A-Z][^.?…]*[,a-zI] …", prompt.starter)


@each_prompt
def test_what_goes_on_from_it_can_be_done_alone(prompt):
    assert prompt.exercise == "" or content.exercises()[prompt.exercise].alone


def test_the_words_that_prompts_do_without_are_found():
    assert [*forbidden("Tell him why she should stay.")] != []
    assert {why for why, _ in forbidden("Did your wife lie? Show them proof of her love.")} == {
        "takes a partner for granted", "takes a gender for granted", "asks for proof or a confession",
        "sends to a person",
    }  # fmt: skip
    assert [*forbidden("See you soon. What could stay undone?")] == []


def test_prompts_come_in_many_forms():
    """A sentence to finish, a list, a letter, a plan, a look back and a look ahead: each at least four times."""
    asks = [f"{each.ask} {each.starter}" for each in deck().prompts]
    for form in ("Finish|Find a", "three|Three", "[Tt]hree lines|note", "If .*, then I|[Pp]lan",
                 "Look back|Think of a|last|Back then", "Look ahead|[Nn]ext|ahead|Picture"):  # fmt: skip
        assert sum(bool(re.search(form, each)) for each in asks) >= 4, form
    assert {each.minutes for each in deck().prompts} == {3, 5, 7}


def test_an_instance_adds_its_own_and_rewords_ours(own):
    ours = deck().prompts[0]
    text = GOOD.replace("my-garden", ours.slug).replace('"care"', f'"{ours.theme}"')
    found = deck(own(text))
    assert found.get(ours.slug) == SoloPrompt(
        ours.slug, ours.theme, "What grew?", 3, "It was …", "own-care-plan"
    )
    assert found.moods == ("calm", "low")
    assert found.prompts[0].slug == ours.slug and len(found.prompts) == len(deck().prompts) + 1
    limits = [each.slug for each in found.prompts if each.theme == "limits"]
    assert limits[-1] == "my-bench" and len(limits) > 9


def test_moods_stay_ours_where_an_instance_gives_none(own):
    assert deck(own(GOOD.split("\n", 1)[1])).moods == deck().moods


def test_without_a_file_of_its_own_an_instance_has_ours(tmp_path):
    assert deck(tmp_path / "prompts.toml") is deck()


def test_a_file_with_a_mistake_is_left_out_and_the_log_says_where_but_not_what(own, caplog):
    assert deck(own(GOOD.replace("minutes = 5", "minutes = 4"))) is deck()
    assert [(each.message, each.lines) for each in caplog.records] == [("prompts left out", [15])]


def test_a_prompt_of_its_own_may_lead_to_an_exercise_of_its_own(own, tmp_path):
    (tmp_path / "exercises").mkdir()
    plan = content.EXERCISES / "own-care-plan.toml"
    (tmp_path / "exercises/bench-time.toml").write_text(plan.read_text())
    assert deck(own(GOOD.replace("own-care-plan", "bench-time"))).get("my-garden").exercise == "bench-time"


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ("minutes = 3", "minutes =", 8, "This is not valid TOML"),
        ("minutes = 3", "minutes = 4", 8, '"minutes" cannot be that. It is one of: 3, 5, 7'),
        ("minutes = 3", 'minutes = "3"', 8, '"minutes" must be a whole number'),
        ("minutes = 3\n", "", 3, '"minutes" is missing here'),
        ('theme = "limits"', 'theme = "sport"', 13, '"theme" cannot be that. It is one of: confidence, interests'),
        ('theme = "limits"', 'them = "limits"', 13, 'There is no "them" in a prompt. Known are: slug, theme'),
        ("moods =", "mood =", 1, 'There is no "mood" in this file'),
        ('["calm", "low"]', '"calm"', 1, '"moods" must be a list'),
        ('["calm", "low"]', '["calm", "calm"]', 1, 'The mood "calm" is here twice'),
        ('["calm", "low"]', '["calm", ""]', 1, "A mood is a word"),
        ('slug = "my-bench"', 'slug = "My bench"', 12, "A slug is in small letters with dashes"),
        ('slug = "my-bench"', 'slug = "my-garden"', 12, 'Two prompts have the slug "my-garden"'),
        ('ask = "Who sits there?"', 'ask = " "', 14, "A prompt asks something"),
        ('ask = "Who sits there?"', f'ask = "{"o" * 163}"', 14, "ask is 3 letters too long"),
        ('starter = "It was …"', 'starter = "It\\nwas "', 7, "starter is one line"),
        ('"own-care-plan"', '"no-such-one"', 9, 'There is no exercise "no-such-one"'),
        ('"own-care-plan"', '"weekly-ten"', 9, '"weekly-ten" needs two. Name one that has [[alone]]'),
        (GOOD, "# Later.\n", 1, "There is nothing in this file"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(own, old, new, line, sentence):
    assert read(own(GOOD), content.exercises()).moods == ("calm", "low")
    with pytest.raises(ContentError) as caught:
        read(own(GOOD.replace(old, new, 1)), content.exercises())
    wanted = rf"^prompts\.toml, line {line}: .*{re.escape(sentence)}"
    assert re.search(wanted, str(caught.value), re.MULTILINE), str(caught.value)


def test_ours_is_checked_by_the_command_too(own):
    told = CliRunner().invoke(cli, ["content", "check", str(FILE)])
    assert told.exit_code == 0
    assert told.output == f"ok   prompts.toml: {len(deck().prompts)} prompts, {len(deck().moods)} moods\n"


def test_the_command_tells_a_mistake_in_an_own_file(own):
    told = CliRunner().invoke(cli, ["content", "check", str(own(GOOD.replace("minutes = 5", "minutes = 6")))])
    assert told.exit_code == 1 and told.output.startswith("fix  prompts.toml, line 15: ")


def test_the_guides_own_example_is_right(own):
    """What the page for authors shows can be copied and runs."""
    shown = (ROOT / "docs/write-an-exercise.md").read_text().rpartition("```toml\n")[2].split("```")[0]
    found = deck(own(shown))
    assert found.get("my-window") in found.prompts and found.moods == deck().moods


def test_an_empty_deck_finds_nothing():
    assert Deck().get("my-garden") is None
