"""Writing alone: from arriving to the first saved lines, saving while writing, finding again, deleting."""

import re

import pytest

from tests.cast import PASSPHRASE

ID = "A" * 22
TEXT = "canary I slept well"


def opens(person):
    return person.post("/prompts/open", passphrase=PASSPHRASE, next="/prompts/write")


def saves(person, text=TEXT, version=0, id=ID, **fields):
    return person.post(f"/prompts/mine/{id}", text=text, version=str(version), **fields)


def by_script(person, text, version, **fields):
    headers = {"Sec-Fetch-Site": "same-origin", "Accept": "application/json"}
    told = {"text": text, "version": str(version), **fields}
    return person.client.post(f"/prompts/mine/{ID}", data=told, headers=headers)


def page(person, path=f"/prompts/mine/{ID}"):
    return person.get(path).get_data(as_text=True)


def test_from_arriving_to_the_first_saved_lines(jo):
    """Nothing but a name and a passphrase: home, a prompt, the place that only they can open, the words."""
    asked = re.search(r'href="/prompts">([^<]+)</a>', jo.get("/home").get_data(as_text=True))[1]
    prompts = page(jo, "/prompts")
    assert asked in prompts
    write = re.search(r'href="(/prompts/write/[\w-]+)"', prompts)[1]
    assert jo.get(write).location == f"/prompts/open?next={write}"
    first = page(jo, jo.get(write).location)
    assert "Nobody can help you then" in first
    keys = opens(jo).get_data(as_text=True)
    assert len(re.findall(r"<code>", keys)) == 2 and 'href="/prompts/write"' in keys
    form = page(jo, write)
    action = re.search(r'action="(/prompts/mine/[\w-]+)"', form)[1]
    prompt = re.search(r'name="prompt" value="([\w-]+)"', form)[1]
    assert prompt not in write  # what is written about is in no address
    assert jo.post(action, text=TEXT, version="0", prompt=prompt).location == action
    assert TEXT in page(jo, action) and asked in page(jo, action)


def test_a_wrong_passphrase_makes_and_opens_nothing(jo):
    answer = jo.post("/prompts/open", passphrase="not this one at all")
    assert answer.status_code == 422 and "not your passphrase" in answer.get_data(as_text=True)
    assert jo.get("/prompts/mine").status_code == 302
    opens(jo)
    jo.post("/prompts/lock")
    assert jo.post("/prompts/open", passphrase="not this one at all").status_code == 422
    assert jo.get("/prompts/mine").status_code == 302


@pytest.mark.parametrize(
    "path", ["/prompts/write", "/prompts/mine", f"/prompts/mine/{ID}", f"/prompts/mine/{ID}/share"]
)
def test_a_locked_vault_shows_no_word(jo, path):
    opens(jo)
    saves(jo)
    jo.post("/prompts/lock")
    answer = jo.get(path)
    assert answer.location == f"/prompts/open?next={path}"
    assert "canary" not in answer.get_data(as_text=True) + page(jo, answer.location)


def test_every_save_is_a_version_and_a_window_that_is_behind_loses_nothing(jo):
    opens(jo)
    assert by_script(jo, "one", 0).json["version"] == 1
    assert by_script(jo, "two", 1).json["version"] == 2
    behind = saves(jo, "canary from the other window", 1)
    shown = behind.get_data(as_text=True)
    assert behind.status_code == 409
    assert "canary from the other window" in shown and "changed in another window" in shown
    assert by_script(jo, "two", 1).status_code == 409
    assert ">two</textarea>" in page(jo)


def test_words_that_come_when_it_is_locked_are_kept_on_the_page_and_saved_with_the_passphrase(jo):
    opens(jo)
    saves(jo)
    jo.post("/prompts/lock")
    answer = saves(jo, "canary more", 1)
    assert answer.status_code == 403
    assert "canary more" in answer.get_data(as_text=True) and 'name="passphrase"' in answer.get_data(
        as_text=True
    )
    assert saves(jo, "canary more", 1, passphrase="wrong").status_code == 403
    assert saves(jo, "canary more", 1, passphrase=PASSPHRASE).status_code == 303
    opens(jo)
    assert "canary more" in page(jo)


def test_saving_can_lock_in_the_same_breath(jo):
    opens(jo)
    assert by_script(jo, "one", 0, lock="1").json["version"] == 1
    assert jo.get("/prompts/mine").status_code == 302


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": "x" * 5_001}, "1 characters too long"),
        ({"text": "canary", "tags": "a,b,c,d,e,f,g,h,i"}, "at most eight tags"),
        ({"text": "  "}, "Write a few words first"),
    ],
)
def test_what_cannot_be_saved_comes_back_with_a_sentence(jo, fields, sentence):
    opens(jo)
    answer = saves(jo, **fields)
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True) and fields["text"] in answer.get_data(as_text=True)


def test_own_search_finds_words_moods_and_tags_and_puts_nothing_into_an_address(jo):
    opens(jo)
    mood = re.search(r'name="moods" value="([^"]+)"', page(jo, "/prompts/write"))[1]
    saves(jo, "canary by the sea", tags="Holiday", moods=mood)
    saves(jo, "canary at work", id="B" * 22)
    for wanted in ("SEA", "holiday", mood):
        found = jo.post("/prompts/mine", wanted=wanted).get_data(as_text=True)
        assert "by the sea" in found and "at work" not in found
    assert "Nothing with that" in jo.post("/prompts/mine", wanted="mountain").get_data(as_text=True)
    assert "wanted" not in str(jo.get("/prompts/mine?wanted=sea").location)


def test_history_goes_page_by_page(jo):
    opens(jo)
    for number in range(22):
        saves(jo, f"canary {number:02}", id=f"{number:022}")
    first = page(jo, "/prompts/mine")
    assert "canary 21" in first and "canary 01" not in first
    older = page(jo, re.search(r'href="(/prompts/mine\?before=[\d.]+)"', first)[1])
    assert "canary 01" in older and "canary 21" not in older


def test_what_is_deleted_is_gone(jo):
    opens(jo)
    saves(jo)
    assert jo.post(f"/prompts/mine/{ID}/delete").location == "/prompts/mine"
    assert jo.get(f"/prompts/mine/{ID}").status_code == 404
    assert jo.post(f"/prompts/mine/{ID}/delete").status_code == 404


def test_nobody_reads_changes_or_deletes_the_entry_of_another(alex, sam, couple):
    for person in (alex, sam):
        opens(person)
    saves(alex)
    foreign, missing = sam.get(f"/prompts/mine/{ID}"), sam.get(f"/prompts/mine/{'Z' * 22}")
    assert foreign.status_code == missing.status_code == 404 and foreign.data == missing.data
    assert saves(sam, "mine now", 1).status_code == 409
    assert sam.post(f"/prompts/mine/{ID}/delete").status_code == 404
    assert TEXT in page(alex)


def test_writing_alone_changes_no_byte_of_the_other(alex, sam, couple):
    def world():
        return [sam.get(path).data for path in ("/home", "/ours", "/pair", "/history")]

    before = world()
    opens(alex)
    saves(alex)
    assert world() == before
