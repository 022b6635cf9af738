"""A passkey can get another name: its owner knows it by that, and nobody else reads it."""

import html
import re

import pytest

from tests.cast import PASSPHRASE
from tests.passkeys.device import Device, adds, signs_in
from tests.passkeys.test_passkeys import label_of, page


@pytest.fixture
def device():
    return Device()


@pytest.fixture
def path(alex, device):
    """Where Alex's passkey, called My phone, gets another name."""
    adds(alex, device, PASSPHRASE)
    return f"/you/security/passkeys/{label_of(alex)}/rename"


def renames(person, path, name, passphrase=PASSPHRASE):
    return person.post(path, name=name, passphrase=passphrase)


def test_it_gets_another_name_and_works_as_before(app, alex, path, device):
    answer = renames(alex, path, "  The old tablet ")
    assert answer.status_code == 303 and "The name is changed." in alex.get(answer.location).text
    assert ">The old tablet<" in page(alex) and "My phone" not in page(alex)
    assert signs_in(app.test_client(), device).status_code == 200


@pytest.mark.parametrize(
    ("name", "passphrase", "sentence"),
    [
        ("", PASSPHRASE, "Give it a name."),
        ("   ", PASSPHRASE, "Give it a name."),
        ("n" * 41, PASSPHRASE, "Use at most 40 characters."),
        ("Mum's <b>", "", "Write your passphrase."),
        ("Mum's <b>", "not this one at all", "That is not your passphrase."),
    ],
)
def test_what_is_wrong_is_told_and_what_was_written_stays(alex, path, name, passphrase, sentence):
    answer = renames(alex, path, name, passphrase)
    assert answer.status_code == 422 and sentence in answer.text
    written = re.search(r'<input [^>]*id="name"[^>]*>', answer.text)[0]
    assert html.unescape(re.search(r'value="([^"]*)"', written)[1]) == name.strip()
    assert "not this one" not in answer.text and "<b>" not in answer.text
    assert "My phone" in page(alex)


def test_the_longest_name_is_kept_whole(alex, path):
    assert renames(alex, path, "ü" * 40).status_code == 303
    assert f">{'ü' * 40}<" in page(alex)


def test_only_its_owner_names_it(alex, sam, path):
    assert renames(sam, path, "Mine now").status_code == 404
    assert "My phone" in page(alex)


def test_the_new_name_lies_sealed_and_in_none_of_the_addresses(alex, path, tmp_path):
    answer = renames(alex, path, "canary tablet")
    files = [each.read_bytes() for each in (tmp_path / "data").rglob("*") if each.is_file()]
    assert "canary tablet" in page(alex) and "canary" not in answer.location
    assert not [each for each in files if b"canary" in each]


def test_a_new_passkey_needs_a_name_of_more_than_spaces(alex):
    told = alex.post("/you/security/passkeys/begin", passphrase=PASSPHRASE, name="  ")
    assert told.status_code == 422 and told.get_json()["problem"] == "Give it a name."
