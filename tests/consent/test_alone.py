"""One entry for a counselor alone: only under limited secrets, and in no byte of anything of the other's."""

import pytest

from tests.cast import counselor
from tests.consent.given import no, opened, text
from tests.reflections.test_share import words_of
from tests.reflections.test_write import ID, opens, page, saves

SECRET = "canary words of mine"


@pytest.fixture
def noor(app):
    return counselor(app, "Noor")


@pytest.fixture
def id(app, noor, alex, sam, couple):
    return opened(app, noor, alex, sam)


def shown(alex, id):
    """Where alex reads what they showed."""
    opens(alex)
    saves(alex, SECRET, prompt="teach-it")
    return alex.post(f"/prompts/mine/{ID}/show", counsel=id)


def test_the_counselor_reads_what_the_preview_showed(noor, alex, id):
    answer = shown(alex, id)
    preview = page(alex, f"/prompts/mine/{ID}/share")
    assert "Or show it to Noor alone" in preview and "Limited secrets" in preview
    entry = answer.location.rsplit("/", 1)[1]
    assert f"/counsel/{id}/alone/{entry}" in text(noor.get(f"/counsel/{id}"))
    assert words_of(text(noor.get(f"/counsel/{id}/alone/{entry}"))) == words_of(preview)


def test_no_byte_of_the_others_pages_changes(app, noor, alex, sam, id):
    paths = ("/home", "/with", f"/with/{id}", "/with/opened", "/ours", "/balance", "/you/data", "/history")
    noor.get(f"/counsel/{id}")
    before = [text(sam.get(path)) for path in paths]
    entry = shown(alex, id).location.rsplit("/", 1)[1]
    noor.get(f"/counsel/{id}/alone/{entry}")
    assert [text(sam.get(path)) for path in paths] == before
    for path in (f"/with/{id}/alone/{entry}", f"/counsel/{id}/alone/{entry}"):
        assert sam.get(path).status_code == 404
    assert sam.post(f"/with/{id}/alone/{entry}/take-back").status_code == 404
    print(f"pages of the other compared: {len(paths)}, bytes changed: 0")


def test_its_author_takes_it_back(noor, alex, id):
    address = shown(alex, id).location
    entry = address.rsplit("/", 1)[1]
    assert SECRET in text(alex.get(address)) and address in text(alex.get(f"/with/{id}"))
    assert alex.post(f"{address}/take-back").status_code == 303
    assert alex.get(address).status_code == noor.get(f"/counsel/{id}/alone/{entry}").status_code == 404


def test_after_an_end_it_is_not_there(noor, alex, sam, id):
    entry = shown(alex, id).location.rsplit("/", 1)[1]
    no(sam, id)
    assert noor.get(f"/counsel/{id}/alone/{entry}").status_code == 404
    assert alex.post(f"/prompts/mine/{ID}/show", counsel=id).status_code == 404


def test_without_secrets_nothing_can_be_shown_alone(app, alex, sam, couple):
    bell = counselor(app, "Bell", secrets="none")
    theirs = opened(app, bell, alex, sam)
    assert shown(alex, theirs).status_code == 404
    assert "alone" not in text(alex.get(f"/prompts/mine/{ID}/share"))


def test_who_holds_no_secrets_any_more_sees_none(noor, alex, id):
    entry = shown(alex, id).location.rsplit("/", 1)[1]
    noor.post("/counsel/policy", secrets="none")
    assert noor.get(f"/counsel/{id}/alone/{entry}").status_code == 404
    assert "Shown to you alone" not in text(noor.get(f"/counsel/{id}"))


def test_strangers_and_other_counselors_get_the_same_as_for_nothing(
    app, noor, alex, id, robin, kim, other_couple
):
    entry = shown(alex, id).location.rsplit("/", 1)[1]
    bell = counselor(app, "Bell")
    theirs = opened(app, bell, robin, kim)
    for who, path in ((bell, f"/counsel/{id}/alone/{entry}"), (bell, f"/counsel/{theirs}/alone/{entry}"),
                      (robin, f"/with/{theirs}/alone/{entry}"), (noor, f"/counsel/{id}/alone/nothing")):  # fmt: skip
        assert who.get(path).status_code == 404, path
    assert robin.post(f"/prompts/mine/{ID}/show", counsel=id).status_code in (302, 404)
