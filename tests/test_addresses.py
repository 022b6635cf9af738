"""What a browser keeps in its list of addresses says nothing of what was read or done there."""

import re

import pytest

from couples import content
from couples.content.prompts import deck

NAMES = [*content.exercises(), *(each.slug for each in deck().prompts)]
PAGES = (
    "/",
    "/home",
    "/exercises",
    "/exercises/suggest",
    "/prompts",
    "/ours",
    "/history",
    "/paths/my-own-feet",
)


@pytest.mark.parametrize("path", PAGES)
def test_no_link_of_a_page_names_an_exercise_or_a_prompt(alex, sam, couple, path):
    links = re.findall(
        r'(?:href|action)="([^"#?]*)', alex.get(path, follow_redirects=True).get_data(as_text=True)
    )
    assert links
    assert [
        link for link in links if link.rsplit("/", 1)[-1] in NAMES or link.split("/")[-2:-1] in NAMES
    ] == []


@pytest.mark.parametrize("slug", content.exercises())
def test_an_exercise_is_found_by_its_code_and_by_its_name(alex, slug):
    code = content.exercises()[slug].code.lower()
    assert content.address(slug) == code
    pages = [alex.get(f"/exercises/{each}").get_data(as_text=True) for each in (code, slug)]
    assert pages[0] == pages[1] and content.exercises()[slug].title in pages[0].replace("&#39;", "'")


def test_an_address_that_is_nobodys_is_not_found(alex):
    for path in ("/exercises/e99", "/prompts/write/00000000"):
        alex.post("/prompts/open", passphrase="seven purple kettles hum")
        assert alex.get(path).status_code == 404
