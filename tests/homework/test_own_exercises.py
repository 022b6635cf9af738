"""A counselor's own exercises: checked like all others, kept for them alone, given like all others."""

import io

import pytest

from couples import content
from couples.homework.models import OwnExerciseRow
from tests.cast import counselor
from tests.consent.given import opened, text
from tests.homework.test_homework import begun, gives, rows

GOOD = (
    content.EXERCISES.joinpath("specific-thanks.toml")
    .read_text("utf-8")
    .replace("Specific thanks", "Own canary thanks")
)


@pytest.fixture
def noor(app):
    return counselor(app, "Noor")


def keeps(noor, words="", file=None):
    fields = {"text": words}
    if file is not None:
        fields["file"] = (io.BytesIO(file), "mine.toml")
    return noor.client.post(
        "/counsel/exercises",
        data=fields,
        headers={"Sec-Fetch-Site": "same-origin"},
        content_type="multipart/form-data",
    )


@pytest.mark.parametrize("as_file", [False, True])
def test_a_good_one_is_kept_once_and_listed_for_its_author_alone(app, noor, as_file):
    for _ in range(2):
        assert keeps(noor, **({"file": GOOD.encode()} if as_file else {"words": GOOD})).status_code == 303
    assert len(rows(app, OwnExerciseRow)) == 1
    assert "Own canary thanks" in text(noor.get("/counsel/exercises"))
    assert "Own canary thanks" not in text(counselor(app, "Bell").get("/counsel/exercises"))
    assert "Own canary thanks" not in text(noor.get("/exercises"))


def test_mistakes_are_told_with_their_lines_and_the_words_stay(app, noor):
    broken = GOOD.replace('kind = "', 'kind = "un', 1)
    line = next(number for number, each in enumerate(broken.splitlines(), 1) if 'kind = "un' in each)
    for answer in (keeps(noor, broken), keeps(noor, file=broken.encode())):
        shown = text(answer)
        assert answer.status_code == 422 and f"Line {line}" in shown and "There is no kind" in shown
        assert "Own canary thanks" in shown and rows(app, OwnExerciseRow) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("title = ", "This is not valid TOML"),
        ("", "is missing here"),
        ("x" * 40_001, "This is too long for one exercise."),
        (f'after = "nowhere"\n{GOOD}', "which is not in the library"),
    ],
)
def test_what_is_no_exercise_gets_a_sentence(app, noor, words, sentence):
    answer = keeps(noor, words)
    assert answer.status_code == 422 and sentence in text(answer) and rows(app, OwnExerciseRow) == []


def test_one_for_one_person_alone_is_not_for_two(app, noor):
    alone = next(path for path in sorted(content.EXERCISES.glob("*.toml")) if not content.load(path).steps)
    answer = keeps(noor, alone.read_text("utf-8"))
    assert answer.status_code == 422 and "What you give is for two." in text(answer)


def test_a_file_that_is_no_text_gets_a_sentence_and_the_box_keeps_its_words(app, noor):
    answer = keeps(noor, "my words", file=b"\xff\xfe\x00")
    assert answer.status_code == 422 and "not plain text" in text(answer) and "my words" in text(answer)


def test_a_couple_begins_one_and_keeps_it_when_it_is_removed(app, noor, alex, sam, couple):
    id = opened(app, noor, alex, sam)
    keeps(noor, GOOD)
    [row] = rows(app, OwnExerciseRow)
    slug = content.unpack(row.packed).slug
    assert f'value="{slug}"' in text(noor.get(f"/counsel/{id}/practice"))
    assert gives(counselor(app, "Bell"), id, exercise=slug).status_code in (404, 422)
    assert gives(noor, id, exercise=slug).status_code == 303
    assert counselor(app, "Moss").post(f"/counsel/exercises/{row.id}/remove").status_code == 404
    assert noor.post(f"/counsel/exercises/{row.id}/remove").status_code == 303
    assert rows(app, OwnExerciseRow) == []
    session = begun(app, alex)
    assert "Own canary thanks" in text(sam.get(f"/sessions/{session}"))
    alex.do(session, "stop")
    for page in ("/home", "/history", f"/sessions/{session}/review", "/exercises", "/you/data"):
        assert sam.get(page).status_code == 200, page
