"""Help & safety: for everyone, signed in or not, with the numbers of their country."""

import re

import pytest

from couples.content import help


@pytest.fixture
def page(app):
    """The page as somebody gets it who is not signed in."""
    return lambda path="/info", **headers: app.test_client().get(path, headers=headers).get_data(as_text=True)


def shown(page):
    """The country whose numbers are shown."""
    found = re.search(r'<option value="(\w*)" selected>', page)
    return found[1] if found else ""


def test_the_emergency_sentence_comes_before_every_number(page):
    told = page("/info?country=DE")
    assert told.index("In danger now?") < told.index("tel:")


def test_the_number_for_danger_stands_above_those_who_help_and_says_where_it_works(page):
    told = page("/info?country=DE")
    danger = told.partition("In danger now?")[2].partition("</div>")[0]
    assert 'href="tel:112"' in danger and "Germany: Emergency number" in danger
    assert "Last seen on a public page:" in danger
    assert told.count('href="tel:112"') == 1 < told.count('href="tel:')
    assert told.index('href="tel:112"') < told.index("People who help")
    for path in ("/info", "/info?country=", "/info?country=XX"):
        assert "tel:" not in page(path).partition("In danger now?")[2].partition("</div>")[0]


def test_a_country_is_chosen_by_a_plain_form_and_nothing_is_kept(app):
    client = app.test_client()
    answer = client.get("/info?country=FI")
    told = answer.get_data(as_text=True)
    assert shown(told) == "FI" and 'href="tel:080005005"' in told
    assert "Set-Cookie" not in answer.headers and answer.headers["Cache-Control"] == "no-store"
    assert shown(client.get("/info").get_data(as_text=True)) == ""


@pytest.mark.parametrize(
    ("languages", "country"),
    [
        ("de-AT,de;q=0.9", "AT"),
        ("en,pt-BR;q=0.8", "BR"),
        ("de", ""),
        ("xx-XX", ""),
        ("*", ""),
        ("zh-Hant-TW", "TW"),
    ],
)
def test_the_region_that_the_browser_names_is_chosen_until_somebody_chooses(page, languages, country):
    headers = {"Accept-Language": languages}
    assert shown(page(**headers)) == country
    assert shown(page("/info?country=FR", **headers)) == "FR"
    assert shown(page("/info?country=", **headers)) == ""


@pytest.mark.parametrize("country", ["", "XX", "*", "de", "<b>"])
def test_without_a_country_that_we_know_there_are_the_lists_for_all(page, country):
    told = page(f"/info?country={country}")
    assert shown(told) == "" and "lila.help" in told and "<b>" not in told


def test_a_number_says_how_sure_we_are(make_app):
    data = make_app().extensions["couples"].settings.data
    rows = '[countries]\nCH = "Switzerland"\n'
    for name, more in (
        ("Unread", ""),
        ("Old", 'last_verified = 2020-01-31\nsource = "https://a.example"'),
    ):
        rows += f'[[services]]\ncountry = "CH"\nname = "{name}"\nnumber = "1"\nhours = "h"\nserves = ["men"]\n{more}\n'
    (data / help.NAME).write_text(rows)
    told = make_app().test_client().get("/info?country=CH").get_data(as_text=True)
    unread, old = (told.partition(f">{name}<")[2].partition("</li>")[0] for name in ("Unread", "Old"))
    assert "We have not checked this number yet." in unread and "Please check." not in unread
    assert "Please check." in old and "31 January 2020" in old


def test_it_is_one_tap_away_from_every_page(alex, page):
    for told in (page("/"), page("/join"), alex.get("/home").get_data(as_text=True)):
        assert 'href="/info"' in told


def test_sign_up_and_privacy_lead_to_what_could_be_seen(page):
    for path in ("/join", "/privacy", "/info"):
        assert 'href="/info/who"' in page(path), path
