"""Each mistake in an exercise file is told with its file, its line and a sentence."""

import re

import pytest

from couples import content
from couples.content import ContentError, library, load

GOOD = """title = "Kind words"
line = "L"
why = "W"
theme = "thanks"
tier = 1
minutes = 5
grade = "D"
source = "S"
shared = "Nothing"
not_now = []

[[steps]]
id = "one"
kind = "private"
title = "R"

[[steps.prompts]]
name = "liked"
ask = "What I liked"

[[steps]]
id = "two"
kind = "choose"
title = "C"
[[steps.options]]
name = "a"
text = "A"
[[steps.options]]
name = "b"
text = "B"

[[alone]]
id = "one"
kind = "read"
title = "R"
lines = ["Read."]
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ("tier = 1", "tier = 9", 5, "tier is 0, 1, 2 or 3"),
        ("tier = 1", "tier = 0", 12, "A tier 0 is for one person alone"),
        ("tier = 1", "tier = 3", 21, "A tier 3 ends with a checkout"),
        ("tier = 1", "tier = 3", 1, "offers a warm exercise afterwards"),
        ("tier = 1", "tier =", 5, "This is not valid TOML"),
        ("minutes = 5", 'minutes = "five"', 6, '"minutes" must be a whole number'),
        ("minutes = 5", "minutes = 0", 6, "minutes is at least 1"),
        ('theme = "thanks"', 'theme = "sport"', 4, '"theme" cannot be that. It is one of: talk, needs'),
        ('title = "Kind words"\n', "", 1, '"title" is missing here'),
        ('ask = "What I liked"', "", 17, '"ask" is missing here'),
        ('kind = "private"', 'kind = "song"', 14, 'There is no kind "song". Kinds are: read,'),
        ('kind = "private"', 'knd = "private"', 14, 'There is no "knd" in a step'),
        ('kind = "private"', 'kind = "turn"', 14, "A turn step needs say"),
        ('kind = "private"', 'kind = "turn"', 12, 'write who = "first" or who = "second"'),
        ('name = "liked"', 'nam = "liked"', 18, 'There is no "nam" in one of the prompts'),
        ('name = "liked"', 'name = "I liked"', 18, "Names of prompts are short"),
        ('name = "b"', 'name = "a"', 29, 'Two of the options have the name "a"'),
        ('id = "two"', 'id = "one"', 22, 'Two steps have the id "one"'),
        ('id = "two"', 'id = "Two!"', 22, "An id is a short name"),
        ('id = "two"', 'id = "two"\nabout = "zero"', 23, "not the id of an earlier step"),
        ('id = "two"', 'id = "two"\ncards = "one"', 21, 'write reveal = "never"'),
        ('id = "two"', 'id = "two"\nhow = "order"', 24, "Three to 8 cards can be put in order"),
        ('id = "two"', 'id = "two"\nhow = "piles"', 24, "Sorting needs two to five piles"),
        ('id = "two"', 'id = "two"\nhow = "several"\nleast = 3', 25, "least and most must fit"),
        ('id = "two"', 'id = "two"\nlow = ["c"]', 24, 'low names "c"'),
        ('id = "two"', 'id = "two"\nwho = "nobody"', 23, '"who" cannot be that'),
        ('lines = ["Read."]', "", 34, "A read step needs lines"),
        ('kind = "read"', 'kind = "turn"\nsay = "S"\nwho = "first"', 34, "Alone there can be: read"),
        ('kind = "read"', 'kind = "read"\nguess = true', 35, "nobody to guess about"),
        ('kind = "read"', 'kind = "read"\nshows = "due"', 35, "Alone there is nothing due"),
        ('id = "two"', 'id = "two"\nshows = "due"', 23, "shows is for a read step"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(tmp_path, old, new, line, sentence):
    path = tmp_path / "mine.toml"
    path.write_text(GOOD)
    assert load(path).slug == "mine"
    path.write_text(GOOD.replace(old, new, 1))
    with pytest.raises(ContentError) as caught:
        load(path)
    assert re.search(
        rf"^mine\.toml, line {line}: .*{re.escape(sentence)}", str(caught.value), re.MULTILINE
    ), str(caught.value)


def test_a_file_name_that_is_no_address_is_refused(tmp_path):
    path = tmp_path / "Kind Words.toml"
    path.write_text(GOOD)
    with pytest.raises(ContentError, match="small letters with dashes"):
        load(path)


def test_an_instance_adds_its_own_and_a_faulty_one_is_left_out(tmp_path):
    (tmp_path / "mine.toml").write_text(GOOD)
    (tmp_path / "broken.toml").write_text("title =")
    found = library(tmp_path)
    assert "mine" in found and "broken" not in found
    assert set(content.exercises()) < set(found)


def test_an_own_exercise_is_in_the_catalogue_and_can_be_started(make_app):
    from tests.cast import Person, link, start

    app = make_app()
    folder = app.extensions["couples"].settings.data / "exercises"
    folder.mkdir()
    (folder / "mine.toml").write_text(GOOD)
    app.extensions["couples"].library = library(folder)
    alex, sam = Person(app, "Alex"), Person(app, "Sam")
    link(alex, sam)
    assert "Kind words" in alex.get("/exercises").get_data(as_text=True)
    assert "What I liked" in alex.sees(start(alex, "mine"))


def test_the_guides_own_example_is_right(tmp_path):
    """What the page for authors shows can be copied and runs."""
    from couples.settings import ROOT

    shown = (ROOT / "docs/write-an-exercise.md").read_text().split("```toml\n")[1].split("```")[0]
    path = tmp_path / "kind-words.toml"
    path.write_text(shown)
    assert load(path).steps[-1].kind == "checkout"
