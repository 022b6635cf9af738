"""Leaving quickly, as the server has it: who is signed out, what is answered, and what Back finds afterwards."""

import html
import re

import pytest

from couples.settings import ROOT, SettingError, load
from tests.cast import PASSPHRASE, Person, start

BUTTON = '<form id="leave" method="post" action="/leave" data-exit='
# What would tell someone who glances at a tab or a list of pages what this is about.
TELLING = re.compile(
    r"coupl|partner|relation|abus|violen|safe|fear|quick|leav|hide|escape|conflict|love|sex|trust", re.I
)
PUBLIC = ("/", "/privacy", "/exercises", "/about", "/exercises/specific-thanks")


def body(answer):
    return answer.get_data(as_text=True)


def title(answer):
    return html.unescape(re.search(r"<title>(.*?)</title>", body(answer))[1])


def signed_in(person):
    return person.get("/home").status_code == 200


def test_it_ends_this_place_of_sign_in_and_no_other(alex, sam):
    elsewhere = Person.__new__(Person)
    elsewhere.app, elsewhere.client = alex.app, alex.app.test_client()
    assert elsewhere.post("/sign-in", name="Alex", passphrase=PASSPHRASE).status_code == 303
    token = alex.token
    assert alex.post("/leave").status_code == 200
    alex.client.set_cookie("place", token)  # a browser that kept it all the same
    assert not signed_in(alex)
    assert signed_in(elsewhere)
    assert signed_in(sam)


def test_the_answer_forwards_holds_nothing_of_ours_and_forgets(alex):
    answer = alex.post("/leave")
    assert '<meta http-equiv="refresh" content="0; url=https://www.wikipedia.org/">' in body(answer)
    assert title(answer) == "wikipedia.org"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert alex.client.get_cookie("place") is None
    for word in ("Alex", "Couples", "stylesheet", "favicon", "<script"):
        assert word not in body(answer)


def test_who_is_signed_in_no_more_gets_away_all_the_same(app):
    answer = app.test_client().post("/leave", headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 200
    assert "url=https://www.wikipedia.org/" in body(answer)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_can_sign_nobody_out(alex, site):
    assert alex.client.post("/leave", headers={"Sec-Fetch-Site": site}).status_code == 403
    assert alex.get("/leave").status_code == 404
    assert signed_in(alex)


def test_the_operator_says_where_it_leads(make_app):
    someone = Person(make_app(exit_url="https://weather.example/today"), "Alex")
    page = body(someone.get("/home"))
    assert 'data-exit="https://weather.example/today"' in page
    assert "url=https://weather.example/today" in body(someone.post("/leave"))


@pytest.mark.parametrize(
    "address", ["", "weather", "javascript:alert(1)", "data:text/html,x", "//x.org", "https://["]
)
def test_what_is_no_address_is_refused_when_the_server_starts(address):
    with pytest.raises(SettingError, match="exit_url"):
        load({"exit_url": address})


def pages_of(app, person):
    """Every page without a variable in its address, an exercise, a live session and errors: path and answer."""
    fixed = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods and not rule.arguments and not rule.endpoint.startswith("demo.")
    ]
    session = start(person, "specific-thanks")
    more = [
        "/exercises/specific-thanks",
        f"/sessions/{session}",
        "/nowhere",
        "/sessions/nowhere",
    ]
    for path in [*fixed, *more]:
        answer = person.get(path)
        if answer.mimetype == "text/html" and answer.status_code in (200, 404):
            yield path, answer


def test_every_page_of_someone_signed_in_has_the_button_and_its_twin_before_all_links_but_one(
    app, alex, couple
):
    seen = 0
    for path, answer in pages_of(app, alex):
        page = body(answer)
        assert page.count(BUTTON) == 1, path
        before = page[: page.index('<button class="skip" form="leave">')]
        assert before.count("<a ") == 1 and "<button" not in before.split("<body")[1], path
        seen += 1
    print(f"pages looked at: {seen}")
    assert seen >= 20


def test_no_title_says_what_this_is_about(app, alex, couple):
    titles = {path: title(answer) for path, answer in pages_of(app, alex)}
    telling = {path: each for path, each in titles.items() if TELLING.search(each)}
    assert telling == {}
    drawing = (ROOT / "static/img/favicon.svg").read_text()
    assert not TELLING.search(drawing) and "<title" not in drawing


def test_who_is_not_signed_in_has_the_button_on_the_pages_about_safety_and_on_no_other(app):
    client = app.test_client()
    assert 'id="leave"' not in body(client.get("/"))
    for path in ("/info", "/info?country=FI", "/info/who", "/about"):
        page = body(client.get(path))
        assert page.count(BUTTON) == 1, path
        assert page.index('<button class="skip" form="leave">') < page.index('class="brand"'), path
    page = body(client.post("/leave", headers={"Sec-Fetch-Site": "same-origin"}))
    assert "url=https://www.wikipedia.org/" in page
    assert client.get("/info").location == "/sign-in"


@pytest.mark.parametrize("path", [*PUBLIC, "/home", "/you/places", "/info", "/nowhere"])
def test_afterwards_every_page_from_before_leads_to_signing_in(alex, path):
    alex.post("/leave")
    answer = alex.get(path)
    assert (answer.status_code, answer.location) == (303, "/sign-in")


@pytest.mark.parametrize("name", ["Privacy", "Start on your own"])
def test_links_of_the_sign_in_page_lead_on_and_open_everything_again(alex, name):
    alex.post("/leave")
    link = html.unescape(re.search(rf'href="([^"]+)"[^>]*>{name}', body(alex.get("/sign-in")))[1])
    assert alex.get(link).status_code == 200
    assert all(alex.get(path).status_code == 200 for path in PUBLIC)


def test_a_link_from_before_another_exit_opens_nothing(alex):
    alex.post("/leave")
    old = alex.client.get_cookie("back").value
    alex.post("/leave")
    assert alex.get(f"/privacy?back={old}").status_code == 303


def test_signing_in_opens_everything_again(alex):
    alex.post("/leave")
    assert alex.post("/sign-in", name="Alex", passphrase=PASSPHRASE).status_code == 303
    assert signed_in(alex)
    assert "back=" not in body(alex.get("/home"))


def test_a_new_account_is_told_before_the_first_exercise_and_not_after(alex, couple):
    told = "hides this page at once"
    assert told in body(alex.get("/home"))
    assert 'href="/about">How it works' in body(alex.get("/home"))
    alex.do(start(alex, "specific-thanks"), "stop")
    assert told not in body(alex.get("/home"))


def test_the_page_about_it_says_what_it_cannot_do(alex):
    page = html.unescape(body(alex.get("/about")))
    for words in (
        "wikipedia.org opens in its place",
        "you see wikipedia.org next",
        "keeps its list of pages",
        "router",
        "share an account",
        "watches this device",
        "lost",
    ):
        assert words in page
